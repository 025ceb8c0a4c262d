package report

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// say is one of the report's words, its arguments filled in.
func (m *maker) say(key string, args ...any) string {
	w, ok := wordsOf[key]
	if !ok {
		return key
	}
	form := w.EN
	if m.Lang == diag.VI {
		form = w.VI
	}
	if len(args) == 0 {
		return form
	}
	return fmt.Sprintf(form, args...)
}

// day is a date in words, as precise as it is known.
func (m *maker) day(d viet.Date) string {
	if m.Lang == diag.VI {
		return d.Short()
	}
	return d.ShortEN()
}

// sentence begins a text with a capital.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

func itoa(n int) string { return strconv.Itoa(n) }

func column(key string, form Form) Column { return Column{Key: key, Form: form} }

// table begins a table, in words.
func (m *maker) table(key string, columns ...Column) *Table {
	t := &Table{Key: key, Title: m.say("table." + key), Columns: columns}
	for i := range t.Columns {
		if t.Columns[i].Title == "" {
			t.Columns[i].Title = m.say("column." + t.Columns[i].Key)
		}
	}
	return t
}

// wordsOf are the report's words in both languages.
var wordsOf = map[string]diag.Words{
	"section.members":    {VI: "Đặc điểm, tình hình", EN: "The cell"},
	"section.politics":   {VI: "Công tác chính trị, tư tưởng", EN: "Political education"},
	"section.tasks":      {VI: "Lãnh đạo thực hiện nhiệm vụ chính trị", EN: "Political tasks"},
	"section.building":   {VI: "Công tác xây dựng chi bộ", EN: "Work of the cell"},
	"section.stories":    {VI: "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", EN: "Learning from Uncle Ho"},
	"section.thematic":   {VI: "Sinh hoạt chuyên đề", EN: "Thematic meetings"},
	"section.unions":     {VI: "Lãnh đạo các đoàn thể", EN: "Unions and associations"},
	"section.inspection": {VI: "Công tác kiểm tra, giám sát", EN: "Inspection and supervision"},
	"section.awards":     {VI: "Khen thưởng, xếp loại", EN: "Awards and grades"},
	"section.limits":     {VI: "Hạn chế, kiến nghị", EN: "Shortcomings and proposals"},
	"section.direction":  {VI: "Phương hướng, nhiệm vụ năm tới", EN: "The year to come"},
	"section.appendix":   {VI: "Phụ lục: nguồn và dữ liệu còn thiếu", EN: "Appendix: sources and missing data"},

	"figure.members":     {VI: "Đảng viên", EN: "Members"},
	"figure.regular":     {VI: "Sinh hoạt thường kỳ", EN: "Regular meetings"},
	"figure.thematic":    {VI: "Sinh hoạt chuyên đề", EN: "Thematic meetings"},
	"figure.attendance":  {VI: "Tỉ lệ dự sinh hoạt", EN: "Attendance"},
	"figure.resolutions": {VI: "Nghị quyết", EN: "Resolutions"},
	"figure.documents":   {VI: "Văn bản quán triệt", EN: "Documents read out"},
	"figure.stories":     {VI: "Câu chuyện về Bác", EN: "Stories of Uncle Ho"},
	"figure.awards":      {VI: "Khen thưởng", EN: "Awards"},
	"figure.grade":       {VI: "Xếp loại chi bộ", EN: "Grade of the cell"},

	"table.members":     {VI: "Đảng viên và cán bộ, công chức", EN: "Members and staff"},
	"table.compared":    {VI: "So với các năm trước", EN: "Compared with the years before"},
	"table.documents":   {VI: "Văn bản đã quán triệt", EN: "Documents read out"},
	"table.kinds":       {VI: "Số buổi sinh hoạt theo loại", EN: "Meetings by kind"},
	"table.months":      {VI: "Sinh hoạt từng tháng", EN: "Month by month"},
	"table.grades":      {VI: "Chất lượng sinh hoạt", EN: "Quality of meetings"},
	"table.resolutions": {VI: "Nghị quyết đã ban hành", EN: "Resolutions"},
	"table.followed":    {VI: "Nhiệm vụ đề ra và việc đánh giá", EN: "Tasks and their review"},
	"table.stories":     {VI: "Các câu chuyện đã kể", EN: "Stories told"},
	"table.topics":      {VI: "Các buổi sinh hoạt chuyên đề", EN: "Thematic meetings"},
	"table.levels":      {VI: "Khen thưởng theo cấp", EN: "Awards by level"},
	"table.awards":      {VI: "Danh sách khen thưởng", EN: "Awards"},
	"table.classified":  {VI: "Xếp loại", EN: "Grades of the year"},
	"table.lacking":     {VI: "Dữ liệu còn thiếu", EN: "What is missing"},

	"table.months.note": {VI: "Ô để trống là chưa ghi lại, không có nghĩa là không diễn ra.", EN: "An empty cell means that nothing is recorded, not that there was nothing."},

	"column.what":       {VI: "Nội dung", EN: "Item"},
	"column.members":    {VI: "Số lượng", EN: "Number"},
	"column.kind":       {VI: "Loại sinh hoạt", EN: "Kind"},
	"column.held":       {VI: "Số buổi", EN: "Meetings"},
	"column.month":      {VI: "Tháng", EN: "Month"},
	"column.regular":    {VI: "Thường kỳ", EN: "Regular"},
	"column.thematic":   {VI: "Chuyên đề", EN: "Thematic"},
	"column.present":    {VI: "Có mặt", EN: "Present"},
	"column.due":        {VI: "Phải dự", EN: "Due"},
	"column.rate":       {VI: "Tỉ lệ", EN: "Rate"},
	"column.grade":      {VI: "Xếp loại", EN: "Grade"},
	"column.story":      {VI: "Câu chuyện", EN: "Story"},
	"column.date":       {VI: "Ngày", EN: "Date"},
	"column.number":     {VI: "Số", EN: "Number"},
	"column.resolution": {VI: "Nội dung", EN: "Text"},
	"column.meeting":    {VI: "Buổi sinh hoạt", EN: "Meeting"},
	"column.set":        {VI: "Đề ra ngày", EN: "Set on"},
	"column.task":       {VI: "Nhiệm vụ", EN: "Task"},
	"column.due_day":    {VI: "Thời hạn", EN: "Due"},
	"column.review":     {VI: "Đánh giá", EN: "Review"},
	"column.topic":      {VI: "Nội dung", EN: "Topic"},
	"column.place":      {VI: "Địa điểm", EN: "Place"},
	"column.document":   {VI: "Trích yếu", EN: "Title"},
	"column.teller":     {VI: "Người kể", EN: "Teller"},
	"column.lesson":     {VI: "Bài học", EN: "Lesson"},
	"column.level":      {VI: "Cấp", EN: "Level"},
	"column.awards":     {VI: "Số lượng", EN: "Number"},
	"column.running":    {VI: "Lũy kế", EN: "Running total"},
	"column.award":      {VI: "Khen thưởng", EN: "Award"},
	"column.recipient":  {VI: "Đơn vị, cá nhân", EN: "Recipient"},
	"column.issuer":     {VI: "Cơ quan khen thưởng", EN: "Issuer"},
	"column.decision":   {VI: "Số quyết định", EN: "Decision"},
	"column.subject":    {VI: "Đối tượng", EN: "Subject"},
	"column.decided_by": {VI: "Cấp quyết định", EN: "Decided by"},
	"column.record":     {VI: "Mục", EN: "Record"},
	"column.lacks":      {VI: "Còn thiếu", EN: "What is missing"},

	"members.total":        {VI: "Đảng viên", EN: "Members"},
	"members.official":     {VI: "Trong đó: chính thức", EN: "Of these: official"},
	"members.probationary": {VI: "Trong đó: dự bị", EN: "Of these: probationary"},
	"members.staff":        {VI: "Công chức, viên chức, người lao động", EN: "Staff"},
	"members.now":          {VI: "Theo số liệu hiện nay của chi bộ, chưa có buổi sinh hoạt nào trong năm ghi số đảng viên.", EN: "As the cell is now; no meeting of the year counts its members."},
	"members.note":         {VI: "Theo số liệu của buổi: %s.", EN: "As counted at: %s."},

	"total":            {VI: "Cộng", EN: "Total"},
	"running":          {VI: "Lũy kế đến %s", EN: "Running total up to: %s"},
	"month":            {VI: "Tháng %d", EN: "Month %d"},
	"month.unknown":    {VI: "Chưa rõ tháng", EN: "Month not known"},
	"year":             {VI: "Năm %d", EN: "%d"},
	"ungraded":         {VI: "Chưa ghi xếp loại", EN: "Not rated"},
	"study":            {VI: "Theo nguồn: %d%% đảng viên tham gia học tập.", EN: "As the source states, %d%% of the members took part in study."},
	"stories.reported": {VI: "Nguồn nêu %d câu chuyện, ghi lại được %d.", EN: "%d stories reported, %d recorded."},
	"withdrawn.mark":   {VI: "đã thu hồi", EN: "withdrawn"},
	"report":           {VI: "Báo cáo năm %d", EN: "Report of %d"},
	"withdrawn":        {VI: "Mục gạch ngang là khen thưởng đã thu hồi (%d), không tính vào số lượng.", EN: "What is struck through was withdrawn (%d) and does not count."},
	"review.at":        {VI: "Đã đánh giá tại: %s", EN: "Reviewed at: %s"},
	"review.none":      {VI: "Buổi thường kỳ sau chưa ghi đánh giá", EN: "The next regular meeting records no review"},
	"review.unknown":   {VI: "Chưa đủ dữ liệu", EN: "Not enough data"},
	"empty.lacking":    {VI: "Không thấy mục nào còn thiếu.", EN: "Nothing was found to be missing."},
}
