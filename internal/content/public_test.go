package content

import (
	"strings"
	"testing"

	"bulletin/internal/award"
	"bulletin/internal/markdown"
	"bulletin/internal/source"
)

// TestPublic: what is never published is taken out of a file however it is written, and
// all else stays as it was; what cannot be taken out stops.
func TestPublic(t *testing.T) {
	const head, tail = "---\ntitle: Họp\ndate: 2020-01-03\nmeeting_kind: regular\n", "tags: [a]\n---\n\nThân bài - KÍN không phải ở đây.\n"
	for name, tt := range map[string]struct{ keys, want string }{
		"nothing":           {"attendance: {total: 5, present: 4, excused: 1}\n", "attendance: {total: 5, present: 4, excused: 1}\n"},
		"flow":              {"opinions: [{speaker: BIMAT, text: BIMAT}]\n", ""},
		"block":             {"opinions:\n  - speaker: BIMAT\n    text: |\n      BIMAT\n\n      BIMAT\n  # BIMAT\n  - text: BIMAT\n", ""},
		"at the margin":     {"opinions:\n- speaker: BIMAT\n  text: BIMAT\n# BIMAT\n-\n  text: BIMAT\n", ""},
		"over lines":        {"opinions: [\n  {text: BIMAT},\n]\n", ""},
		"in Vietnamese":     {"Ý kiến thảo luận: [{text: BIMAT}]\nThành phần: {Tổng số: 5, Có mặt: 4, Vắng có lý do: [BIMAT]}\n", "attendance: {total: 5, present: 4, excused: 1}\n"},
		"names":             {"attendance:\n  total: 5\n  present: 3\n  excused: 1\n  unexcused:\n    - BIMAT\n", "attendance: {total: 5, present: 3, excused: 1, unexcused: 1}\n"},
		"with consent":      {"attendance: {total: 5, present: 4, excused: [An], consent: true}\n", "attendance: {total: 5, present: 4, excused: [An], consent: true}\n"},
		"both":              {"attendance: {total: 5, present: 4, excused: [BIMAT]}\nopinions:\n  - text: BIMAT\nchair: An\n", "attendance: {total: 5, present: 4, excused: 1}\nchair: An\n"},
		"quoted over lines": {"opinions: [{text: \"BIMAT\n  tags: BIMAT\"}]\n", ""},
		"comments":          {"# BIMAT\nchair: An # BIMAT\nconclusion: |\n  Nhất trí <!-- BIMAT --> # một.\n  # hai\n", "#\nchair: An\nconclusion: |\n  Nhất trí <!-- ..... --> # một.\n  # hai\n"},
		"comment in code":   {"conclusion: Gõ `<!-- chữ -->`\n", "conclusion: Gõ `<!-- chữ -->`\n"},
		"comment as a text": {"chair: An <!-- chữ -->\n", "chair: An <!-- chữ -->\n"},
		"without an end":    {"conclusion: |\n  Nhất trí.\n\n  <!-- BIMAT\n\n  BIMAT\nchair: An\n", "conclusion: |\n  Nhất trí.\n\n  <!-- .....\n\n  .....\nchair: An\n"},
		"behind a block":    {"conclusion: |\n    Nhất trí.\n  # BIMAT\nchair: An\n", "conclusion: |\n    Nhất trí.\n  #\nchair: An\n"},
		"folded":            {"conclusion: >-\n  Nhất <!-- BIMAT\n  BIMAT --> trí.\n", "conclusion: >-\n  Nhất <!-- .....\n  ..... --> trí.\n"},
		"in quotes":         {"conclusion: 'Nhất <!-- BIMAT''s --> trí.'\n", "conclusion: 'Nhất <!-- ........ --> trí.'\n"},
		"escapes":           {"conclusion: \"Nhất \\x3c!-- BI\\\"MAT BIMAT --> trí.\"\n", "conclusion: \"Nhất \\x3c!-- ....... ..... --> trí.\"\n"},
		"part":              {"conclusion: |\n  Nhất trí.\n  :::internal\n  BIMAT\n  :::\n  Hết.\n", "conclusion: |\n  Nhất trí.\n  Hết.\n"},
		"part not closed":   {"conclusion: |\n  Nhất trí.\n  :::internal\n  BIMAT\n", "!"},
		"anchor":            {"opinions: [{text: &x BIMAT}]\nchair: *x\n", "!"},
		"indented":          {"  ", "!"},
	} {
		p := NewParser(markdown.Options{}, "content/", award.Builtin())
		text := head + tt.keys + tail
		if name == "indented" {
			text = "---\n  title: Họp\n  date: 2020-01-03\n  meeting_kind: regular\n  opinions: [{text: BIMAT}]\n---\n"
		}
		got, problems := p.Public(source.File{Path: "meetings/a.md", Text: []byte(text)})
		switch {
		case strings.Contains(string(got), "BIMAT"):
			t.Errorf("%s: it is still there:\n%s", name, got)
		case tt.want == "!" && (!problems.HasErrors() || got != nil):
			t.Errorf("%s: it was not refused: %v\n%s", name, problems, got)
		case tt.want != "!" && (problems.HasErrors() || string(got) != head+tt.want+tail):
			t.Errorf("%s: %v\n%s", name, problems, got)
		}
	}
}

// TestPublicTellsTheLine: a comment that cannot be taken out is told where it stands in
// the file, also behind others that can and below what is private.
func TestPublicTellsTheLine(t *testing.T) {
	p := NewParser(markdown.Options{}, "content/", award.Builtin())
	text := "---\ntitle: Họp # một\ndate: 2020-01-03\nmeeting_kind: regular\nopinions:\n  - text: A\n  - text: B\n# hai\nconclusion: '[//]: # (<!--[ba](b.md)-->)'\n---\n\n<!-- bốn -->\n"
	got, problems := p.Public(source.File{Path: "meetings/a.md", Text: []byte(text)})
	if len(problems) != 1 || problems[0].Pos.Line != 9 || problems[0].Code != "source-comment" || got != nil {
		t.Errorf("%v\n%s", problems, got)
	}
}
