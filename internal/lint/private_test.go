package lint

import "testing"

// TestGlance: a build looks closer only at texts in which a glance sees something, so a
// mark that is missed here is published.
func TestGlance(t *testing.T) {
	for _, text := range []string{
		"Tối mật", "Tuyệt mật", "> **Tuyệt mật**", "(Tối  mật)", "[Tuyệt\u00a0mật]", "Tối\nmật", "---\ntags: [Tối mật]\n---\n",
		"độ mật: mật", "Do mat: mật", "độ mật: **mật**", "| Độ mật | mật |", "độ mật: mẬt", "MẬT", "Mật",
	} {
		public := len(Published(File{Text: []byte(text)})) > 0
		if !public || !Private([]byte(text)) {
			t.Errorf("%q: %v, at a glance %v", text, public, Private([]byte(text)))
		}
	}
	for _, text := range []string{"bí mật nhà nước, bảo mật thông tin", "mật thiết với dân; bí mật: kín", "độ mật của văn bản"} {
		if suspect([]byte(text)) {
			t.Errorf("%q is looked at closer", text)
		}
	}
}
