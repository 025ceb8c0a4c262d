package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"sort"
)

// vocabulary is the corpus's topics, the commonest first: what offices write
// of often, then every pairing of a task with a field.
func vocabulary() []string {
	all := slices.Clone(frequentTags)
	for _, field := range tagFields {
		for _, task := range tagTasks {
			all = append(all, task+" "+field)
		}
	}
	return all
}

var frequentTags = []string{
	"sinh hoạt thường kỳ", "học tập và làm theo Bác", "thi đua", "xây dựng Đảng", "khen thưởng", "sinh hoạt chuyên đề", "cải cách hành chính",
	"đoàn thanh niên", "công đoàn", "tuyên truyền", "chuyển đổi số", "nêu gương", "đền ơn đáp nghĩa", "tiết kiệm", "dân vận", "kỷ luật, kỷ cương",
	"pháp luật", "đại hội chi bộ", "tự phê bình", "văn hóa công sở", "an ninh trật tự", "hiến máu", "đọc sách", "thể thao", "văn nghệ",
	"môi trường", "người có công", "tiếp công dân", "đảng phí", "kết nạp đảng viên", "xếp loại", "bảo hiểm", "phòng chống dịch", "thiên tai",
	"nông thôn mới", "lưu trữ", "ngoại ngữ", "phụ nữ", "cựu chiến binh", "thiếu nhi", "Tết Nguyên đán", "Ngày Quốc khánh", "biển đảo",
	"di tích lịch sử", "về nguồn", "giao lưu", "tập huấn", "sáng kiến", "hội thi", "trồng cây", "phòng cháy chữa cháy", "an toàn giao thông",
	"không hút thuốc", "sức khỏe", "gia đình văn hóa", "khuyến học", "khuyến nông", "hòa giải", "bầu cử", "quốc phòng",
}

var tagTasks = []string{
	"kế hoạch", "kiểm tra", "giám sát", "sơ kết", "tổng kết", "hướng dẫn", "báo cáo", "chương trình", "đánh giá", "bồi dưỡng", "phối hợp",
	"phong trào", "chuyên đề", "quy chế", "hội nghị",
}

var tagFields = []string{
	"công tác đảng", "chuyên môn", "tài chính", "tổ chức cán bộ", "văn phòng", "thi hành án", "tư pháp", "giáo dục", "y tế", "đất đai", "xây dựng",
	"nông nghiệp", "lao động", "văn hóa", "thông tin", "thanh tra",
}

// tagPicker draws topics as they are found in real archives: the commonest is on
// about one item in eight, the rarest on one in some hundreds.
type tagPicker struct {
	labels []string
	upTo   []float64 // the sum of the weights up to and with each label
}

// newTagPicker weighs the labels by the law of Zipf and Mandelbrot,
// 1/(rank+3)^0.95.
func newTagPicker(labels []string) tagPicker {
	p := tagPicker{labels: labels, upTo: make([]float64, len(labels))}
	sum := 0.0
	for i := range labels {
		sum += math.Pow(float64(i+4), -0.95)
		p.upTo[i] = sum
	}
	return p
}

// pick draws n distinct labels.
func (p tagPicker) pick(rng *rand.Rand, n int) []string {
	var tags []string
	for len(tags) < n {
		at := rng.Float64() * p.upTo[len(p.upTo)-1]
		tag := p.labels[sort.SearchFloat64s(p.upTo, at)]
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	return tags
}
