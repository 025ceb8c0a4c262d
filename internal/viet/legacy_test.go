package viet

import "testing"

func TestLegacyVectors(t *testing.T) {
	for text, want := range map[string]string{
		"Th¸i Nguyªn": "Thái Nguyên", "QuyÕt ®Þnh": "Quyết định", "Chi bé": "Chi bộ", "Cê thi ®ua": "Cờ thi đua",
		"Bé T\u00ad ph¸p": "Bộ Tư pháp", "§¶NG UỶ": "ĐẢNG UỶ", "§Ò nghÞ": "Đề nghị", "plain": "plain",
	} {
		if got := DecodeTCVN3(text); got != want {
			t.Errorf("DecodeTCVN3(%q) = %q, want %q", text, got, want)
		}
	}
	for text, want := range map[string]string{
		"Ñaûng vieân": "Đảng viên", "Côø thi ñua": "Cờ thi đua", "Chi boä": "Chi bộ", "Quyeát ñònh": "Quyết định",
		"ÑAÛNG VIEÂN": "ĐẢNG VIÊN", "plain": "plain",
	} {
		if got := DecodeVNI(text); got != want {
			t.Errorf("DecodeVNI(%q) = %q, want %q", text, got, want)
		}
	}
}
