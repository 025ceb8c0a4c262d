package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/config"
)

func (a *app) configCommand() *cobra.Command {
	var w webServer
	c := a.command("config", "", func(_ context.Context, args []string) error {
		if len(args) > 0 {
			return a.stray(args[0])
		}
		o, err := a.options()
		if err != nil {
			return err
		}
		if w.kind != "" || w.out != "" {
			return a.configureWebServer(o, w)
		}
		cfg, origins, problems := build.Config(o)
		s := config.Schema()
		if a.flags.json {
			j := configJSON{Version: jsonVersion, Command: "config", Values: map[string]valueJSON{}}
			for _, leaf := range s.Leaves() {
				j.Values[leaf.Path] = valueJSON{s.Get(leaf.Path, cfg), origins[leaf.Path]}
			}
			if err := a.writeJSON(j); err != nil {
				return err
			}
			return a.found(problems)
		}
		for _, leaf := range s.Leaves() {
			value := s.Get(leaf.Path, cfg)
			if value != "" {
				value = " " + value
			}
			if _, err := fmt.Fprintf(a.out, "%s:%s  # %s\n", leaf.Path, value, a.origin(origins[leaf.Path])); err != nil {
				return err
			}
		}
		return a.found(problems)
	})
	f := a.siteFlags(c)
	a.jsonFlag(c)
	a.audienceFlag(c)
	f.StringVar(&w.kind, "web-server", "", a.t("flag.web-server"))
	f.StringVar(&w.at, "at", "/", a.t("flag.at"))
	f.StringVar(&w.out, "out", "", a.t("flag.web-server-out"))
	f.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.destination"))
	return c
}

func (a *app) origin(from string) string {
	if from == "default" {
		return a.t("origin-default")
	}
	return from
}

type configJSON struct {
	Version int                  `json:"version"`
	Command string               `json:"command"`
	Values  map[string]valueJSON `json:"values"`
}

type valueJSON struct {
	Value string `json:"value"`
	From  string `json:"from"`
}
