package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// matter writes front matter: YAML, every text in double quotes.
type matter struct{ strings.Builder }

// text adds a key with a text.
func (m *matter) text(key, value string) { fmt.Fprintf(m, "%s: %q\n", key, value) }

// plain adds a key with a value that needs no quotes: a date, a number, a map.
func (m *matter) plain(key, format string, args ...any) {
	fmt.Fprintf(m, "%s: "+format+"\n", append([]any{key}, args...)...)
}

// list adds a key with a list of texts.
func (m *matter) list(key string, values []string) {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = fmt.Sprintf("%q", v)
	}
	m.plain(key, "[%s]", strings.Join(quoted, ", "))
}

// frontMatter is an item's block, without the lines around it. The first
// line is the title and the second the date, in every item.
func (w *writer) frontMatter(it item) string {
	rng := random(it.number, streamMatter)
	m := &matter{}
	m.text("title", it.title)
	m.plain("date", "%s", it.day.Format("2006-01-02"))
	m.list("tags", w.tags.pick(rng, 2+rng.IntN(3)))
	if rng.IntN(2) == 0 {
		m.text("summary", w.sentence(rng))
	}
	switch it.kind {
	case meetings:
		w.meeting(m, it, rng)
	case stories:
		w.story(m, rng)
	case awards:
		w.award(m, it, rng)
	}
	if rng.IntN(4) == 0 {
		m.list("sources", []string{"Biên bản và báo cáo của chi bộ, lưu tại văn phòng"})
	}
	return m.String()
}

func (w *writer) meeting(m *matter, it item, rng *rand.Rand) {
	m.plain("meeting_kind", "%s", it.form)
	if it.form == "regular" || it.form == "committee" {
		m.text("period", it.day.Format("2006-01"))
	}
	start := 7*60 + 30*rng.IntN(15)
	end := start + 60 + 15*rng.IntN(7)
	m.plain("start", `"%02d:%02d"`, start/60, start%60)
	m.plain("end", `"%02d:%02d"`, end/60, end%60)
	m.list("places", []string{pick(rng, places)})
	m.plain("mode", "%s", pick(rng, []string{"in_person", "in_person", "in_person", "hybrid", "online"}))
	m.text("chair", "Đồng chí Bí thư")
	m.text("secretary", "Đồng chí chi ủy viên")
	present := attendance(m, rng)
	if rng.IntN(3) == 0 {
		fmt.Fprintf(m, "documents:\n  - {number: \"%02d-NQ/ĐU\", title: %q}\n  - {number: \"%d-KH/CB\", title: %q}\n",
			1+rng.IntN(90), w.capital(pick(rng, papers)), 1+rng.IntN(90), "Kế hoạch "+pick(rng, works))
	}
	if story, ok := w.earlier(it, rng, stories); ok && rng.IntN(3) > 0 {
		m.text("story", story.link())
	}
	fmt.Fprintf(m, "next_tasks:\n  - {task: %q, assignee: \"Chi ủy\"}\n  - {task: %q, assignee: \"Đồng chí Phó Bí thư\", due: %s}\n",
		w.capital(pick(rng, tasks)), w.capital(pick(rng, tasks)), it.day.AddDate(0, 0, 20).Format("2006-01-02"))
	if rng.IntN(4) == 0 {
		against := rng.IntN(2)
		fmt.Fprintf(m, "votes:\n  - {matter: %q, for: %d, against: %d, abstain: 0}\n", "Thông qua việc "+pick(rng, tasks), present-against, against)
	}
	fmt.Fprintf(m, "conclusion:\n  type: conclusion\n  text: %q\n", w.sentence(rng))
	if rng.IntN(2) == 0 {
		m.plain("quality", "{score: %d, grade: good}", 80+rng.IntN(21))
	}
}

// attendance writes counts that add up, and returns how many were there.
func attendance(m *matter, rng *rand.Rand) (present int) {
	official, probationary, temporary := 14+rng.IntN(12), rng.IntN(3), rng.IntN(2)
	exempt, away, excused := rng.IntN(2), rng.IntN(2), rng.IntN(4)
	present = official + probationary + temporary - exempt - away - excused
	m.plain("attendance", "{total: %d, official: %d, probationary: %d, temporary: %d, exempt: %d, away: %d, present: %d, excused: %d, unexcused: 0}",
		official+probationary+temporary, official, probationary, temporary, exempt, away, present, excused)
	return present
}

func (w *writer) story(m *matter, rng *rand.Rand) {
	m.plain("number", "%d", 1+rng.IntN(12))
	m.text("topic", w.capital(pick(rng, topics)))
	m.text("teller", "Đồng chí đoàn viên")
	m.text("teller_role", pick(rng, []string{"Ủy viên Ban Chấp hành Chi đoàn", "Chuyên viên", "Văn thư", "Kế toán"}))
	m.plain("source", "{book: \"Tài liệu kể chuyện của chi bộ\", page: \"%d\"}", 3+rng.IntN(200))
	m.text("lesson", w.expand(rng, pick(rng, lessons)))
	m.text("application", w.sentence(rng))
	if rng.IntN(2) == 0 {
		m.text("commitment", w.sentence(rng))
	}
}

func (w *writer) award(m *matter, it item, rng *rand.Rand) {
	issuer := ""
	for _, t := range awardTypes {
		if t.key == it.form {
			issuer = t.issuer
		}
	}
	m.plain("award", "%s", it.form)
	if rng.IntN(2) == 0 {
		m.text("recipient", pick(rng, []string{"Cơ quan", "Tập thể văn phòng", "Các phòng chuyên môn"}))
		m.plain("recipient_type", "collective")
	} else {
		m.text("recipient", "Chi bộ cơ quan")
		m.plain("recipient_type", "party_org")
	}
	m.text("issuer", issuer)
	m.text("signer", "Đồng chí thủ trưởng")
	m.text("decision_no", fmt.Sprintf("%d/QĐ-KT", 10+rng.IntN(3000)))
	m.plain("decision_date", "%s", it.day.AddDate(0, 0, -rng.IntN(30)).Format("2006-01-02"))
	m.plain("presented_on", "%s", it.day.Format("2006-01-02"))
	m.plain("period", "{from: %d-01-01, to: %d-12-31}", it.day.Year()-1, it.day.Year()-1)
	m.text("achievement", w.sentence(rng))
	m.plain("scope", "%s", pick(rng, []string{"annual", "annual", "thematic", "ad_hoc"}))
	switch year := it.day.Year(); {
	case year >= 2024:
		m.plain("law", `"2022"`)
	case year >= 2005:
		m.plain("law", `"2003"`)
	}
}
