package content

import (
	"fmt"
	"time"

	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

var utc = time.UTC

// item names an element of a list field: "votes[1]".
func item(key string, i int) string { return fmt.Sprintf("%s[%d]", key, i) }

// Meeting is a meeting of the cell (sinh hoạt chi bộ).
type Meeting struct {
	MeetingKind    MeetingKind `key:"meeting_kind" vi:"Loại sinh hoạt" en:"Type of meeting" also:"loại" required:"true" help_vi:"Thường kỳ, chuyên đề, chi ủy…" help_en:"Regular, thematic, committee …"`
	Extended       bool        `key:"extended" vi:"Mở rộng" en:"Extended"`
	Period         Month       `key:"period" vi:"Kỳ" en:"Period" help_vi:"Tháng mà buổi sinh hoạt thuộc về: 2020-07" help_en:"The month it counts for: 2020-07"`
	Start          Clock       `key:"start" vi:"Bắt đầu" en:"Start" also:"thời gian;giờ bắt đầu" help_vi:"Giờ bắt đầu: 08:00" help_en:"Time of day: 08:00"`
	End            Clock       `key:"end" vi:"Kết thúc" en:"End" also:"giờ kết thúc" help_vi:"Giờ kết thúc: 10:30" help_en:"Time of day: 10:30"`
	Places         []string    `key:"places" vi:"Địa điểm" en:"Places"`
	Mode           Mode        `key:"mode" vi:"Hình thức" en:"Mode"`
	Chair          string      `key:"chair" vi:"Chủ trì" en:"Chair"`
	Secretary      string      `key:"secretary" vi:"Thư ký" en:"Secretary"`
	Guests         []string    `key:"guests" vi:"Đại biểu" en:"Guests"`
	Attendance     Attendance  `key:"attendance" part:"true" vi:"Thành phần" en:"Attendance" also:"điểm danh" help_vi:"Số đảng viên: tổng số, có mặt, vắng" help_en:"Members: total, present, absent"`
	CurrentAffairs []string    `key:"current_affairs" part:"true" vi:"Thời sự" en:"Current affairs"`
	Documents      []Paper     `key:"documents" part:"true" vi:"Văn bản quán triệt" en:"Documents" help_vi:"Văn bản được phổ biến: số, trích yếu" help_en:"Documents read out: number, title"`
	Story          Ref         `key:"story" part:"true" vi:"Câu chuyện về Bác" en:"Story told" help_vi:"Tên tệp của câu chuyện, ví dụ cai-thuoc-la" help_en:"The story's file name, for example cai-thuoc-la"`
	Review         Prose       `key:"review_previous" part:"true" vi:"Đánh giá tháng trước" en:"Review of the month before"`
	NextTasks      []NextTask  `key:"next_tasks" part:"true" vi:"Nhiệm vụ tháng tới" en:"Tasks of the month to come"`
	Opinions       []Opinion   `key:"opinions" vi:"Ý kiến thảo luận" en:"Opinions" help_vi:"Chỉ lưu nội bộ, không bao giờ đăng công khai" help_en:"Internal only, never published"`
	Votes          []Vote      `key:"votes" part:"true" vi:"Biểu quyết" en:"Votes"`
	Conclusion     Conclusion  `key:"conclusion" part:"true" vi:"Kết luận" en:"Conclusion" also:"nghị quyết"`
	Minutes        Minutes     `key:"minutes" vi:"Biên bản" en:"Minutes"`
	Quality        Quality     `key:"quality" part:"true" vi:"Chất lượng" en:"Quality"`
	Topic          string      `key:"topic" vi:"Chuyên đề" en:"Topic"`
	Presenter      string      `key:"presenter" vi:"Báo cáo viên" en:"Presenter"`
}

// MeetingKind is the type of a meeting.
type MeetingKind string

// Options are the types of meeting.
func (*MeetingKind) Options() []schema.Option {
	return []schema.Option{
		{Value: "regular", VI: "Thường kỳ", EN: "Regular"},
		{Value: "thematic", VI: "Chuyên đề", EN: "Thematic"},
		{Value: "regular_thematic", VI: "Kết hợp", EN: "Regular and thematic"},
		{Value: "committee", VI: "Họp chi ủy", EN: "Committee"},
		{Value: "congress", VI: "Đại hội", EN: "Congress"},
		{Value: "conference", VI: "Hội nghị", EN: "Conference"},
		{Value: "extraordinary", VI: "Bất thường", EN: "Extraordinary"},
		{Value: "year_review", VI: "Kiểm điểm cuối năm", EN: "Year-end review"},
	}
}

// Mode is how people met.
type Mode string

// Options are the modes.
func (*Mode) Options() []schema.Option {
	return []schema.Option{
		{Value: "in_person", VI: "Trực tiếp", EN: "In person"},
		{Value: "online", VI: "Trực tuyến", EN: "Online"},
		{Value: "hybrid", VI: "Kết hợp trực tiếp và trực tuyến", EN: "Hybrid"},
	}
}

// Attendance counts members; nil means not recorded, which is not zero.
type Attendance struct {
	Total        *int    `key:"total" vi:"Tổng số" en:"Total"`
	Official     *int    `key:"official" vi:"Chính thức" en:"Official"`
	Probationary *int    `key:"probationary" vi:"Dự bị" en:"Probationary"`
	Temporary    *int    `key:"temporary" vi:"Sinh hoạt tạm thời" en:"Temporary"`
	Exempt       *int    `key:"exempt" vi:"Miễn sinh hoạt" en:"Exempt"`
	Away         *int    `key:"away" vi:"Sinh hoạt tạm nơi khác" en:"Attending elsewhere"`
	Present      *int    `key:"present" vi:"Có mặt" en:"Present"`
	Excused      Absence `key:"excused" vi:"Vắng có lý do" en:"Absent with a reason"`
	Unexcused    Absence `key:"unexcused" vi:"Vắng không lý do" en:"Absent without a reason"`
	Consent      bool    `key:"consent" vi:"Đồng ý nêu tên" en:"Consent to names" help_vi:"true: những người vắng đồng ý được nêu tên" help_en:"true: those absent agree to be named"`
}

// Absence is a count, or a list of those absent.
type Absence struct {
	Count *int
	Names []Absentee
}

// Absentee is one person absent; names are sensitive and published only with consent.
type Absentee struct {
	Name   string `key:"name" vi:"Họ tên" en:"Name" required:"true"`
	Reason string `key:"reason" vi:"Lý do" en:"Reason"`
}

// SetText reads an absentee written as a name only.
func (a *Absentee) SetText(text string, _ schema.Place) error { a.Name = text; return nil }

// SetText reads a count.
func (a *Absence) SetText(text string, _ schema.Place) error {
	var n int
	if _, err := fmt.Sscanf(text, "%d", &n); err != nil || fmt.Sprint(n) != text {
		return schema.ValueError{Code: "want-count", Args: []any{text}}
	}
	a.Count = &n
	return nil
}

// List is where a list of absentees goes.
func (a *Absence) List() any { return &a.Names }

// N is how many were absent; nil when not recorded.
func (a Absence) N() *int {
	if a.Names != nil {
		n := len(a.Names)
		return &n
	}
	return a.Count
}

// Paper is a document that was read out.
type Paper struct {
	Number string `key:"number" vi:"Số" en:"Number" also:"số hiệu"`
	Title  string `key:"title" vi:"Trích yếu" en:"Title" also:"tiêu đề"`
}

// SetText reads a document written as its title only.
func (p *Paper) SetText(text string, _ schema.Place) error { p.Title = text; return nil }

// NextTask is something to do until the next meeting.
type NextTask struct {
	Task     string `key:"task" vi:"Nhiệm vụ" en:"Task" required:"true"`
	Assignee string `key:"assignee" vi:"Phụ trách" en:"Assignee"`
	Due      Date   `key:"due" vi:"Thời hạn" en:"Due"`
}

// SetText reads a task written as text only.
func (t *NextTask) SetText(text string, _ schema.Place) error { t.Task = text; return nil }

// Opinion is what somebody said; it stays inside.
type Opinion struct {
	Speaker string `key:"speaker" vi:"Người phát biểu" en:"Speaker"`
	Text    string `key:"text" vi:"Nội dung" en:"Text" required:"true"`
}

// Vote is one matter put to the vote.
type Vote struct {
	Matter  string `key:"matter" vi:"Nội dung" en:"Matter" required:"true"`
	For     *int   `key:"for" vi:"Tán thành" en:"For"`
	Against *int   `key:"against" vi:"Không tán thành" en:"Against"`
	Abstain *int   `key:"abstain" vi:"Ý kiến khác" en:"Abstain"`
}

// Conclusion is what the meeting decided.
type Conclusion struct {
	Type   ConclusionType `key:"type" vi:"Loại" en:"Type"`
	Number string         `key:"number" vi:"Số" en:"Number"`
	Text   Prose          `key:"text" vi:"Nội dung" en:"Text"`
}

// SetText reads a conclusion written as text only.
func (c *Conclusion) SetText(text string, at schema.Place) error { return c.Text.SetText(text, at) }

// ConclusionType tells a conclusion from a resolution.
type ConclusionType string

// Options are the types of conclusion.
func (*ConclusionType) Options() []schema.Option {
	return []schema.Option{
		{Value: "conclusion", VI: "Kết luận", EN: "Conclusion"},
		{Value: "resolution", VI: "Nghị quyết", EN: "Resolution"},
	}
}

// Minutes is the written record.
type Minutes struct {
	Number   string `key:"number" vi:"Số" en:"Number"`
	Approved *bool  `key:"approved" vi:"Đã thông qua" en:"Approved"`
}

// Quality is how the meeting was rated.
type Quality struct {
	Score *int  `key:"score" vi:"Điểm" en:"Score" help_vi:"Từ 0 đến 100" help_en:"From 0 to 100"`
	Grade Grade `key:"grade" vi:"Xếp loại" en:"Grade"`
}

// Grade is the grade of a meeting.
type Grade string

// Options are the grades of a meeting.
func (*Grade) Options() []schema.Option {
	return []schema.Option{
		{Value: "good", VI: "Tốt", EN: "Good"},
		{Value: "fair", VI: "Khá", EN: "Fair"},
		{Value: "average", VI: "Trung bình", EN: "Average"},
		{Value: "poor", VI: "Kém", EN: "Poor"},
	}
}

// impliedDate is the month the meeting counts for.
func (m *Meeting) impliedDate() viet.Date { return m.Period.Date }

// check holds the rules that no date changes: sums and order. Thresholds that
// change with the years belong to the rulesets.
func (m *Meeting) check(c *checker) {
	start, hasStart := m.Start.Minutes()
	if end, hasEnd := m.End.Minutes(); hasStart && hasEnd && end <= start {
		c.fail("end", "end-before-start")
	}
	m.Attendance.check(c)
	for i, v := range m.Votes {
		for key, n := range map[string]*int{"for": v.For, "against": v.Against, "abstain": v.Abstain} {
			c.atLeast(item("votes", i)+"."+key, n, 0)
		}
	}
	if s := m.Quality.Score; s != nil && (*s < 0 || *s > 100) {
		c.fail("quality.score", "score-range", *s)
	}
}

// check verifies that the counts add up, as far as they are known.
func (a *Attendance) check(c *checker) {
	for key, n := range map[string]*int{
		"total": a.Total, "official": a.Official, "probationary": a.Probationary, "temporary": a.Temporary,
		"exempt": a.Exempt, "away": a.Away, "present": a.Present, "excused": a.Excused.N(), "unexcused": a.Unexcused.N(),
	} {
		c.atLeast("attendance."+key, n, 0)
	}
	if a.Total != nil && a.Official != nil {
		if sum := *a.Official + value(a.Probationary) + value(a.Temporary); sum != *a.Total {
			c.fail("attendance.total", "attendance-total", *a.Total, sum)
		}
	}
	if a.Total != nil && a.Present != nil && a.Excused.N() != nil && a.Unexcused.N() != nil {
		here := *a.Present + *a.Excused.N() + *a.Unexcused.N()
		if due := *a.Total - value(a.Exempt) - value(a.Away); here != due {
			c.fail("attendance.present", "attendance-present", here, due)
		}
	}
}

// value is a count that may be absent, which then counts for nothing.
func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// references are the story told at the meeting.
func (m *Meeting) references() []Reference {
	if m.Story.Text == "" {
		return nil
	}
	return []Reference{{Ref: m.Story, Want: KindStory}}
}

func (m *Meeting) note() string { return string(m.MeetingKind) }
