package build

import (
	"context"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/newsletter"
)

// Compose composes a number of the newsletter from what the site holds of a period; 0
// is the next number. The problems are those of the whole site.
func (s *Session) Compose(ctx context.Context, period newsletter.Period, number int) (newsletter.Number, diag.List, error) {
	all, problems, err := s.All(ctx)
	if err != nil {
		return newsletter.Number{}, problems, err
	}
	in := newsletter.Input{
		Period: period, Number: number, Lang: diag.Lang(s.Config.Language), Config: s.Config.Newsletter,
		Folder: content.KindIssue.Spec().Folder, Title: s.Config.Title,
	}
	for _, item := range all {
		one := newsletter.Item{Item: item}
		if item.Kind == content.KindMeeting {
			if one.Detail, err = s.library.Detail(item.Head); err != nil {
				return newsletter.Number{}, problems, err
			}
		}
		in.Items = append(in.Items, one)
	}
	return newsletter.Compose(in), problems, nil
}
