// Package mail packs a letter with its pictures into a message (RFC 5322, RFC 2045) and
// delivers it to many recipients, each message to one of them and once.
package mail

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"bulletin/internal/pattern"
)

// Letter is what all recipients get.
type Letter struct {
	From        string // "Bản tin <bantin@example.vn>"; "" leaves the sender to the program that opens the message
	ReplyTo     string // "" when it is the sender
	Subject     string
	HTML, Text  string
	Pictures    []Picture
	Date        time.Time
	Name        string // of the letter among others of the sender: with a recipient it names a message for good
	Unsubscribe string // "mailto:…" or "https://…"; "" when it is not said (RFC 2369)
}

// Picture is a picture of the HTML, which names it "cid:" and its ID (RFC 2392).
type Picture struct {
	ID, Ending string // "anh-1@bulletin", ".jpg"
	Data       []byte
}

// Message is the letter to one recipient, or to nobody yet: such a message opens in mail
// programs as one that is about to be sent. The same letter gives the same bytes.
func (l Letter) Message(to string) ([]byte, error) {
	m, err := l.pack(to)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := m.WriteTo(&b); err != nil {
		return nil, fmt.Errorf("packing the message: %w", err)
	}
	return named(b.Bytes(), l.key(to)), nil
}

func (l Letter) pack(to string) (*gomail.Msg, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if to == "" {
		m.SetGenHeader("X-Unsent", "1")
	} else if err := m.To(to); err != nil {
		return nil, fmt.Errorf("the recipient %q: %w", to, err)
	}
	if l.From != "" {
		if err := m.From(l.From); err != nil {
			return nil, fmt.Errorf("the sender %q: %w", l.From, err)
		}
	}
	if l.ReplyTo != "" {
		if err := m.ReplyTo(l.ReplyTo); err != nil {
			return nil, fmt.Errorf("the address for replies %q: %w", l.ReplyTo, err)
		}
	}
	m.SetGenHeaderPreformatted(gomail.HeaderSubject, encoded(oneLine(l.Subject)))
	m.SetDateWithValue(l.Date)
	m.SetMessageIDWithValue(l.messageID(to))
	if l.Unsubscribe != "" {
		m.SetGenHeader("List-Unsubscribe", "<"+asciiURL(l.Unsubscribe)+">")
	}
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	for _, p := range l.Pictures {
		file, err := p.file()
		if err == nil {
			err = m.EmbedReader(file, bytes.NewReader(p.Data), gomail.WithFileContentID("<"+p.ID+">"))
		}
		if err != nil {
			return nil, fmt.Errorf("the picture %s: %w", p.ID, err)
		}
	}
	return m, nil
}

// file is a name for a picture that needs no encoding, by its ID.
func (p Picture) file() (string, error) {
	local, domain, whole := strings.Cut(p.ID, "@")
	if !whole || !isAtom(local) || !isAtom(domain) {
		return "", fmt.Errorf("%q cannot be the ID of a picture", p.ID)
	}
	if !isAtom(p.Ending) {
		return "", fmt.Errorf("%q cannot be the ending of a picture's name", p.Ending)
	}
	return local + p.Ending, nil
}

// isAtom tells whether a text is letters, digits, hyphens and dots.
func isAtom(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	})
}

// oneLine is a text as a header may hold it: a line break in it would begin another.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// encoded is a text as a header may hold it (RFC 2047), in lines of at most 76 characters
// behind the name of the header, the first of which is not empty: some programs take the
// break before it as a part of the text.
func encoded(text string) string {
	const most = 36 // bytes in a word: 60 characters when they are encoded
	if isASCII(text) && len(text) <= most {
		return text
	}
	var words []string
	for len(text) > 0 {
		end := min(most, len(text))
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end--
		}
		words = append(words, "=?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte(text[:end]))+"?=")
		text = text[end:]
	}
	return strings.Join(words, "\r\n ")
}

// asciiURL is an address of a page or of mail as a header may hold it (RFC 3986).
func asciiURL(text string) string {
	var b strings.Builder
	for _, c := range []byte(strings.TrimSpace(text)) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("<>\"", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// key names the message to a recipient.
func (l Letter) key(to string) string {
	sum := sha256.Sum256([]byte(l.Name + "\n" + l.From + "\n" + to))
	return hex.EncodeToString(sum[:16])
}

// messageID is the same for the same letter to the same recipient: whoever gets the
// message twice sees that it is one.
func (l Letter) messageID(to string) string {
	domain := "bulletin.invalid"
	if from, err := sender(l.From); err == nil {
		domain = from[strings.LastIndexByte(from, '@')+1:]
	}
	return l.key(to) + "@" + domain
}

// boundary is what parts the parts of a message; the library draws it by lot.
var boundary = pattern.Of(`boundary=([0-9a-f]{40,})`)

// named gives the boundaries of a message the names of the message.
func named(message []byte, key string) []byte {
	for i, m := range boundary().FindAllSubmatch(message, -1) {
		message = bytes.ReplaceAll(message, m[1], []byte(key+"_"+strconv.Itoa(i+1)))
	}
	return message
}
