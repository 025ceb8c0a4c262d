package lint

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/diag"
)

// slip is a common slip of typing or spelling, one word or two, in small letters.
// The same letters can also be the end of one word and the beginning of the next
// (tiếp xúc tích cực, hồ sơ xuất trình, xem xét sử dụng): what stands in unless
// makes it good Vietnamese, "thành…" before it, "…cực" behind.
type slip struct{ wrong, right, unless string }

// slips is what is looked for. Only what is wrong wherever it stands belongs
// here: spellings that dictionaries give as variants (xử lí, hàng năm, nề nếp) are
// the author's own.
var slips = []slip{
	{"câu truyện", "câu chuyện", "…kiều"}, {"vài trò", "vai trò", "…chơi …vui …đùa …lố …ảo …lừa …mới"}, {"nghành", "ngành", ""},
	{"xúc tích", "súc tích", "…cực …lũy …luỹ"}, {"chắp bút", "chấp bút", ""},
	{"sát nhập", "sáp nhập", "…ngũ …học …cuộc …cảnh …khẩu …kho"}, {"thăm quan", "tham quan", "…chức …tài …khách …quân"},
	{"chia sẽ", "chia sẻ", "…được …là …không …bị …có …do"}, {"đảng viện", "đảng viên", ""}, {"đãng viên", "đảng viên", ""},
	{"chi bô", "chi bộ", ""}, {"chi bọ", "chi bộ", ""}, {"cán bô", "cán bộ", ""}, {"cấp uy", "cấp ủy", "…tín …lực"},
	{"lãnh đao", "lãnh đạo", ""}, {"nghị quyêt", "nghị quyết", ""}, {"kết luân", "kết luận", "…phiên …chuyển"},
	{"quyết đinh", "quyết định", ""}, {"bổ xung", "bổ sung", "…phong …kích"}, {"xuất xắc", "xuất sắc", ""}, {"suất sắc", "xuất sắc", ""},
	{"sử lý", "xử lý", "…luận …thuyết …thú …do …tưởng"}, {"sử lí", "xử lí", "…luận …thuyết …thú …do …tưởng"}, {"xử dụng", "sử dụng", ""},
	{"sét duyệt", "xét duyệt", ""}, {"xem sét", "xem xét", ""}, {"sơ xuất", "sơ suất", afterXuat},
	{"năng xuất", "năng suất", afterXuat}, {"hiệu xuất", "hiệu suất", afterXuat}, {"xác xuất", "xác suất", afterXuat},
	{"lãi xuất", "lãi suất", afterXuat}, {"sản suất", "sản xuất", "…ăn"}, {"đề suất", "đề xuất", "…ăn …học"},
	{"đột suất", "đột xuất", ""}, {"suất bản", "xuất bản", "…thân …đồ …vẽ …sao …tin …mẫu"}, {"cọ sát", "cọ xát", ""},
	{"sáng lạng", "xán lạn", ""}, {"tựu chung", "tựu trung", "thành…"}, {"thẩm chí", "thậm chí", ""},
	{"tranh dành", "tranh giành", "…cho …tặng …riêng"}, {"dành giật", "giành giật", ""}, {"dữ gìn", "giữ gìn", ""},
	{"dữ vững", "giữ vững", ""}, {"dản dị", "giản dị", ""}, {"kỹ luật", "kỷ luật", "…pháp …này …lệ …sư"}, {"kỹ niệm", "kỷ niệm", ""},
	{"kỷ năng", "kỹ năng", "…động …lượng …suất"}, {"kỷ thuật", "kỹ thuật", ""}, {"nổ lực", "nỗ lực", "…lượng"},
	{"nổi bậc", "nổi bật", "…thang"}, {"cũng cố", "củng cố", "…gắng …tình …ý …nén …thủ …đấm …hết …sức …chịu …tìm …làm …giữ"},
	{"đại biễu", "đại biểu", ""}, {"biễu quyết", "biểu quyết", ""}, {"phát biễu", "phát biểu", ""}, {"biễu dương", "biểu dương", ""},
	{"kiễm tra", "kiểm tra", ""}, {"kiễm điểm", "kiểm điểm", ""}, {"khen thuởng", "khen thưởng", ""}, {"tư tuởng", "tư tưởng", ""},
	{"nhiêm vụ", "nhiệm vụ", ""}, {"nhiệm vu", "nhiệm vụ", "…khống …cáo …oan"}, {"xây dưng", "xây dựng", ""},
	{"đoàn kêt", "đoàn kết", ""}, {"tuyên truyên", "tuyên truyền", ""}, {"thưc hiện", "thực hiện", ""}, {"thành tich", "thành tích", ""},
	{"bắt trước", "bắt chước", "…khi …ngày …đó …lúc …tết …mắt …giờ …năm"}, {"chỉnh chu", "chỉn chu", ""},
	{"chuẩn đoán", "chẩn đoán", ""}, {"chau chuốt", "trau chuốt", ""}, {"trao dồi", "trau dồi", ""}, {"cảm súc", "cảm xúc", ""},
	{"súc động", "xúc động", "gia… …vật …dục"}, {"xâu sắc", "sâu sắc", ""}, {"dấu diếm", "giấu giếm", ""}, {"phố sá", "phố xá", ""},
	{"đường xá", "đường sá", ""}, {"lãng mạng", "lãng mạn", ""}, {"kinh nhiệm", "kinh nghiệm", ""},
	{"trách nghiệm", "trách nhiệm", "…thu"}, {"chủ chương", "chủ trương", "…trình"}, {"trương trình", "chương trình", "chủ… khai…"},
	{"chương trinh", "chương trình", ""}, {"chân trọng", "trân trọng", "…thương"},
}

// afterXuat are the second halves of the words that xuất begins: khả năng xuất hiện, hồ sơ xuất cảnh.
const afterXuat = "…hiện …phát …khẩu …trình …bản …xứ …cảnh …sắc …thân …kho …viện …ngũ …nhập …hành …bán …toán …quỹ …hóa …hoá"

// slipIndex finds a slip by the hash of its letters: open addressing, a fixed
// number of bytes, and no word of a text is copied to be looked up.
type slipIndex struct {
	slot [slotCount]uint8 // the number of a slip, from 1; 0 = none
	hash [slotCount / 2]uint32
}

// slotCount is a power of two, and leaves more than half of the slots empty.
const slotCount = 512

var slipTable = newSlipIndex()

func newSlipIndex() (x slipIndex) {
	for n, s := range slips {
		first, second, two := strings.Cut(s.wrong, " ")
		h := hashOf(first)
		if two {
			h = pair(h, hashOf(second))
		}
		at := slotOf(h)
		for x.slot[at] != 0 {
			at = (at + 1) % slotCount
		}
		x.slot[at], x.hash[n] = uint8(n+1), h
	}
	return x
}

// slotOf spreads a hash over the slots.
func slotOf(h uint32) int { return int(h * 2654435761 >> 23) }

// pair is the hash of two words.
func pair(first, second uint32) uint32 { return first*1000003 + second + 1 }

// slip looks whether a word, or it and the one before, is a slip.
func (s *scanner) slip(w word) {
	s.lookUp(w.hash, w, w)
	if s.run > 0 {
		s.lookUp(pair(s.words[0].hash, w.hash), s.words[0], w)
	}
}

func (s *scanner) lookUp(h uint32, first, last word) {
	for at := slotOf(h); slipTable.slot[at] != 0; at = (at + 1) % slotCount {
		if n := slipTable.slot[at] - 1; slipTable.hash[n] == h {
			s.compare(slips[n], first, last)
		}
	}
}

// compare reports the words from first to last if they are the slip.
func (s *scanner) compare(known slip, first, last word) {
	if last.end-first.start > 2*longestWord {
		return // far apart, or no Vietnamese at all
	}
	found := bytes.Join(bytes.Fields(s.text[first.start:last.end]), []byte{' '})
	if !strings.EqualFold(string(found), known.wrong) || s.isAddress(first.start, last.end) {
		return
	}
	if isCapital(s.of(last)) && !isCapital(s.of(first)) {
		return // the last one begins a name: đọc kỹ Luật Thi hành án
	}
	n := 1
	if first == last {
		n = 0
	}
	before, behind := lower(s.before(n+1))+"…", "…"+lower(s.following(last.end))
	for word := range strings.FieldsSeq(known.unless) {
		if word == before || word == behind {
			return
		}
	}
	s.report(diag.Warning, "typing-slip", first.start, last.end, string(found), likeCase(string(found), known.right))
}

// likeCase writes the right form in the case of the one that was found: small
// letters, a capital at the beginning of each word that has one, or capitals.
func likeCase(found, right string) string {
	if len(found) > 1 && strings.ToUpper(found) == found {
		return strings.ToUpper(right)
	}
	model, words := strings.Fields(found), strings.Fields(right)
	for i := range min(len(model), len(words)) {
		first, _ := utf8.DecodeRuneInString(model[i])
		if r, size := utf8.DecodeRuneInString(words[i]); unicode.IsUpper(first) {
			words[i] = string(unicode.ToUpper(r)) + words[i][size:]
		}
	}
	return strings.Join(words, " ")
}
