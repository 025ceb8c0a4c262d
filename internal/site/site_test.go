package site

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"bulletin/internal/award"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/source"
)

var update = flag.Bool("update", false, "write what the sites in testdata are")

// TestSites links the small sites of testdata. In each archive the text before
// the first file explains it; a line "clock: …" there sets the time and "show: …"
// the previews. The files under want/ are what linking makes of the others.
func TestSites(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no sites", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s, problems := link(t, archive)
			for i, f := range archive.Files {
				name, wanted := strings.CutPrefix(f.Name, "want/")
				if !wanted {
					continue
				}
				got := views[name](s, problems)
				if diff := cmp.Diff(string(f.Data), got); diff != "" && !*update {
					t.Errorf("%s:\n%s", name, diff)
				}
				archive.Files[i].Data = []byte(got)
			}
			consistent(t, s)
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// setting is the value of a line "key: value" of an archive's comment.
func setting(archive *txtar.Archive, key string) string {
	for line := range strings.Lines(string(archive.Comment)) {
		if value, ok := strings.CutPrefix(line, key+": "); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// link takes an archive through reading, parsing and linking as a build does.
func link(t *testing.T, archive *txtar.Archive) (*Site, diag.List) {
	t.Helper()
	cfg, _, problems := config.Load(fstest.MapFS{}, nil)
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want/") {
			fsys[f.Name] = &fstest.MapFile{Data: pictureBytes(t, f)}
		}
	}
	in := Input{Config: cfg, Awards: award.Builtin(), FS: fsys, Prefix: "content/", Broken: map[string]bool{}}
	in.Clock = time.Date(2021, 3, 1, 0, 0, 0, 0, cfg.Zone)
	if clock := setting(archive, "clock"); clock != "" {
		var err error
		if in.Clock, err = time.Parse(time.RFC3339, clock); err != nil {
			t.Fatal(err)
		}
	}
	show := setting(archive, "show")
	in.Drafts, in.Future, in.Expired = strings.Contains(show, "drafts"), strings.Contains(show, "future"), strings.Contains(show, "expired")
	entries, more := source.List(fsys, in.Prefix)
	problems = append(problems, more...)
	parser := content.NewParser(markdown.Options{}, in.Prefix, in.Awards)
	for _, e := range entries {
		if !e.IsText() {
			in.Files = append(in.Files, e)
			continue
		}
		f, more := source.Read(fsys, e, in.Prefix)
		doc, worse := parser.Parse(f)
		problems = slices.Concat(problems, more, worse)
		if doc == nil {
			in.Broken[e.Path] = true
			continue
		}
		whole := doc.Head()
		head := new(content.Head)
		if err := head.Decode(doc.Path, string(whole.Encode(nil))); err != nil {
			t.Fatal(err)
		}
		in.Documents = append(in.Documents, head)
	}
	s, more := Link(in)
	return s, append(problems, more...).Sort()
}

// pictureBytes is a file's bytes; one named .png holds its size, "3x2", in place of
// them.
func pictureBytes(t *testing.T, f txtar.File) []byte {
	t.Helper()
	var w, h int
	if _, err := fmt.Sscanf(string(f.Data), "%dx%d\n", &w, &h); err != nil || !strings.EqualFold(filepath.Ext(f.Name), ".png") {
		return f.Data
	}
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// views are the ways to write a site down, by the name of the file under want/.
var views = map[string]func(*Site, diag.List) string{
	"problems": func(_ *Site, problems diag.List) string {
		return write(func(line func(string, ...any)) {
			for _, d := range problems {
				text := fmt.Sprintf("%s %s %s", d.Pos, d.Severity, d.Code)
				for _, arg := range d.Args {
					if words, ok := arg.(diag.Words); ok {
						arg = words.EN
					}
					text += fmt.Sprintf(" | %v", arg)
				}
				line("%s", text)
			}
		})
	},
	"addresses": func(s *Site, _ diag.List) string {
		return write(func(line func(string, ...any)) {
			for _, item := range s.All {
				line("%s → %s", item.Path, item.Address)
			}
			for _, a := range s.Aliases {
				line("%s ↪ %s", a.Address, a.To.Address)
			}
		})
	},
	"states": func(s *Site, _ diag.List) string {
		return write(func(line func(string, ...any)) {
			for _, item := range s.All {
				shown := "hidden"
				if item.Shown {
					shown = "shown"
				}
				line("%s: %s, %s", item.Path, item.State, shown)
			}
			next := "never"
			if !s.Next.IsZero() {
				next = s.Next.In(s.Config.Zone).Format(time.RFC3339)
			}
			line("next change: %s", next)
		})
	},
	"links": func(s *Site, _ diag.List) string {
		return write(func(line func(string, ...any)) {
			for _, item := range s.All {
				for i, l := range item.AllLinks() {
					target := item.Targets[i]
					text := target.Address
					if text == "" {
						text = "nowhere"
					}
					if target.Fragment() != "" {
						text += "#" + target.Fragment()
					}
					if p := target.Picture(); p.Width > 0 {
						text += fmt.Sprintf(" %d×%d", p.Width, p.Height)
						for _, size := range p.Sizes {
							text += " " + size.Address
						}
					}
					line("%s: %s → %s", item.Path, l.Dest(), text)
				}
			}
		})
	},
	"relations": func(s *Site, _ diag.List) string {
		return write(func(line func(string, ...any)) {
			for _, item := range s.All {
				relation(line, item, "stories", item.Stories)
				relation(line, item, "meetings", item.Meetings)
				relation(line, item, "issues", item.Issues)
				if held := item.Holds; held != nil {
					for i, part := range held.Sections {
						relation(line, item, fmt.Sprintf("part %d", i+1), part)
					}
					relation(line, item, "lead", slices.DeleteFunc([]*Item{held.Lead}, func(i *Item) bool { return i == nil }))
					relation(line, item, "quoted", slices.DeleteFunc([]*Item{held.Quoted}, func(i *Item) bool { return i == nil }))
				}
				relation(line, item, "related", s.Related(item))
			}
		})
	},
	"files": func(s *Site, _ diag.List) string {
		return write(func(line func(string, ...any)) {
			for _, f := range s.Files {
				owner := "no bundle"
				if f.Owner != nil {
					owner = f.Owner.Path
				}
				line("%s → %s (%s)", f.Path, f.Address, owner)
			}
		})
	},
	"lists": func(s *Site, _ diag.List) string {
		return write(func(line func(string, ...any)) {
			for _, section := range s.Sections {
				if len(section.Items) == 0 && section.Intro == nil {
					continue
				}
				line("%s%s:", section.Folder, intro(section.Intro))
				for _, item := range section.Items {
					line("  %s %s ‹ %s ‹ %s", item.Date(), named(item.Previous), item.Path, named(item.Next))
				}
			}
			for _, year := range s.Years {
				line("%d%s: %s", year.Year, intro(year.Intro), paths(year.Items))
			}
			for _, tag := range s.Tags {
				line("#%s %s: %s", tag.Slug, tag.Label, paths(tag.Items))
			}
			if s.Home != nil {
				line("home: %s", s.Home.Path)
			}
			line("pages: %s", paths(s.Pages))
		})
	},
}

func write(f func(line func(string, ...any))) string {
	var b strings.Builder
	f(func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) })
	return b.String()
}

func relation(line func(string, ...any), item *Item, name string, others []*Item) {
	if len(others) > 0 {
		line("%s %s: %s", item.Path, name, paths(others))
	}
}

func named(item *Item) string {
	if item == nil {
		return "·"
	}
	return item.Path
}

func intro(item *Item) string {
	if item == nil {
		return ""
	}
	return " (" + item.Path + ")"
}

func paths(items []*Item) string {
	var all []string
	for _, item := range items {
		all = append(all, item.Path)
	}
	return strings.Join(all, " ")
}

// consistent checks what holds of every site: nothing that can be seen knows of
// anything hidden, neighbours know each other, and lists hold what exists.
func consistent(t *testing.T, s *Site) {
	t.Helper()
	see := func(where string, items ...*Item) {
		for _, item := range items {
			if item != nil && !item.Shown {
				t.Errorf("%s shows %s, which is hidden", where, item.Path)
			}
		}
	}
	see("the site", append(slices.Clone(s.Items), s.Pages...)...)
	see("the front page", s.Home)
	for _, item := range s.Items {
		see(item.Path, item.Previous, item.Next)
		see(item.Path, slices.Concat(s.Related(item), item.Stories, item.Meetings, item.Issues, item.Holds.All())...)
		if item.Previous != nil && item.Previous.Next != item || item.Next != nil && item.Next.Previous != item {
			t.Errorf("%s and its neighbours disagree", item.Path)
		}
		if related := s.Related(item); slices.Contains(related, item) {
			t.Errorf("%s is related to %s", item.Path, paths(related))
		}
	}
	for _, list := range s.Sections {
		see(list.Folder, append(slices.Clone(list.Items), list.Intro)...)
	}
	for _, year := range s.Years {
		see(fmt.Sprint(year.Year), append(slices.Clone(year.Items), year.Intro)...)
	}
	for _, tag := range s.Tags {
		see(tag.Label, tag.Items...)
		if len(tag.Items) == 0 {
			t.Errorf("the topic %s is empty", tag.Label)
		}
	}
	for _, f := range s.Files {
		if f.Owner != nil && !f.Owner.Shown {
			t.Errorf("%s belongs to %s, which is hidden", f.Path, f.Owner.Path)
		}
	}
	for _, a := range s.Aliases {
		see("the alias "+a.Address, a.To)
	}
}

// TestRelative: the way from one file to another, as an author writes it.
func TestRelative(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{"a.md", "b.md", "b.md"}, {"a.md", "news/b.md", "news/b.md"}, {"news/a.md", "b.md", "../b.md"}, {"news/a.md", "news/b.md", "b.md"},
		{"news/x/index.md", "news/b.md", "../b.md"}, {"news/x/index.md", "news/x/anh.png", "anh.png"}, {"news/a.md", "stories/b.md", "../stories/b.md"},
		{"news/x/index.md", "news/y/index.md", "../y/index.md"}, {"a/b/c.md", "a/d/e/f.md", "../d/e/f.md"}, {"news/a.md", "news/news/b.md", "news/b.md"},
	}
	for _, tt := range tests {
		if got := relative(tt.from, tt.to); got != tt.want {
			t.Errorf("%s → %s is %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

// TestBounds is the hour by which a date in front matter is meant, in Vietnam's
// time: a day without a time of day begins at midnight and ends with its end.
func TestBounds(t *testing.T) {
	const text = "---\ntitle: T\ndate: 2020\n%s---\n"
	tests := []struct {
		keys  string
		clock string
		want  State
		next  string // "" = never
	}{
		{"publish_date: 2020-07-27\n", "2020-07-26T16:59:59Z", Future, "2020-07-27T00:00:00+07:00"},
		{"publish_date: 2020-07-27\n", "2020-07-26T17:00:00Z", Live, ""},
		{"publish_date: 27/7/2020 08:30\n", "2020-07-27T08:29:59+07:00", Future, "2020-07-27T08:30:00+07:00"},
		{"publish_date: 27/7/2020 08:30\n", "2020-07-27T08:30:00+07:00", Live, ""},
		{"expiry_date: 2020-07-27\n", "2020-07-27T23:59:59+07:00", Live, "2020-07-28T00:00:00+07:00"},
		{"expiry_date: 2020-07-27\n", "2020-07-28T00:00:00+07:00", Expired, ""},
		{"expiry_date: 27/7/2020 08:30\n", "2020-07-27T08:29:59+07:00", Live, "2020-07-27T08:30:00+07:00"},
		{"expiry_date: 27/7/2020 08:30\n", "2020-07-27T08:30:00+07:00", Expired, ""},
		{"publish_date: 2020-07-27\nexpiry_date: 2020-07-27\n", "2020-07-26T00:00:00+07:00", Future, "2020-07-27T00:00:00+07:00"},
		{"publish_date: 2020-07-27\nexpiry_date: 2020-07-27\n", "2020-07-27T12:00:00+07:00", Live, "2020-07-28T00:00:00+07:00"},
		{"publish_date: 2020-07-27\nexpiry_date: 2020-07-27\n", "2020-07-28T00:00:00+07:00", Expired, ""},
		{"draft: true\npublish_date: 2020-07-27\n", "2020-07-26T00:00:00+07:00", Draft, ""},
		{"visibility: internal\ndraft: true\nexpiry_date: 2020-07-27\n", "2021-01-01T00:00:00+07:00", Internal, ""},
		{"", "2020-01-01T00:00:00Z", Live, ""},
	}
	for _, tt := range tests {
		s, problems := link(t, &txtar.Archive{
			Comment: []byte("clock: " + tt.clock + "\n"),
			Files:   []txtar.File{{Name: "news/a.md", Data: fmt.Appendf(nil, text, tt.keys)}},
		})
		if problems.HasErrors() {
			t.Fatal(problems)
		}
		next := ""
		if !s.Next.IsZero() {
			next = s.Next.In(s.Config.Zone).Format(time.RFC3339)
		}
		if got := s.All[0]; got.State != tt.want || got.Shown != (tt.want == Live) || next != tt.next {
			t.Errorf("%q at %s is %s, then %q; want %s, then %q", tt.keys, tt.clock, got.State, next, tt.want, tt.next)
		}
	}
}
