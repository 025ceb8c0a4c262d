package feed

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
)

func sampleCalendar() Calendar {
	return Calendar{
		ProdID: "-//bulletin//bulletin 1.2.3//VI", Name: "Lịch sinh hoạt Chi bộ", URL: "https://chibo.example/lịch.ics",
		Stamp: at(2021, 2, 22, 11, 22),
		Events: []Event{
			{
				UID: "meetings/2020/quy-iii@chibo.example", Title: "Sinh hoạt chuyên đề quý III; mở rộng",
				Description: "Nội dung:\n1. Kỷ niệm 73 năm Ngày Thương binh – Liệt sĩ, viếng nghĩa trang liệt sĩ\r\n2. Đường dẫn C:\\hồ sơ, " + strings.Repeat("đảng viên chi bộ ", 9),
				Location:    "Khu Di tích lịch sử Quốc gia 27/7, thị trấn Hùng Sơn", URL: "https://chibo.example/meetings/2020/quy-iii/",
				Categories: []string{"Chuyên đề, mở rộng", "", "Sinh hoạt"},
				Start:      at(2020, 7, 27, 8, 0), End: at(2020, 7, 27, 10, 30), Updated: at(2020, 7, 28, 9, 0),
			},
			{UID: "b@x", Title: "Đại hội", Start: at(2020, 5, 19, 0, 0), End: at(2020, 5, 20, 0, 0), AllDay: true},
			{Title: "Một ngày", Start: at(2020, 12, 31, 0, 0), AllDay: true, Cancelled: true},
			{Title: "Không rõ ngày"},
		},
	}
}

// unfolded reads content lines back, holding them against RFC 5545.
func unfolded(t testing.TB, data []byte) []string {
	t.Helper()
	s := string(data)
	if !utf8.ValidString(s) || !strings.HasSuffix(s, "\r\n") {
		t.Fatalf("not lines of UTF-8: %q", s)
	}
	var lines []string
	for _, l := range strings.Split(strings.TrimSuffix(s, "\r\n"), "\r\n") {
		if len(l) > 75 || strings.ContainsAny(l, "\r\n") || !utf8.ValidString(l) { // 3.1
			t.Errorf("line of %d octets: %q", len(l), l)
		}
		if more, ok := strings.CutPrefix(l, " "); ok {
			lines[len(lines)-1] += more
		} else {
			lines = append(lines, l)
		}
	}
	return lines
}

var contentLine = regexp.MustCompile(`^([A-Z-]+)(;VALUE=(?:DATE|URI))?:([^\x00-\x08\x0a-\x1f\x7f]*)$`)

// checkICS holds a calendar against sections 3.4 and 3.6: what is required is
// there, once, and what may be there once is not there twice.
func checkICS(t testing.TB, data []byte) {
	t.Helper()
	lines := unfolded(t, data)
	var inside []string
	seen := map[string]int{}
	for _, l := range lines {
		m := contentLine.FindStringSubmatch(l)
		if m == nil {
			t.Fatalf("no content line: %q", l)
		}
		switch m[1] {
		case "BEGIN":
			inside = append(inside, m[3])
			if m[3] == "VEVENT" {
				seen = map[string]int{}
			}
		case "END":
			if inside[len(inside)-1] != m[3] {
				t.Fatalf("%s ends in %v", m[3], inside)
			}
			inside = inside[:len(inside)-1]
			if m[3] == "VEVENT" && (seen["UID"] != 1 || seen["DTSTAMP"] != 1 || seen["DTSTART"] != 1) { // 3.6.1
				t.Errorf("event has %v", seen)
			}
		default:
			if seen[m[1]]++; seen[m[1]] > 1 {
				t.Errorf("%s stands twice", m[1])
			}
		}
	}
	if len(inside) != 0 || lines[0] != "BEGIN:VCALENDAR" || lines[1] != "VERSION:2.0" || !strings.HasPrefix(lines[2], "PRODID:") { // 3.6
		t.Errorf("the calendar begins with %q", lines[:3])
	}
}

func TestICS(t *testing.T) {
	data := ICS(sampleCalendar())
	golden(t, "calendar.ics", data)
	checkICS(t, data)
	if got := ICS(Calendar{Name: "trống", Events: []Event{{Title: "không rõ ngày"}}}); got != nil {
		t.Errorf("an empty calendar: %q", got)
	}
}

// Another program reads back what was written.
func TestICSRoundTrip(t *testing.T) {
	c := sampleCalendar()
	cal, err := ics.ParseCalendar(bytes.NewReader(ICS(c)))
	if err != nil {
		t.Fatal(err)
	}
	events := cal.Events()
	if len(events) != 3 {
		t.Fatalf("%d events", len(events))
	}
	e := events[0]
	for name, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertyUniqueId: c.Events[0].UID, ics.ComponentPropertySummary: c.Events[0].Title,
		ics.ComponentPropertyDescription: strings.ReplaceAll(c.Events[0].Description, "\r\n", "\n"),
		ics.ComponentPropertyLocation:    c.Events[0].Location, ics.ComponentPropertyUrl: c.Events[0].URL,
	} {
		if got := e.GetProperty(name).Value; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	start, err := e.GetStartAt()
	end, err2 := e.GetEndAt()
	stamp, err3 := e.GetDtStampTime()
	if err != nil || err2 != nil || err3 != nil || !start.Equal(c.Events[0].Start) || !end.Equal(c.Events[0].End) || !stamp.Equal(c.Stamp) {
		t.Errorf("times: %v %v %v (%v %v %v)", start, end, stamp, err, err2, err3)
	}
	for i, want := range map[int][2]string{1: {"2020-05-19", "2020-05-21"}, 2: {"2020-12-31", "2021-01-01"}} {
		start, err := events[i].GetAllDayStartAt()
		end, err2 := events[i].GetAllDayEndAt()
		if err != nil || err2 != nil || start.Format(time.DateOnly) != want[0] || end.Format(time.DateOnly) != want[1] {
			t.Errorf("event %d: %v – %v (%v %v)", i, start, end, err, err2)
		}
	}
}

// A missing identifier is made from what does not change.
func TestDerivedUID(t *testing.T) {
	e := Event{Title: "Họp", URL: "https://x.example/a/", Start: at(2020, 1, 3, 8, 0)}
	uid := e.derivedUID()
	later := e
	later.Description, later.Updated, later.Start = "thêm", at(2020, 2, 1, 0, 0), e.Start.UTC()
	if later.derivedUID() != uid {
		t.Error("the identifier changed with the description or the zone")
	}
	e.URL += "b/"
	if e.derivedUID() == uid {
		t.Error("two events have one identifier")
	}
}

// Lines fold at 75 octets wherever the multi-byte letters fall.
func TestFolding(t *testing.T) {
	for shift := range 80 {
		title := strings.Repeat("a", shift) + strings.Repeat("ệ", 60) + strings.Repeat("😀", 30)
		data := ICS(Calendar{Events: []Event{{Title: title, Start: at(2020, 1, 1, 0, 0)}}})
		found := false
		for _, l := range unfolded(t, data) {
			found = found || l == "SUMMARY:"+title
		}
		if !found {
			t.Fatalf("shift %d: the title is not there:\n%s", shift, data)
		}
	}
	var w icsWriter
	w.line("X", strings.Repeat("a", 73))
	w.line("X", strings.Repeat("a", 74))
	if want := "X:" + strings.Repeat("a", 73) + "\r\nX:" + strings.Repeat("a", 73) + "\r\n a\r\n"; w.String() != want {
		t.Errorf("75 and 76 octets: %q", w.String())
	}
}

// FuzzICS: whatever the texts, the calendar keeps to the standard and another
// program can read it.
func FuzzICS(f *testing.F) {
	for _, s := range []string{"", "Đảng ủy", "a;b,c\\d\ne\r\nf\rg", "\x00\x7f\xff", "\r\nEND:VCALENDAR", strings.Repeat("ệ", 50), "\u2028"} {
		f.Add(s, s, int64(len(s))*1e7, true)
	}
	f.Fuzz(func(t *testing.T, a, b string, when int64, day bool) {
		start := time.Unix(when, 0)
		data := ICS(Calendar{ProdID: a, Name: b, Description: a, URL: b, Events: []Event{
			{UID: a, Title: b, Description: a, Location: b, URL: a, Categories: []string{a, b}, Start: start, End: start.Add(time.Hour), AllDay: day, Updated: start},
		}})
		if !known(start) {
			if data != nil {
				t.Error("an event at an impossible time was written")
			}
			return
		}
		checkICS(t, data)
		if _, err := ics.ParseCalendar(bytes.NewReader(data)); err != nil {
			t.Errorf("%v\n%s", err, data)
		}
	})
}
