package main

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strconv"
	"time"
)

// seed makes the corpus: another seed, another corpus.
const seed = 20200503

// kind is one of the bulletin's kinds, named by its folder.
type kind string

const (
	meetings kind = "meetings"
	stories  kind = "stories"
	awards   kind = "awards"
	news     kind = "news"
)

// kinds are those of the corpus, in the order of the menu.
var kinds = []kind{meetings, stories, awards, news}

// label is what the pages call a kind's list.
func (k kind) label() string {
	return map[kind]string{meetings: "Sinh hoạt chi bộ", stories: "Câu chuyện về Bác", awards: "Khen thưởng", news: "Tin tức"}[k]
}

// firstYear and years are the time that the corpus covers.
const (
	firstYear = 1990
	years     = 36
)

// item is what others need to know of an item: all of it follows from the
// number, so that n items are the first n of any larger corpus.
type item struct {
	number int
	kind   kind
	form   string // of a meeting: its meeting_kind; of an award: its key
	title  string
	day    time.Time // UTC
	name   string    // of the file, without .md
}

// path is the item's file in the content folder, and its address without "/":
// both programs give it that address.
func (it item) path() string { return path.Join(string(it.kind), strconv.Itoa(it.day.Year()), it.name) }

// link is the way to the item's file from another's.
func (it item) link() string { return "../../" + it.path() + ".md" }

// random is the item's own source of chance. The stream keeps what others need
// apart from the text, so that either can be made without the other.
func random(number int, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed+stream<<32, uint64(number)))
}

const (
	streamItem = iota
	streamMatter
	streamBody
)

// itemAt gives the item with a number, from 0.
func (w *writer) itemAt(number int) item {
	rng := random(number, streamItem)
	it := item{number: number}
	switch share := rng.IntN(100); {
	case share < 40:
		it.kind = meetings
	case share < 55:
		it.kind = stories
	case share < 70:
		it.kind = awards
	default:
		it.kind = news
	}
	first := time.Date(firstYear, 1, 1, 0, 0, 0, 0, time.UTC)
	last := time.Date(firstYear+years, 1, 1, 0, 0, 0, 0, time.UTC)
	it.day = first.AddDate(0, 0, rng.IntN(int(last.Sub(first).Hours()/24)))
	name := ""
	switch it.kind {
	case meetings:
		name = w.meetingTitle(&it, rng)
	case stories:
		name = "cau-chuyen"
		it.title = pick(rng, storyTitles) + " " + pick(rng, topics)
	case awards:
		name = w.awardTitle(&it, rng)
	case news:
		name = "tin"
		it.title = w.expand(rng, pick(rng, newsTitles))
	}
	it.name = fmt.Sprintf("%s-%06d", name, number)
	return it
}

var storyTitles = []string{"Câu chuyện về", "Bác dạy về", "Học Bác về", "Một lần Bác nhắc về", "Kể chuyện Bác:"}

var newsTitles = []string{
	"Chi bộ {task}", "Đoàn Thanh niên cơ quan {task}", "Hội nghị {what}", "Phát động thi đua: {what}", "Sơ kết việc {what}",
	"{unit} giao lưu về {topic}", "Tập huấn {what}", "Ra quân {what}", "Công đoàn cơ quan {task}",
}

// meetingTitle names a meeting by its form, and returns the file's name for it.
func (w *writer) meetingTitle(it *item, rng *rand.Rand) string {
	month, year := int(it.day.Month()), it.day.Year()
	switch share := rng.IntN(100); {
	case share < 60:
		it.form, it.title = "regular", fmt.Sprintf("Sinh hoạt thường kỳ tháng %d năm %d", month, year)
		return fmt.Sprintf("sinh-hoat-thuong-ky-thang-%d", month)
	case share < 80:
		it.form, it.title = "thematic", fmt.Sprintf("Sinh hoạt chuyên đề quý %s: %s", [...]string{"I", "II", "III", "IV"}[(month-1)/3], pick(rng, topics))
		return fmt.Sprintf("sinh-hoat-chuyen-de-quy-%d", (month+2)/3)
	case share < 92:
		it.form, it.title = "committee", fmt.Sprintf("Họp chi ủy tháng %d năm %d: %s", month, year, pick(rng, tasks))
		return fmt.Sprintf("hop-chi-uy-thang-%d", month)
	case share < 97:
		it.form, it.title = "year_review", fmt.Sprintf("Kiểm điểm tập thể, cá nhân năm %d", year)
		return "kiem-diem-cuoi-nam"
	}
	it.form, it.title = "conference", "Hội nghị "+pick(rng, works)
	return "hoi-nghi"
}

// awardTypes are keys of the built-in catalogue of awards.
var awardTypes = []struct{ key, name, issuer string }{
	{"bk_tinh", "Bằng khen", "Chủ tịch Ủy ban nhân dân tỉnh"},
	{"bk_bo", "Bằng khen", "Bộ trưởng"},
	{"bk_tinh_uy", "Bằng khen", "Ban Thường vụ Tỉnh ủy"},
	{"gk", "Giấy khen", "Thủ trưởng cơ quan"},
	{"gk_dang_uy", "Giấy khen", "Đảng ủy cơ sở"},
	{"gk_cap_tren", "Giấy khen", "Đảng ủy khối các cơ quan"},
	{"co_tinh", "Cờ thi đua", "Ủy ban nhân dân tỉnh"},
	{"co_bo", "Cờ thi đua", "Bộ chủ quản"},
	{"tt_ldxs", "Danh hiệu Tập thể lao động xuất sắc", "Bộ trưởng"},
	{"tt_ldtt", "Danh hiệu Tập thể lao động tiên tiến", "Thủ trưởng cơ quan"},
	{"bd_chi_bo", "Biểu dương", "Chi bộ"},
}

// awardTitle names an award by its type, and returns the file's name for it.
func (w *writer) awardTitle(it *item, rng *rand.Rand) string {
	n := rng.IntN(len(awardTypes))
	t := awardTypes[n]
	it.form = t.key
	it.title = fmt.Sprintf("%s của %s năm %d", t.name, t.issuer, it.day.Year()-1)
	return fmt.Sprintf("khen-thuong-%d", it.day.Year()-1)
}

// pick takes one of a list.
func pick[T any](rng *rand.Rand, list []T) T { return list[rng.IntN(len(list))] }
