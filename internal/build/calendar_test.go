package build

import (
	"fmt"
	"strings"
	"testing"
)

// TestCalendarHoldsTheNewest: it grows with the site up to so many meetings, and
// then the oldest make room.
func TestCalendarHoldsTheNewest(t *testing.T) {
	s := small{config: "title: T\n", files: map[string]string{"meetings/khong-ro-ngay.md": doc("Không rõ ngày", "meeting_kind: regular", "date: 2019-05")}}
	for i := range calendarMost + 1 {
		s.files[fmt.Sprintf("meetings/hop-%04d.md", i)] = doc(fmt.Sprintf("Họp %04d", i), "meeting_kind: regular", fmt.Sprintf("date: %d-%02d-%02d", 1990+i/336, 1+i/28%12, 1+i%28))
	}
	calendar := s.html(t)[calendarAddress]
	if n := strings.Count(calendar, "BEGIN:VEVENT"); n != calendarMost {
		t.Errorf("the calendar holds %d meetings, not %d", n, calendarMost)
	}
	for title, want := range map[string]bool{"Họp 1000": true, "Họp 0001": true, "Họp 0000": false, "Không rõ ngày": false} {
		if strings.Contains(calendar, "SUMMARY:"+title) != want {
			t.Errorf("%q in the calendar: %v, not %v", title, !want, want)
		}
	}
}
