package build

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// full is a document in which every key of a kind has a value; each text is a
// word of its own, by the path of its key.
type full struct {
	kind  content.Kind
	yaml  string
	words map[string]string // key path → word
}

// steering are the keys that say how a page is published, not what it says.
var steering = []string{
	"kind", "slug", "date", "date_precision", "publish_date", "expiry_date", "draft", "visibility", "internal_fields", "aliases", "tags",
}

// given are the values that cannot be any word.
var given = map[string]string{
	"award": "gk", "year": "2020", "masthead.year": "2020", "start": "08:00", "end": "09:30", "scan": "to.pdf",
	"story": "cau-chuyen", "meeting": "buoi-hop", "images[].file": "anh.png", "sections[].items[]": "../../news/tin.md", "lead": "../../news/tin.md", "quote.item": "../../news/tin.md",
	"masthead.issue_no": "7", "number": "7",
}

func (f *full) word(path string) string {
	word := "zq" + string(f.kind)
	for _, r := range fmt.Sprintf("%03d", len(f.words)) {
		word += string(rune('a' + r - '0'))
	}
	f.words[path] = word
	return word
}

// value writes a value of a type in YAML's flow style.
func (f *full) value(path string, t *schema.Type) string {
	if v, ok := given[path]; ok {
		return v
	}
	switch t.Form {
	case schema.List:
		return "[" + f.value(path+"[]", t.Elem) + "]"
	case schema.Object:
		var parts []string
		for _, inner := range t.Fields {
			if v := f.value(path+"."+inner.Key, inner.Type); v != "" {
				parts = append(parts, inner.Key+": "+v)
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case schema.Choice:
		return t.Options[0].Value
	case schema.Bool:
		return "true"
	case schema.Integer:
		if strings.HasPrefix(path, "attendance.") {
			return "" // sums have to agree; see TestAttendance
		}
		return "7"
	}
	switch {
	case t.Format == "date":
		return "2020-07-14"
	case t.Format == "month":
		return "2020-07"
	case strings.HasSuffix(path, "url"):
		return "https://example.vn/" + f.word(path)
	}
	return f.word(path)
}

func fullOf(spec content.Spec) full {
	f := full{kind: spec.Kind, words: map[string]string{}}
	var b strings.Builder
	b.WriteString("---\ntags: [học tập]\ndate: 2020-07-14\n")
	for _, field := range spec.Schema().Fields {
		if !slices.Contains(steering, field.Key) {
			v := f.value(field.Key, field.Type)
			if v == "" {
				continue
			}
			fmt.Fprintf(&b, "%s: %s\n", field.Key, v)
		}
	}
	f.yaml = b.String() + "---\n\nNội dung.\n"
	return f
}

// fullSite holds one full document of every kind at a known place.
func fullSite(all map[content.Kind]full) small {
	s := small{files: map[string]string{
		"stories/cau-chuyen.md": doc("Câu chuyện", "date: 2020"), "meetings/buoi-hop.md": doc("Buổi họp", "date: 2020", "meeting_kind: regular"),
		"news/tin.md": doc("Tin được chọn", "date: 2020"),
	}}
	for kind, f := range all {
		dir := string(kind) + "s/day-du"
		if folder := kind.Spec().Folder; folder != "" {
			dir = folder + "/day-du"
		}
		s.files[dir+"/index.md"], s.files[dir+"/to.pdf"], s.files[dir+"/anh.png"] = f.yaml, "x", tinyPNG
	}
	return s
}

// private is what is never published, whoever wrote it into which file.
var private = []string{"opinions[].speaker", "opinions[].text", "attendance.excused[]", "attendance.unexcused[]"}

// ofYears is what only the introduction to a year says: its report shows it, see
// TestReportProse.
const ofYears = "paper."

// TestEverythingIsShown: what a clerk writes under any key of any kind stands on
// the page, but for what is private, which stands nowhere.
func TestEverythingIsShown(t *testing.T) {
	all := map[content.Kind]full{}
	for _, spec := range content.Kinds {
		all[spec.Kind] = fullOf(spec)
	}
	pages := fullSite(all).html(t)
	for kind, f := range all {
		address := string(kind) + "s/day-du/index.html"
		if folder := kind.Spec().Folder; folder != "" {
			address = folder + "/2020/day-du/index.html"
		}
		page, ok := pages[address]
		if !ok {
			t.Fatalf("there is no %s", address)
		}
		for path, word := range f.words {
			secret := slices.ContainsFunc(private, func(p string) bool { return strings.HasPrefix(path, p) })
			if !secret && !strings.Contains(page, word) && !strings.HasPrefix(path, ofYears) {
				t.Errorf("%s: %s is not on the page", kind, path)
			}
			for name, other := range pages {
				if secret && strings.Contains(other, word) {
					t.Errorf("%s: %s is private and stands in %s", kind, path, name)
				}
			}
		}
	}
}

// TestFactsFollowTheSchema: every simple key of a kind that no part of the page
// words in its own way is a fact under its label, in the schema's order. A key
// added to a kind is thus seen without further ado.
func TestFactsFollowTheSchema(t *testing.T) {
	all := map[content.Kind]full{}
	for _, spec := range content.Kinds {
		all[spec.Kind] = fullOf(spec)
	}
	views := fullSite(all).views(t)
	for _, spec := range content.Kinds {
		if spec.Folder == "" {
			continue
		}
		var want, got []string
		for _, f := range spec.Schema().Fields {
			if !f.Part && !elsewhere[spec.Kind][f.Key] && f.Within(spec.New()) {
				want = append(want, f.Key+" "+f.VI)
			}
		}
		for _, fact := range views[spec.Folder+"/2020/day-du/index.html"].Main.(*theme.Item).Facts {
			if _, known := spec.Schema().Field(fact.Key); known && fact.Key != "date" && !elsewhere[spec.Kind][fact.Key] {
				got = append(got, fact.Key+" "+fact.Label)
			}
			if len(fact.Values) == 0 || fact.Label == "" || fact.Values[0].Text == "" {
				t.Errorf("%s: an empty fact: %+v", spec.Kind, fact)
			}
		}
		if !slices.Equal(want, got) {
			t.Errorf("%s: facts %q, want %q", spec.Kind, got, want)
		}
	}
}

// TestPartsHaveAnchors: a link to a part of a page, "#bai-hoc", finds it there.
func TestPartsHaveAnchors(t *testing.T) {
	all := map[content.Kind]full{}
	for _, spec := range content.Kinds {
		all[spec.Kind] = fullOf(spec)
	}
	pages := fullSite(all).html(t)
	for _, spec := range content.Kinds {
		address := string(spec.Kind) + "s/day-du/index.html"
		if spec.Folder != "" {
			address = spec.Folder + "/2020/day-du/index.html"
		}
		for _, f := range spec.Schema().Fields {
			if id := `id="` + site.PartAnchor(f.Key) + `"`; f.Part && !strings.Contains(pages[address], id) {
				t.Errorf("%s has no %s", address, id)
			}
		}
	}
}

// TestAttendance: counts and a rate, never names, whatever was recorded.
func TestAttendance(t *testing.T) {
	tests := []struct {
		yaml          string
		present, rate string
		excused       int
	}{
		{"{}", "", "", -1},
		{"{total: 22, present: 21, excused: [Nguyễn Văn A], unexcused: 0}", "21", "95,5%", 1},
		{"{total: 22, present: 21, excused: [{name: Nguyễn Văn A, reason: ốm}], unexcused: 0, consent: true}", "21", "95,5%", 1},
		{"{total: 22, exempt: 1, away: 1, present: 20}", "20", "100%", -1},
		{"{total: 22}", "", "", -1},
		{"{total: 0, present: 0}", "0", "", -1},
		{"{excused: 2}", "", "", 2},
	}
	for _, tt := range tests {
		s := small{files: map[string]string{"meetings/a.md": doc("A", "date: 2020", "meeting_kind: regular", "attendance: "+tt.yaml)}}
		a := s.views(t)["meetings/2020/a/index.html"].Main.(*theme.Item).Detail.(*theme.Meeting).Attendance
		if (a == nil) != (tt.yaml == "{}") {
			t.Errorf("%s: %+v", tt.yaml, a)
		}
		if a != nil {
			if got := number(a.Present); got != tt.present || a.Rate != tt.rate || a.Excused != nil && *a.Excused != tt.excused || a.Excused == nil && tt.excused >= 0 {
				t.Errorf("%s: present %s, rate %s, excused %s", tt.yaml, got, a.Rate, number(a.Excused))
			}
		}
		for name, page := range s.html(t) {
			if strings.Contains(page, "Nguyễn Văn A") || strings.Contains(page, "ốm") {
				t.Errorf("%s: %s tells who was absent", tt.yaml, name)
			}
		}
	}
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

// TestFactWording is how single values read in both languages.
func TestFactWording(t *testing.T) {
	const keys = "meeting_kind: regular\nextended: true\nperiod: 2020-07\nstart: 8h\nend: \"10:30\"\nplaces: [Phòng họp, Hội trường]\nmode: hybrid\nminutes: {number: 7/BB, approved: false}"
	tests := map[diag.Lang]string{
		diag.VI: "Ngày: ngày 03 tháng 4 năm 2020 | Thời gian: 08:00 – 10:30 | Loại sinh hoạt: Thường kỳ | Mở rộng: Có | Kỳ: tháng 7 năm 2020 | " +
			"Địa điểm: Phòng họp; Hội trường | Hình thức: Kết hợp trực tiếp và trực tuyến | Biên bản: 7/BB · chưa thông qua",
		diag.EN: "Date: 3 April 2020 | Time: 08:00 – 10:30 | Type of meeting: Regular | Extended: Yes | Period: July 2020 | " +
			"Places: Phòng họp; Hội trường | Mode: Hybrid | Minutes: 7/BB · not approved yet",
	}
	for lang, want := range tests {
		views := small{config: "language: " + string(lang), files: map[string]string{"meetings/a.md": doc("A", "date: 2020-04-03", keys)}}.views(t)
		var got []string
		for _, fact := range views["meetings/2020/a/index.html"].Main.(*theme.Item).Facts {
			var values []string
			for _, v := range fact.Values {
				values = append(values, v.Text)
			}
			got = append(got, fact.Label+": "+strings.Join(values, "; "))
		}
		if text := strings.Join(got, " | "); text != want {
			t.Errorf("%s:\n%s\nwant\n%s", lang, text, want)
		}
	}
}

// tinyPNG is the smallest PNG picture.
const tinyPNG = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89" +
	"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa75\x81\x84\x00\x00\x00\x00IEND\xaeB`\x82"
