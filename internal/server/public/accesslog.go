package public

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// accessLog writes a line for each answer, as programs that read logs know them: NCSA's
// combined format, and the milliseconds that the answer took at the end. It is written
// within a second, not with the answer.
type accessLog struct {
	mu sync.Mutex
	to *bufio.Writer
}

// newAccessLog returns nil, which notes nothing, for a nil writer.
func newAccessLog(w io.Writer) *accessLog {
	if w == nil {
		return nil
	}
	return &accessLog{to: bufio.NewWriterSize(w, 64<<10)}
}

func (l *accessLog) note(r *http.Request, user string, status int, sent int64, began time.Time, took time.Duration) {
	if l == nil {
		return
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	line := append(make([]byte, 0, 256), host...)
	line = append(line, " - "...)
	line = appendSafe(line, orDash(user), ' ')
	line = append(line, " ["...)
	line = began.AppendFormat(line, "02/Jan/2006:15:04:05 -0700")
	line = append(line, `] "`...)
	line = appendSafe(line, r.Method+" "+r.RequestURI+" "+r.Proto, 0)
	line = append(line, `" `...)
	line = strconv.AppendInt(line, int64(status), 10)
	line = append(line, ' ')
	line = strconv.AppendInt(line, sent, 10)
	line = append(line, ` "`...)
	line = appendSafe(line, orDash(r.Referer()), 0)
	line = append(line, `" "`...)
	line = appendSafe(line, orDash(r.UserAgent()), 0)
	line = append(line, `" `...)
	line = strconv.AppendFloat(line, float64(took.Microseconds())/1000, 'f', 3, 64)
	line = append(line, '\n')
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = l.to.Write(line) // a full disk must not end the service
}

func (l *accessLog) flush() {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = l.to.Flush() // as above
}

func orDash(text string) string {
	if text == "" {
		return "-"
	}
	return text
}

// appendSafe adds what a client said so that it can neither end its field nor the line,
// nor speak to a terminal. also is one more letter that is escaped.
func appendSafe(line []byte, text string, also byte) []byte {
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == also && also != 0 {
			line = append(line, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
			continue
		}
		line = append(line, c)
	}
	return line
}

const hexDigits = "0123456789abcdef"
