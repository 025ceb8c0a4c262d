package theme

import "html/template"

// Item is the page of one document of any kind.
type Item struct {
	Card      *Card  // never nil
	Lede      string // the summary its author wrote, "" when Card.Summary was taken from the body
	Body      template.HTML
	TOC       []Heading // empty for a short page
	Facts     []Fact    // the fact box, in the kind's order
	Detail    any       // *Meeting, *Story, *Award, *Classification, *Issue or nil
	Tags      []Link
	Images    []Image // of the front matter
	Sources   []Source
	Note      template.HTML // the editor's note, "" when none
	Related   []Ref
	Backlinks []RefGroup // items that refer to this one, e.g. "Được kể tại"
	Previous  *Ref       // the older neighbour in the kind
	Next      *Ref       // the newer neighbour
	Updated   Date       // zero when not stated
	Inside    string     // what of it only the office's site has, "" when nothing
}

// Heading is an entry of the table of contents.
type Heading struct {
	ID       string
	Text     string
	Children []Heading
}

// Fact is one row of the fact box.
type Fact struct {
	Key    string // the field's key: "chair", "places"
	Label  string
	Values []Value // one or more
}

// Value is one value of a fact: text, maybe leading somewhere.
type Value struct {
	Text    string
	Href    string // "" when it leads nowhere
	Unknown bool   // stated to be unknown: shown muted
}

// Ref names another item, with what is worth knowing before going there.
type Ref struct {
	Title   string
	Href    string
	Label   string // of the kind: "Sinh hoạt chi bộ"
	Date    string // as [Date.Short]
	Machine string // as [Date.Machine]
	Revoked bool   // a withdrawn award: shown struck through
	Draft   string // why it would not be published, only in a preview; else ""
}

// RefGroup is items under the name of their relation.
type RefGroup struct {
	Label string
	Cards []*Card
}

// Source is where a statement comes from.
type Source struct {
	Text string
	URL  string
}

// Meeting is what a meeting's page shows besides the facts.
type Meeting struct {
	Attendance     *Attendance // nil when not recorded
	CurrentAffairs []string
	Documents      []Paper
	Story          *Card // the story told
	Review         template.HTML
	Tasks          []Task
	Votes          []Vote
	Conclusion     *Conclusion
	Quality        *Quality
}

// Attendance is counts only; names are sensitive. A nil count was not recorded.
type Attendance struct {
	Total, Official, Probationary, Temporary *int
	Exempt, Away                             *int
	Present, Excused, Unexcused              *int
	Rate                                     string  // "95,5%", "" when it cannot be computed
	RatePercent                              float64 // 0–100, for the meter
}

// Paper is a document that was read out: "Chỉ thị số 05-CT/TW".
type Paper struct{ Number, Title string }

// Task is something to do.
type Task struct {
	Task, Assignee string
	Due            Date
}

// Vote is a matter put to the vote.
type Vote struct{ Matter, For, Against, Abstain string }

// Conclusion is what the meeting decided.
type Conclusion struct {
	Label  string // "Kết luận" or "Nghị quyết"
	Number string
	Text   template.HTML
}

// Quality is the meeting's grade.
type Quality struct{ Score, Grade, Key string } // "92", "Tốt", "good"

// Story is what a story's page shows besides the summary.
type Story struct {
	Number      string // 1–12, "" when unknown
	Topic       string
	Teller      string // with role, "" when unknown
	Lesson      template.HTML
	Application template.HTML
	Commitment  template.HTML
	OtherTitles []string
	Book        string // citation of the printed source
	BookURL     string
	Meetings    []*Card
}

// Award is what an award's page shows as its heart: who, what, by whom, decision.
type Award struct {
	Name          string // the catalogue's name, or the title as written
	AsWritten     string // the title as written when it differs
	Level         string // "Cấp tỉnh"
	LevelKey      string // "national", "ministry", "province", "base", "sector", "party"
	Recipient     string
	RecipientType string // "Tập thể"
	Issuer        string
	Signer        string
	Decision      string // "Quyết định số 12/QĐ-UBND ngày 03 tháng 4 năm 2018"; "" when unknown
	Achievement   template.HTML
	Revoked       string // "Đã thu hồi theo …"; "" when in force
}

// Classification is a year's grade.
type Classification struct {
	Year      string
	Subject   string // "Chi bộ", "Đảng viên", "Cơ quan"
	Grade     string // "Hoàn thành xuất sắc nhiệm vụ", "" when only counts are given
	GradeKey  string // "excellent", "good", "completed", "not_completed"
	Score     string
	DecidedBy string
	Counts    []GradeCount
	CountsSum string
}

// GradeCount is how many reached a grade.
type GradeCount struct {
	Key, Label, Count, Share string
	Percent                  float64
}

// Issue is a number of the newsletter.
type Issue struct {
	Masthead []Fact // governing body, publisher, editorial board, …
	Name     string
	Number   string // "Số 7/2020"
	Period   string // from one date to another; "" when it is the date of the card
	Notice   string // circulation: "Lưu hành nội bộ"
	Edition  string // href of the print edition
	Lead     *Card  // the story on top, in no section; nil when none
	Quote    *Quote // nil when none
	Sections []IssueSection
}

// Edition is the print edition of an issue: all that it holds, on one page.
type Edition struct {
	Issue     *Issue
	Date      Date
	Paper     string // "a4", "small": see config
	Editorial template.HTML
	Lead      *Piece // nil when none
	Sections  []EditionSection
}

// EditionSection is a section of a print edition.
type EditionSection struct {
	Key    string // "phan-1"
	Title  string
	Text   template.HTML
	Pieces []Piece
}

// Piece is an item of a print edition, in full. Its ids are its own on the page.
type Piece struct {
	ID     string // "bai-1"
	Card   *Card
	Kicker string // what it is, where the section does not say so: "Sinh hoạt chi bộ · Chuyên đề"
	Facts  []Fact // that are known, but for the date
	Lede   string // the author's summary; "" when it is the beginning of the body
	Body   template.HTML
	Parts  []PiecePart
	Images []Image
}

// PiecePart is a part of an item that has a name: a conclusion, a lesson.
type PiecePart struct {
	Title string
	Text  template.HTML
}

// Mail is the e-mail edition of an issue. Its links are whole addresses; its pictures go
// with it.
type Mail struct {
	Issue       *Issue
	Date        Date
	Summary     string        // what a list of mails shows beside the subject
	Web         string        // the address of the issue; "" when the site has none
	Unsubscribe string        // how to get no more, a whole address; "" when it is not said
	Editorial   template.HTML // styled in line
	Lead        *MailPiece
	Sections    []MailSection
}

// MailSection is a section of an e-mail edition.
type MailSection struct {
	Title  string
	Text   template.HTML // styled in line
	Pieces []MailPiece
}

// MailPiece is an item of an e-mail edition.
type MailPiece struct {
	Title   string
	Label   string // the kind's name
	Date    string
	Summary string
	Revoked bool
	Web     string // "" when the site has no address
	Image   *MailImage
}

// MailImage is a picture that goes with the mail.
type MailImage struct {
	Src           template.URL // "cid:…", the part of the mail that it is
	Alt           string
	Width, Height int // as shown, in pixels
}

// Quote is a sentence that stands out.
type Quote struct {
	Text string
	By   string // "" when it is not said
	From Link   // the item that has it; zero when none
}

// IssueSection is a section of an issue: a text, and items in their order.
type IssueSection struct {
	Key   string // "phan-1"
	Title string
	Text  template.HTML
	Cards []*Card

	Agenda []AgendaDay // what Text says, when it is a list of days; else nil
}

// AgendaDay is a day, or a month, and what is on.
type AgendaDay struct {
	Date    Date
	Weekday string // "Thứ tư", "" when the day is not known
	Entries []template.HTML
}
