package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

func (a *app) listCommand() *cobra.Command {
	var year int
	c := a.command("list", "["+a.t("arg.kind")+"]", func(ctx context.Context, args []string) error {
		var kind content.Kind
		if len(args) > 0 {
			var err error
			if kind, err = a.kind(args[0]); err != nil {
				return err
			}
		}
		return a.withSession(ctx, func(session *build.Session) error {
			all, problems, err := session.All(ctx)
			if err != nil {
				return err
			}
			var items []*site.Item
			for _, item := range all {
				if (kind == "" || item.Kind == kind) && (year == 0 || item.Year() == year) {
					items = append(items, item)
				}
			}
			if err := a.writeList(items, session.ContentPrefix()); err != nil {
				return err
			}
			return a.found(problems)
		})
	})
	a.siteFlags(c)
	a.jsonFlag(c)
	c.Flags().IntVar(&year, "year", 0, a.t("flag.year"))
	return c
}

type listJSON struct {
	Version int        `json:"version"`
	Command string     `json:"command"`
	Items   []itemJSON `json:"items"`
}

type itemJSON struct {
	File    string `json:"file"`
	Kind    string `json:"kind"`
	Date    string `json:"date"`
	State   string `json:"state"`
	Title   string `json:"title"`
	Address string `json:"address"`
}

// writeList writes what there is, one item a line.
func (a *app) writeList(items []*site.Item, prefix string) error {
	list := listJSON{Version: jsonVersion, Command: "list", Items: []itemJSON{}}
	for _, item := range items {
		list.Items = append(list.Items, itemJSON{
			File: prefix + item.Path, Kind: string(item.Kind), Date: item.Date().String(),
			State: item.State.String(), Title: item.Title, Address: item.Address,
		})
	}
	if a.flags.json {
		return a.writeJSON(list)
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	for _, item := range list.Items {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", item.File, item.Kind, orDash(item.Date), a.t("state."+item.State), item.Title)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	a.say("listed", strconv.Itoa(len(items)))
	return nil
}

// orDash stands for what is not known.
func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

// kind reads the name of a kind: its key, its folder or its Vietnamese label.
func (a *app) kind(word string) (content.Kind, error) {
	word = viet.NFC(word)
	for _, spec := range content.Kinds {
		if word == string(spec.Kind) || word == spec.Folder && word != "" || strings.EqualFold(word, spec.VI) {
			return spec.Kind, nil
		}
	}
	names := ""
	for i, spec := range content.Kinds {
		if i > 0 {
			names += ", "
		}
		names += string(spec.Kind) + " (" + spec.Label(a.lang) + ")"
	}
	return "", a.usage("unknown-kind", word, names)
}
