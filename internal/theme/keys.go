package theme

import "strconv"

// key is a cache key under construction: every value goes in with its length or
// an end mark, so that different values never share a key. Tests hold each key
// to the fields of its struct.
type key []byte

func (k *key) text(parts ...string) {
	b := *k
	for _, s := range parts {
		b = strconv.AppendInt(b, int64(len(s)), 10)
		b = append(b, ':')
		b = append(b, s...)
	}
	*k = b
}

func (k *key) number(n int) { *k = append(strconv.AppendInt(*k, int64(n), 10), ';') }

func (k *key) flag(f bool) { *k = strconv.AppendBool(*k, f) }

// card writes everything that a card says.
func (k *key) card(c *CardFields) {
	k.text(c.Title, c.Href, c.Kind, c.Label, c.Summary, c.Note, c.Draft)
	k.flag(c.Revoked)
	k.text(c.Date.Text, c.Date.Short, c.Date.Machine, c.Date.Day, c.Date.Month, c.Date.Year, c.Date.Verbatim)
	k.flag(c.Date.Unknown)
	k.number(len(c.Tags))
	for i := range c.Tags {
		k.text(c.Tags[i].Label, c.Tags[i].Href)
	}
	if i := c.Image; i != nil {
		k.text(i.Href, i.Alt, string(i.Caption), i.Credit)
		k.number(i.Width)
		k.number(i.Height)
	}
}

// site writes everything that a site says.
func (k *key) site(s *Site) {
	k.text(s.Title, s.Description, s.Lang, s.Cell.Name, s.Cell.Parent, s.Cell.Agency, s.Footer, s.Home, s.Generator, s.Calendar)
	for _, menu := range [][]MenuItem{s.Menu, s.FooterMenu} {
		k.number(len(menu))
		for i := range menu {
			k.text(menu[i].Label, menu[i].Href, menu[i].URL, menu[i].Section)
		}
	}
	k.number(len(s.Feeds))
	for i := range s.Feeds {
		k.text(s.Feeds[i].Title, s.Feeds[i].Type, s.Feeds[i].Href)
	}
}
