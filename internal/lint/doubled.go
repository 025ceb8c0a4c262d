package lint

import "strings"

// Which words may stand twice. A word of content that is doubled is usually no
// slip: Vietnamese makes new words of it (ngày ngày, người người, xanh xanh, từ
// từ), or the second begins the next word (cán bộ bộ đội, học sinh sinh viên, án
// dân sự sự việc). So only the words below are reported, which only join others
// and never do either; but a few of them can end a word themselves, and are left
// alone behind what the brackets hold: thiết bị bị hỏng, hiện tại tại cơ quan.
const neverTwice = "" +
	"và hoặc nhưng nếu vì bởi thì mà các những mỗi mọi nhằm gồm tuy dù " +
	"với theo trong giữa cho được đã đang sẽ cũng vẫn chưa khi hơn đến cần để " +
	"là[bay] của[tiền,công,sản] cùng[cuối,vô,sau,tận,khốn,đường] bị[thiết,chuẩn,trang,dự] " +
	"tại[hiện,tồn,thực,nội,ngoại] trên[cấp,bên,phía,ở] dưới[cấp,bên,phía,ở] " +
	"về[ra,trở,đi,quay,kéo] ở[nhà,chỗ,đất,nơi,ăn] một[mười,thứ,từng] vào[ra] bằng[công,cân] "

// isNeverTwice tells whether a doubled word is a slip, given the word before.
func isNeverTwice(word, before string) bool {
	for entry := range strings.FieldsSeq(neverTwice) {
		name, after, _ := strings.Cut(strings.TrimSuffix(entry, "]"), "[")
		if name != word {
			continue
		}
		for exception := range strings.SplitSeq(after, ",") {
			if exception != "" && exception == before {
				return false
			}
		}
		return true
	}
	return false
}

// mayRepeat tells the words that open a group which is said twice for its
// sense: từng bước từng bước, rất nhiều rất nhiều, một bước một bước.
func mayRepeat(first string) bool {
	switch first {
	case "từng", "rất", "một", "mỗi", "mãi", "càng", "lại", "cứ", "không", "thật":
		return true
	}
	return false
}
