package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bulletin/internal/diag"
	"bulletin/internal/outside"
)

// TestCause: what systems and networks refuse for is said in the user's language, with
// their own words behind it; anything else is left as it is.
func TestCause(t *testing.T) {
	_, absent := os.Open(filepath.Join(t.TempDir(), "khong-co"))
	for _, tt := range []struct {
		err  error
		want string
	}{
		{refused(t), "máy chủ không nhận kết nối (dial tcp 127.0.0.1:"},
		{fmt.Errorf("login: %w", &net.DNSError{Err: "no such host", Name: "may-chu"}), "không tìm thấy máy chủ có tên này (login: lookup may-chu"},
		{fmt.Errorf("reading: %w", io.ErrUnexpectedEOF), "kết nối bị ngắt giữa chừng (reading: "},
		{context.DeadlineExceeded, "máy chủ không trả lời kịp ("},
		{&fs.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}, "ổ đĩa đã đầy (write a: "},
		{&fs.PathError{Op: "open", Path: "a", Err: fs.ErrPermission}, "không có quyền (open a: "},
		{absent, "không có tệp hoặc thư mục này (open "},
		{errors.New("something else"), "something else"},
	} {
		a := &app{lang: diag.VI}
		if got := a.cause(tt.err); !strings.HasPrefix(got, tt.want) {
			t.Errorf("%v: %q, want %q…", tt.err, got, tt.want)
		}
	}
}

// refused is the error of a port that nobody listens on.
func refused(t *testing.T) error {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	var dialer net.Dialer
	if _, err = dialer.DialContext(t.Context(), "tcp", address); err == nil {
		t.Fatal("somebody listens on a port that was closed")
	}
	return err
}

// TestSilent: a computer without internet is told from hosts that are gone.
func TestSilent(t *testing.T) {
	lost, cut := outside.Answer{Gone: true, Reason: "no such host"}, outside.Answer{Gone: true, Reason: "network is unreachable"}
	for _, tt := range []struct {
		name    string
		answers map[string]outside.Answer
		want    int
	}{
		{"no network", map[string]outside.Answer{"https://a.vn/1": lost, "https://a.vn/2": lost, "https://b.vn/": cut}, 2},
		{"one answers", map[string]outside.Answer{"https://a.vn/": lost, "https://b.vn/": {Status: 200}}, 0},
		{"one refuses", map[string]outside.Answer{"https://a.vn/": lost, "https://b.vn/": {Gone: true, Reason: "connection refused"}}, 0},
		{"none is asked", nil, 0},
	} {
		if got := silent(tt.answers); got != tt.want {
			t.Errorf("%s: %d hosts, want %d", tt.name, got, tt.want)
		}
	}
}
