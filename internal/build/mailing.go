package build

import (
	"bytes"
	"cmp"
	"html/template"
	"io/fs"
	"strconv"
	"strings"
	"unicode/utf8"

	"bulletin/internal/content"
	"bulletin/internal/markdown"
	"bulletin/internal/picture"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// Mailing is the e-mail edition of an issue.
type Mailing struct {
	Subject  string
	HTML     []byte // its pictures are "cid:" and their ID
	Text     string // for programs that show no HTML
	Pictures []MailPicture
}

// MailPicture is a picture of an e-mail edition.
type MailPicture struct {
	ID string // "anh-1@bulletin"
	picture.Picture
}

// mailWidth is how wide pictures are shown in a mail, in pixels: the sheet without its
// margins. They have twice as many, for fine screens.
const mailWidth = 536

// Mailing makes the e-mail edition: the items of the web edition in their order, each by
// its summary and where it is to be read in full. Whoever gets it is told unsubscribe, an
// address, to get no more of them.
func (i *Issue) Mailing(unsubscribe string) (*Mailing, error) {
	edition := i.session.edition
	m := &mailer{planner: edition.plan, files: i.Site, mailing: &Mailing{Subject: i.Title}}
	view, err := m.view(i.Item, unsubscribe)
	if err != nil {
		return nil, err
	}
	var html bytes.Buffer
	if err := edition.theme.Render(&html, "mail", view); err != nil {
		return nil, err
	}
	m.mailing.HTML, m.mailing.Text = html.Bytes(), m.text(view.Main.(*theme.Mail))
	return m.mailing, nil
}

// mailer makes one mailing.
type mailer struct {
	*planner
	files   fs.FS // the site as it would be published
	mailing *Mailing
}

func (m *mailer) view(item *site.Item, unsubscribe string) (theme.View, error) {
	doc, err := m.documents.Document(item.Head)
	if err != nil {
		return theme.View{}, err
	}
	recipe := m.article(item)
	a := m.articlePage(recipe, doc)
	detail := doc.Detail.(*content.Issue)
	view := &theme.Mail{
		Issue: a.issue(detail), Date: a.card.Date, Summary: a.card.Summary, Web: m.absolute(item.Address), Unsubscribe: unsubscribe,
		Editorial: m.styled(doc, &doc.Body, item.Targets),
	}
	if held := item.Holds; held != nil && m.show(held.Lead) != nil {
		lead := m.piece(&a.deck, recipe.Lead)
		if image := firstPicture(picturesOf(held.Lead), held.Lead.More().Images); image != nil {
			if lead.Image, err = m.image(image); err != nil {
				return theme.View{}, err
			}
		}
		view.Lead = &lead
	}
	for i, part := range detail.Sections {
		section := theme.MailSection{Title: part.Title, Text: m.styled(doc, &detail.Sections[i].Text.Doc, item.Targets)}
		if i < len(recipe.Contents) {
			for _, s := range recipe.Contents[i] {
				section.Pieces = append(section.Pieces, m.piece(&a.deck, s))
			}
		}
		if section.Text != "" || len(section.Pieces) > 0 {
			view.Sections = append(view.Sections, section)
		}
	}
	return theme.View{Site: m.chrome, Page: m.head(item.Address, "mail", "issues", doc.Title, a.card.Summary), Main: view}, a.deck.err
}

// piece is an item by its card.
func (m *mailer) piece(cards *deck, s *shown) theme.MailPiece {
	card := cards.card(s)
	if card == nil { // cards knows why
		return theme.MailPiece{}
	}
	return theme.MailPiece{
		Title: card.Title, Label: join(" · ", card.Label, card.Note), Date: card.Date.Short, Summary: card.Summary,
		Revoked: card.Revoked, Web: m.absolute(s.item.Address),
	}
}

// image lets a picture go with the mail; nil when it is none that mail programs show, as
// a drawing of lines (SVG).
func (m *mailer) image(of *theme.Image) (*theme.MailImage, error) {
	data, err := fs.ReadFile(m.files, of.Href)
	if err != nil {
		return nil, err
	}
	fitted, err := picture.Fit(data, 2*mailWidth)
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // it is looked at where it is read; the mail does without
	}
	p := MailPicture{ID: "anh-" + strconv.Itoa(len(m.mailing.Pictures)+1) + "@bulletin", Picture: fitted}
	m.mailing.Pictures = append(m.mailing.Pictures, p)
	width, height := p.Width, p.Height
	if width > mailWidth {
		width, height = mailWidth, max(1, (height*mailWidth+width/2)/width)
	}
	return &theme.MailImage{Src: template.URL("cid:" + p.ID), Alt: of.Alt, Width: width, Height: height}, nil // #nosec: our own
}

// styled is a text with styles in line and whole addresses.
func (m *mailer) styled(doc *content.Document, text *markdown.Doc, targets []site.Target) template.HTML {
	if text.HTML == "" {
		return ""
	}
	whole := m.absoluteHTML(text, targets[firstLink(doc, text):])
	return template.HTML(markdown.Plainly(string(whole), mailStyles)) // #nosec: what is rendered stays so
}

// mailStyles are the styles of what a text is made of.
var mailStyles = map[string]string{
	"p": "margin:0 0 10px;", "ul": "margin:0 0 10px;padding-left:22px;", "ol": "margin:0 0 10px;padding-left:22px;", "li": "margin:0 0 4px;",
	"h2": "margin:14px 0 4px;font-size:17px;line-height:25px;", "h3": "margin:12px 0 4px;font-size:16px;line-height:24px;",
	"h4": "margin:10px 0 4px;font-size:15px;line-height:23px;", "a": "color:#96201c;", "img": "max-width:100%;height:auto;",
	"blockquote": "margin:0 0 10px;padding-left:12px;border-left:3px solid #c19a3f;", "table": "border-collapse:collapse;font-size:14px;line-height:20px;",
	"th": "padding:3px 6px;border:1px solid #ddd6c8;text-align:left;", "td": "padding:3px 6px;border:1px solid #ddd6c8;text-align:left;vertical-align:top;",
}

// text is the mail for programs that show no HTML.
func (m *mailer) text(view *theme.Mail) string {
	var b plainText
	b.line(view.Issue.Name)
	b.line(join(" · ", view.Issue.Number, cmp.Or(view.Issue.Period, view.Date.Text), view.Issue.Notice))
	b.line(view.Web)
	if view.Lead != nil {
		b.gap()
		b.piece(*view.Lead)
	}
	if view.Editorial != "" {
		b.heading(m.strings.T("edition.editorial"))
		b.html(view.Editorial)
	}
	if q := view.Issue.Quote; q != nil {
		b.gap()
		b.wrap("“"+q.Text+"”", "    ")
		b.wrap(join(" · ", q.By, q.From.Label), "    ")
	}
	for _, section := range view.Sections {
		b.heading(section.Title)
		b.html(section.Text)
		for i, piece := range section.Pieces {
			if i > 0 || section.Text != "" {
				b.gap()
			}
			b.piece(piece)
		}
	}
	b.gap()
	b.line("-- ")
	b.line(join(" · ", view.Issue.Name, view.Issue.Number))
	for _, fact := range view.Issue.Masthead {
		var values []string
		for _, v := range fact.Values {
			values = append(values, v.Text)
		}
		b.wrap(fact.Label+": "+strings.Join(values, "; "), "")
	}
	if view.Unsubscribe != "" {
		b.line(m.strings.T("mail.unsubscribe") + ": " + view.Unsubscribe)
	}
	return b.String()
}

// plainText writes a text in lines that every mail program shows as they are (RFC 5322,
// section 2.1.1, wants no more than 78 characters).
type plainText struct{ strings.Builder }

const plainWidth = 72

// line writes a line as it is; nothing for an empty one.
func (b *plainText) line(text string) {
	if text != "" {
		b.WriteString(text + "\n")
	}
}

// gap parts what follows from what was written.
func (b *plainText) gap() {
	if b.Len() > 0 && !strings.HasSuffix(b.String(), "\n\n") {
		b.WriteString("\n")
	}
}

// wrap writes a text in lines, each behind the same indentation.
func (b *plainText) wrap(text, indent string) {
	b.WriteString(markdown.Wrap(text, indent, indent, plainWidth))
}

// heading writes a title above what follows.
func (b *plainText) heading(title string) {
	b.gap()
	b.line(title)
	b.line(strings.Repeat("=", min(utf8.RuneCountInString(title), plainWidth)))
}

func (b *plainText) piece(p theme.MailPiece) {
	b.wrap(p.Title, "")
	b.line(join(" · ", p.Label, p.Date))
	b.wrap(p.Summary, "  ")
	b.line(p.Web)
}

func (b *plainText) html(text template.HTML) {
	b.WriteString(markdown.PlainText(string(text), plainWidth))
}
