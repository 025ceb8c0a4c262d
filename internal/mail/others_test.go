package mail

import (
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/emersion/go-message/mail"
)

// readByOther is a message as another library has it.
type readByOther struct {
	From, To, Subject, Text, HTML, Unsubscribe string
	Pictures                                   map[string]int // bytes by Content-ID
}

// TestOthersRead: other libraries read a message as it was meant.
func TestOthersRead(t *testing.T) {
	l := letter()
	const sender = "Bản tin Chi bộ Cục Thi hành án dân sự tỉnh Thái Nguyên, phát hành hằng tháng <bantin@example.vn>"
	l.From = `"` + strings.Replace(sender, " <", `" <`, 1)
	l.Subject = "Số 7/2020: " + strings.Repeat("học tập và làm theo tư tưởng, đạo đức, phong cách ", 3) + "Hồ Chí Minh"
	l.Text = "Dòng một\n.\n..\n" + strings.Repeat("dài ", 40) + "\nhết\n"
	l.HTML = "<p>" + strings.Repeat("Đường ", 40) + "</p>"
	message, err := l.Message(Recipient{"Nguyễn, Văn “A”", "a@example.vn"}.String())
	if err != nil {
		t.Fatal(err)
	}
	want := readByOther{
		From: sender, To: "Nguyễn, Văn “A” <a@example.vn>", Subject: l.Subject, Text: l.Text, HTML: l.HTML,
		Unsubscribe: "<mailto:thoi@example.vn>", Pictures: map[string]int{"<anh-1@bulletin>": len(l.Pictures[0].Data)},
	}
	for name, read := range map[string]func(*testing.T, []byte) readByOther{"go-message": readByGoMessage, "Python": readByPython} {
		t.Run(name, func(t *testing.T) {
			got, expected := asJSON(t, read(t, message)), asJSON(t, want)
			if got != expected {
				t.Errorf("got  %s\nwant %s", got, expected)
			}
		})
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func readByGoMessage(t *testing.T, message []byte) (got readByOther) {
	r, err := mail.CreateReader(bytes.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	address := func(key string) string {
		list, err := r.Header.AddressList(key)
		if err != nil || len(list) != 1 {
			t.Fatalf("%s: %v, %v", key, list, err)
		}
		return list[0].Name + " <" + list[0].Address + ">"
	}
	got.From, got.To, got.Unsubscribe, got.Pictures = address("From"), address("To"), r.Header.Get("List-Unsubscribe"), map[string]int{}
	if got.Subject, err = r.Header.Subject(); err != nil {
		t.Fatal(err)
	}
	for {
		part, err := r.NextPart()
		if err == io.EOF {
			return got
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part.Body)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "\r\n", "\n")
		switch kind, _, _ := strings.Cut(part.Header.Get("Content-Type"), ";"); kind {
		case "text/plain":
			got.Text = text
		case "text/html":
			got.HTML = text
		default:
			got.Pictures[part.Header.Get("Content-Id")] = len(data)
		}
	}
}

// pythonReader prints a message of its standard input as JSON.
const pythonReader = `
import email, email.header, email.policy, email.utils, json, sys
data = sys.stdin.buffer.read()
m, plain = email.message_from_bytes(data, policy=email.policy.default), email.message_from_bytes(data)
if m.defects: sys.exit(repr(m.defects))
def person(key): # the newer way puts spaces between the words of a long name, against RFC 2047, 6.2
    name, address = email.utils.parseaddr(plain[key])
    return str(email.header.make_header(email.header.decode_header(name))) + " <" + address + ">"
text = lambda kind: m.get_body((kind,)).get_content().replace("\r\n", "\n")
json.dump({
    "From": person("From"), "To": person("To"), "Subject": m["Subject"], "Text": text("plain"), "HTML": text("html"),
    "Unsubscribe": m["List-Unsubscribe"],
    "Pictures": {p["Content-ID"]: len(p.get_content()) for p in m.walk() if p.get_content_maintype() == "image"},
}, sys.stdout)
`

func readByPython(t *testing.T, message []byte) (got readByOther) {
	cmd := exec.CommandContext(t.Context(), "python3", "-c", pythonReader)
	cmd.Stdin = bytes.NewReader(message)
	out, err := cmd.Output()
	if err != nil {
		var said []byte
		if exit, ok := err.(*exec.ExitError); ok { //nolint:errorlint // of our own command
			said = exit.Stderr
		}
		t.Fatalf("python3 (make test-deps brings it): %v\n%s", err, said)
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got
}
