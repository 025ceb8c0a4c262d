package content

import (
	"cmp"

	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Award is an award received (khen thưởng).
type Award struct {
	Award          string        `key:"award" vi:"Danh hiệu" en:"Award" required:"true" example:"…" also:"hình thức khen thưởng" help_vi:"Khóa trong danh mục khen thưởng, ví dụ bk_tinh_uy" help_en:"A key of the award catalogue, for example bk_tinh_uy"`
	TitleAsWritten string        `key:"title_as_written" vi:"Tên ghi trên quyết định" en:"Title as written"`
	Recipient      string        `key:"recipient" vi:"Đơn vị, cá nhân được khen" en:"Recipient" also:"người nhận" required:"true" example:"…"`
	RecipientType  RecipientType `key:"recipient_type" vi:"Đối tượng" en:"Type of recipient"`
	Issuer         string        `key:"issuer" vi:"Cơ quan khen thưởng" en:"Issuer" also:"cấp khen"`
	Signer         string        `key:"signer" vi:"Người ký" en:"Signer"`
	DecisionNo     string        `key:"decision_no" vi:"Số quyết định" en:"Decision number"`
	DecisionDate   Date          `key:"decision_date" vi:"Ngày quyết định" en:"Decision date"`
	PresentedOn    Date          `key:"presented_on" vi:"Ngày trao" en:"Presented on"`
	Period         Span          `key:"period" vi:"Giai đoạn" en:"Period"`
	Achievement    Prose         `key:"achievement" part:"true" vi:"Thành tích" en:"Achievement"`
	Scope          Scope         `key:"scope" vi:"Loại hình" en:"Scope"`
	Law            Law           `key:"law" vi:"Luật áp dụng" en:"Law" help_vi:"2003 cho đến hết năm 2023, 2022 từ 01/01/2024" help_en:"2003 until the end of 2023, 2022 from 1 January 2024"`
	Scan           Path          `key:"scan" vi:"Bản chụp" en:"Scan" help_vi:"Tệp ảnh hoặc PDF của quyết định, bằng khen" help_en:"A picture or PDF of the decision or certificate"`
	Revoked        *Revocation   `key:"revoked" vi:"Thu hồi" en:"Revoked"`
}

// RecipientType is who received an award. It is never concluded from the issuer.
type RecipientType string

// Options are the types of recipient.
func (*RecipientType) Options() []schema.Option {
	return []schema.Option{
		{Value: "collective", VI: "Tập thể", EN: "Collective"},
		{Value: "individual", VI: "Cá nhân", EN: "Individual"},
		{Value: "party_org", VI: "Tổ chức đảng", EN: "Party organisation"},
		{Value: "agency", VI: "Cơ quan", EN: "Agency"},
	}
}

// Scope is the occasion of an award.
type Scope string

// Options are the occasions.
func (*Scope) Options() []schema.Option {
	return []schema.Option{
		{Value: "annual", VI: "Hằng năm", EN: "Annual"},
		{Value: "ad_hoc", VI: "Đột xuất", EN: "Ad hoc"},
		{Value: "thematic", VI: "Chuyên đề", EN: "Thematic"},
		{Value: "tenure", VI: "Niên hạn", EN: "Tenure"},
	}
}

// Law is the year of the law on emulation and commendation that applies.
type Law string

// Options are the laws: 15/2003/QH11, and 06/2022/QH15 in force from 01/01/2024.
func (*Law) Options() []schema.Option {
	return []schema.Option{
		{Value: "2003", VI: "Luật 2003", EN: "Law of 2003"},
		{Value: "2022", VI: "Luật 2022", EN: "Law of 2022"},
	}
}

// Span is a time from one date to another.
type Span struct {
	From Date `key:"from" vi:"Từ" en:"From"`
	To   Date `key:"to" vi:"Đến" en:"To"`
}

// SetText reads a span written as one period: a year, a quarter, a month.
func (s *Span) SetText(text string, at schema.Place) error {
	if err := s.From.SetText(text, at); err != nil {
		return err
	}
	s.To = s.From
	return nil
}

// Revocation is the withdrawal of an award.
type Revocation struct {
	On         Date   `key:"on" vi:"Ngày" en:"On"`
	DecisionNo string `key:"decision_no" vi:"Số quyết định" en:"Decision number"`
	Reason     string `key:"reason" vi:"Lý do" en:"Reason"`
}

// impliedDate is the decision's date, else the day it was presented, else the
// end of the time it honours.
func (a *Award) impliedDate() viet.Date {
	return cmp.Or(a.DecisionDate.Date, a.PresentedOn.Date, a.Period.To.Date)
}

func (a *Award) check(c *checker) {
	if a.Award != "" && a.Award != placeholder {
		if _, known := c.awards.Find(a.Award); !known {
			if near, ok := viet.Nearest(a.Award, c.awards.Keys()); ok {
				c.fail("award", "award-unknown-near", a.Award, near)
			} else {
				c.fail("award", "award-unknown", a.Award)
			}
		}
	}
	from, to := a.Period.From.Date, a.Period.To.Date
	if from != (viet.Date{}) && to != (viet.Date{}) && to.Compare(from) < 0 {
		c.fail("period.to", "span-reversed", from.String(), to.String())
	}
}

func (a *Award) note() string {
	if a.Issuer == "" {
		return a.Recipient
	}
	return a.Recipient + " · " + a.Issuer
}
