package mail

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"
)

var july = time.Date(2020, 7, 31, 8, 0, 0, 0, time.FixedZone("", 7*3600))

func letter() Letter {
	return Letter{
		From: "Bản tin Chi bộ <bantin@example.vn>", ReplyTo: "chi.uy@example.vn", Subject: "Số 7/2020", Name: "issues/2020-07.md",
		HTML: `<p>Chào đồng chí</p><img src="cid:anh-1@bulletin">`, Text: "Chào đồng chí\n-- \nBản tin\n.\n", Date: july, Unsubscribe: "mailto:thoi@example.vn",
		Pictures: []Picture{{ID: "anh-1@bulletin", Ending: ".png", Data: []byte("\x89PNG\r\n\x1a\nx")}},
	}
}

// part is a part of a message as it arrives.
type part struct {
	kind, id string
	text     string
	parts    []part
}

// read takes a message apart with the standard library.
func read(t *testing.T, message []byte) (mail.Header, part) {
	t.Helper()
	m, err := mail.ReadMessage(bytes.NewReader(message))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, readPart(t, m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), "", m.Body)
}

func readPart(t *testing.T, contentType, encoding, id string, body io.Reader) part {
	t.Helper()
	kind, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		t.Fatal(err)
	}
	p := part{kind: kind, id: id}
	if strings.HasPrefix(kind, "multipart/") {
		r := multipart.NewReader(body, params["boundary"])
		for {
			sub, err := r.NextRawPart()
			if err == io.EOF {
				return p
			}
			if err != nil {
				t.Fatal(err)
			}
			p.parts = append(p.parts, readPart(t, sub.Header.Get("Content-Type"), sub.Header.Get("Content-Transfer-Encoding"), sub.Header.Get("Content-ID"), sub))
		}
	}
	switch encoding {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	p.text = strings.ReplaceAll(string(text), "\r\n", "\n")
	return p
}

// all are a part and those within it.
func (p part) all() []part {
	all := []part{p}
	for _, sub := range p.parts {
		all = append(all, sub.all()...)
	}
	return all
}

func TestMessage(t *testing.T) {
	l := letter()
	message, err := l.Message("Đồng chí A <a@example.vn>")
	if err != nil {
		t.Fatal(err)
	}
	head, body := read(t, message)
	for key, want := range map[string]string{
		"From": "Bản tin Chi bộ <bantin@example.vn>", "To": "Đồng chí A <a@example.vn>", "Subject": "Số 7/2020", "Reply-To": "<chi.uy@example.vn>",
		"Date": "Fri, 31 Jul 2020 08:00:00 +0700", "List-Unsubscribe": "<mailto:thoi@example.vn>", "X-Unsent": "",
	} {
		got, err := new(mime.WordDecoder).DecodeHeader(head.Get(key))
		if err != nil || strings.ReplaceAll(got, `"`, "") != want {
			t.Errorf("%s: %q (%v), want %q", key, got, err, want)
		}
	}
	kinds := map[string]part{}
	for _, p := range body.all() {
		if _, twice := kinds[p.kind]; twice {
			t.Errorf("%s is there twice", p.kind)
		}
		kinds[p.kind] = p
	}
	if len(kinds["multipart/alternative"].parts) != 2 || kinds["multipart/alternative"].parts[0].kind != "text/plain" {
		t.Errorf("the alternatives are %+v", kinds["multipart/alternative"].parts)
	}
	if kinds["text/plain"].text != l.Text || kinds["text/html"].text != l.HTML {
		t.Errorf("the texts are %q and %q", kinds["text/plain"].text, kinds["text/html"].text)
	}
	if p := kinds["image/png"]; p.id != "<anh-1@bulletin>" || p.text != strings.ReplaceAll(string(l.Pictures[0].Data), "\r\n", "\n") {
		t.Errorf("the picture is %+v", p)
	}
	for line := range strings.SplitSeq(string(message), "\r\n") {
		if len(line) > 998 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("the line %q is no line of a message", line)
		}
	}
	if again, err := l.Message("Đồng chí A <a@example.vn>"); err != nil || !bytes.Equal(again, message) {
		t.Error("the same letter gives other bytes")
	}
	if other, err := l.Message("b@example.vn"); err != nil || bytes.Contains(other, []byte(l.messageID("Đồng chí A <a@example.vn>"))) {
		t.Error("messages to two have one name")
	}
}

// TestUnsent: a message to nobody yet says so, and needs no sender.
func TestUnsent(t *testing.T) {
	message, err := Letter{Subject: "A", HTML: "<p>a</p>", Text: "a", Date: july}.Message("")
	if err != nil {
		t.Fatal(err)
	}
	if head, _ := read(t, message); head.Get("X-Unsent") != "1" || head.Get("From") != "" || head.Get("To") != "" {
		t.Errorf("the head is %v", head)
	}
}

// TestNoHeaderIsInjected: no text of the letter begins a header or the body.
func TestNoHeaderIsInjected(t *testing.T) {
	const evil = "x\r\nBcc: all@example.vn\r\n\r\nbody"
	for name, change := range map[string]func(*Letter) string{
		"subject":     func(l *Letter) string { l.Subject = evil; return "a@example.vn" },
		"unsubscribe": func(l *Letter) string { l.Unsubscribe = "mailto:" + evil; return "a@example.vn" },
		"sender":      func(l *Letter) string { l.From = "A\r\nBcc: all@example.vn <b@example.vn>"; return "a@example.vn" },
		"replies":     func(l *Letter) string { l.ReplyTo = evil; return "a@example.vn" },
		"recipient":   func(*Letter) string { return "a@example.vn>\r\nBcc: all@example.vn\r\n\r\n<" },
		"name":        func(l *Letter) string { l.Name = evil; return "a@example.vn" },
		"picture":     func(l *Letter) string { l.Pictures[0].Ending = ".png\r\nBcc: all@example.vn"; return "a@example.vn" },
		"picture id":  func(l *Letter) string { l.Pictures[0].ID = "a\r\nBcc: all@example.vn"; return "a@example.vn" },
	} {
		l := letter()
		message, err := l.Message(change(&l))
		if err != nil {
			continue // refused
		}
		if bytes.Contains(message, []byte("\r\nBcc:")) || bytes.Contains(message, []byte("\nBcc:")) {
			t.Errorf("%s: a header was injected:\n%s", name, message)
		}
	}
}
