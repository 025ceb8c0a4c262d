package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"bulletin/internal/archive"
	"bulletin/internal/diag"
)

func (a *app) verifyCommand() *cobra.Command {
	var keys []string
	c := a.command("verify", a.t("arg.bags"), func(ctx context.Context, args []string) error {
		if len(args) == 0 {
			return a.usage("verify-bags")
		}
		var o archive.Options
		for _, name := range keys {
			key, err := a.publicKey(name)
			if err != nil {
				return err
			}
			o.Keys = append(o.Keys, key)
		}
		results, chain, err := archive.VerifyChain(ctx, args, o)
		if err != nil {
			return a.refused(err)
		}
		if a.flags.json {
			return a.verifiedJSON(args, results, chain)
		}
		return a.verified(args, results, chain)
	})
	c.Flags().StringArrayVar(&keys, "key", nil, a.t("flag.public-key"))
	a.jsonFlag(c)
	return c
}

// publicKey reads a key to verify with.
func (a *app) publicKey(name string) (archive.PublicKey, error) {
	file, err := os.Open(name)
	if err != nil {
		return archive.PublicKey{}, err
	}
	defer file.Close()
	key, err := archive.ReadPublicKey(file)
	if err != nil {
		return key, a.refused(err)
	}
	return key, nil
}

// verified tells of each bag, and of how they follow one another.
func (a *app) verified(args []string, results []archive.Result, chain diag.List) error {
	differs := false
	for i, r := range results {
		shown := inBag(args[i], r.Problems)
		if len(shown) > 0 && (!a.flags.quiet || shown.HasErrors()) {
			if err := shown.Print(a.err, diag.Style{Lang: a.lang, Color: a.colour}); err != nil {
				return err
			}
		}
		if !r.Valid() {
			differs = true
			a.say("bag-differs", args[i], r.Problems.Count(diag.Error))
			continue
		}
		a.say("bag-holds", args[i], r.Files)
		if r.Digest != "" {
			a.say("bag-digest", string(r.Digest))
		}
		if r.Signer != "" {
			a.say("bag-signed", r.Signer)
		}
		if r.Internal {
			a.say("bag-internal")
		}
		for _, s := range r.Seals {
			a.say("bag-replaces", s.Date, s.Reason)
		}
	}
	if len(chain) > 0 {
		if err := chain.Print(a.err, diag.Style{Lang: a.lang, Color: a.colour}); err != nil {
			return err
		}
	}
	if differs || chain.HasErrors() {
		return statusError{status: exitDiffers}
	}
	return nil
}

// inBag names the files of problems below the bag that was given.
func inBag(bag string, problems diag.List) diag.List {
	named := make(diag.List, len(problems))
	for i, d := range problems {
		d.Pos.File = filepath.ToSlash(filepath.Join(bag, filepath.FromSlash(d.Pos.File)))
		named[i] = d
	}
	return named
}

type verifyJSON struct {
	Version int           `json:"version"`
	Command string        `json:"command"`
	OK      bool          `json:"ok"`
	Bags    []bagJSON     `json:"bags"`
	Chain   []problemJSON `json:"chain"`
}

type bagJSON struct {
	Bag      string         `json:"bag"`
	OK       bool           `json:"ok"`
	Digest   string         `json:"digest,omitempty"`
	Year     int            `json:"year,omitempty"`
	Files    int            `json:"files"`
	Bytes    int64          `json:"bytes"`
	Internal bool           `json:"internal"`
	Signer   string         `json:"signer,omitempty"`
	Seals    []archive.Seal `json:"seals,omitempty"`
	Problems []problemJSON  `json:"problems"`
}

func (a *app) verifiedJSON(args []string, results []archive.Result, chain diag.List) error {
	out := verifyJSON{Version: jsonVersion, Command: "verify", OK: !chain.HasErrors(), Bags: []bagJSON{}, Chain: a.problemsJSON(chain)}
	for i, r := range results {
		out.OK = out.OK && r.Valid()
		out.Bags = append(out.Bags, bagJSON{
			Bag: args[i], OK: r.Valid(), Digest: string(r.Digest), Year: r.Year, Files: r.Files, Bytes: r.Bytes,
			Internal: r.Internal, Signer: r.Signer, Seals: r.Seals, Problems: a.problemsJSON(r.Problems),
		})
	}
	if err := a.writeJSON(out); err != nil {
		return err
	}
	if !out.OK {
		return statusError{status: exitDiffers}
	}
	return nil
}

// refused says what was wrong with what an operation on a bag was given.
func (a *app) refused(err error) error {
	var refusal *archive.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	if err := refusal.Problems.Print(a.err, diag.Style{Lang: a.lang, Color: a.colour}); err != nil {
		return err
	}
	return statusError{status: exitDiffers}
}
