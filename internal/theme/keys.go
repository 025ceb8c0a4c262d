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

// site writes everything that a site says.
func (k *key) site(s *Site) {
	k.text(s.Title, s.Description, s.Lang, s.Cell.Name, s.Cell.Parent, s.Cell.Agency, s.Footer, s.Home, s.Generator, s.Calendar, s.Search, strconv.FormatBool(s.Internal))
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
