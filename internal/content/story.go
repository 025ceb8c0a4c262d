package content

import "bulletin/internal/schema"

// Story is a story about Uncle Ho (câu chuyện về Bác) as it was told.
type Story struct {
	OtherTitles []string  `key:"other_titles" vi:"Tên gọi khác" en:"Other titles"`
	Number      *int      `key:"number" vi:"Số thứ tự" en:"Number" help_vi:"Từ 1 đến 12 trong năm" help_en:"1 to 12 within the year"`
	Topic       string    `key:"topic" vi:"Nội dung học tập" en:"Study topic"`
	Teller      string    `key:"teller" vi:"Người kể" en:"Teller"`
	TellerRole  string    `key:"teller_role" vi:"Chức vụ người kể" en:"Teller's position"`
	Meeting     Ref       `key:"meeting" vi:"Buổi sinh hoạt" en:"Meeting" help_vi:"Tên tệp của buổi sinh hoạt" help_en:"The meeting's file name"`
	Source      StoryBook `key:"source" part:"true" vi:"Xuất xứ" en:"Printed source"`
	Lesson      Prose     `key:"lesson" part:"true" vi:"Bài học" en:"Lesson"`
	Application Prose     `key:"application" part:"true" vi:"Liên hệ thực tiễn" en:"Application"`
	Commitment  Prose     `key:"commitment" part:"true" vi:"Việc làm cụ thể" en:"Commitment"`
}

// StoryBook is the book that a story is taken from.
type StoryBook struct {
	Book      string `key:"book" vi:"Sách" en:"Book"`
	Author    string `key:"author" vi:"Tác giả" en:"Author"`
	Publisher string `key:"publisher" vi:"Nhà xuất bản" en:"Publisher"`
	Year      *int   `key:"year" vi:"Năm xuất bản" en:"Year"`
	Page      string `key:"page" vi:"Trang" en:"Page"`
	URL       string `key:"url" vi:"Địa chỉ" en:"Address"`
}

// SetText reads a source written as the book's name only.
func (b *StoryBook) SetText(text string, _ schema.Place) error { b.Book = text; return nil }

func (s *Story) check(c *checker) {
	if s.Number != nil && (*s.Number < 1 || *s.Number > 12) {
		c.fail("number", "story-number", *s.Number)
	}
	c.url("source.url", s.Source.URL)
}

// references are the meeting at which the story was told.
func (s *Story) references() []Reference {
	if s.Meeting.Text == "" {
		return nil
	}
	return []Reference{{Ref: s.Meeting, Want: KindMeeting}}
}

func (s *Story) note() string { return s.Topic }
