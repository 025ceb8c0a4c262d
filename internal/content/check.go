package content

import (
	"net/url"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// checker collects what is wrong with one document's values.
type checker struct {
	doc      *Document
	awards   award.Catalogue
	problems diag.List
}

// fail reports a value that cannot stand.
func (c *checker) fail(key string, code diag.Code, args ...any) {
	c.problems.Add(c.doc.At(key, diag.Error, code, args...))
}

// warn reports a value that should be looked at.
func (c *checker) warn(key string, code diag.Code, args ...any) {
	c.problems.Add(c.doc.At(key, diag.Warning, code, args...))
}

// atLeast reports a negative number.
func (c *checker) atLeast(key string, n *int, least int) {
	if n != nil && *n < least {
		c.fail(key, "number-range", key, *n, least)
	}
}

// common checks the fields that every kind has.
func (c *checker) common() {
	m := &c.doc.Meta
	c.date()
	from, _, hasFrom := m.PublishDate.In(utc)
	until, untilDay, hasUntil := m.ExpiryDate.In(utc)
	if untilDay {
		until = until.AddDate(0, 0, 1)
	}
	if hasFrom && hasUntil && !from.Before(until) {
		c.fail("expiry_date", "expiry-before-publish", m.ExpiryDate.Text, m.PublishDate.Text)
	}
	for i, source := range m.Sources {
		c.url(item("sources", i)+".url", source.URL)
	}
	for i, image := range m.Images {
		if image.Alt == "" && image.Caption == "" {
			c.warn(item("images", i), "image-without-words")
		}
	}
	for i, tag := range m.Tags {
		if viet.Slug(tag) == "" {
			c.fail(item("tags", i), "tag-empty", tag)
		}
	}
}

// date joins date and date_precision: the precision may only coarsen. Without
// either, a kind may know the date from a field of its own.
func (c *checker) date() {
	m := &c.doc.Meta
	written := m.Date.Date
	switch stated, given := precisions[m.DatePrecision]; {
	case !given && written.Precision == viet.Unknown:
		if dated, ok := c.doc.Detail.(interface{ impliedDate() viet.Date }); ok {
			m.Date.Date = dated.impliedDate()
		}
		if c.doc.Kind.Spec().Dated && m.Date.Precision == viet.Unknown {
			c.warn("title", "date-missing")
		}
	case !given:
	case stated == viet.Unknown && written.Precision > viet.ByYear:
		c.fail("date_precision", "precision-conflict", written.String(), string(m.DatePrecision))
	case stated > written.Precision:
		c.fail("date_precision", "precision-conflict", written.String(), string(m.DatePrecision))
	default:
		m.Date.Date = written.Coarsen(stated)
	}
}

// url checks an external address.
func (c *checker) url(key, address string) {
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		c.fail(key, "url-syntax", address)
	}
}
