package archive

import (
	"bulletin/internal/diag"
	"bulletin/internal/viet"
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// Reseal gives the Seals of a bag that is to replace the one at path: what that
// one replaced itself, and itself with its digest, the date and the reason.
// The old bag is not verified; it may be replaced because it is damaged.
func Reseal(ctx context.Context, path string, date time.Time, reason string) ([]Seal, error) {
	in, err := openBag(ctx, path, Options{})
	if err != nil {
		return nil, fmt.Errorf("reading the bag %s: %w", path, err)
	}
	defer in.close()
	if !in.list.closed {
		in.findDigest(ctx)
		in.readSeals()
	}
	if in.digest == "" {
		in.problems.Add(problem(codeNoTagSeal, sealName))
	}
	if err := refused(in.problems); err != nil {
		return nil, err
	}
	return append(in.seals, Seal{in.digest, date.Format(time.DateOnly), oneLine(reason)}), nil
}

// VerifyChain verifies bags, and how they follow each other: each must name the
// digest of the bag of the year before when that one is among them. A
// predecessor that is not among them is only told. The results are in the order
// of the paths; the list holds what concerns the chain, placed at the bags'
// names.
func VerifyChain(ctx context.Context, paths []string, o Options) ([]Result, diag.List, error) {
	results := make([]Result, 0, len(paths))
	for _, p := range paths {
		r, err := Verify(ctx, p, o)
		if err != nil {
			return nil, nil, err
		}
		results = append(results, r)
	}
	return results, checkChain(results), nil
}

// checkChain judges how bags follow each other.
func checkChain(results []Result) diag.List {
	var problems diag.List
	byYear := map[int][]Result{}
	byDigest := map[Digest]Result{}
	var years []Result
	for _, r := range results {
		if r.Year == 0 {
			if len(results) > 1 { // one by itself is asked about no chain
				problems.Add(as(diag.Warning, problem(codeChainNoYear, r.Name)))
			}
			continue
		}
		if r.Digest != "" {
			if _, twice := byDigest[r.Digest]; twice {
				continue // a copy of a bag, as folder and zip
			}
			byDigest[r.Digest] = r
		}
		years = append(years, r)
		byYear[r.Year] = append(byYear[r.Year], r)
	}
	slices.SortStableFunc(years, func(a, b Result) int { return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Name, b.Name)) })
	for _, r := range years {
		for _, other := range byYear[r.Year] {
			problems = append(problems, sameYear(r, other)...)
		}
		problems = append(problems, follows(r, byDigest, byYear[r.Year-1])...)
	}
	return problems.Sort()
}

// sameYear judges two bags of one year: one must replace the other.
func sameYear(r, other Result) diag.List {
	switch {
	case r.Digest == other.Digest && r.Name == other.Name, other.replaced(r.Digest):
		return nil // itself; told from the other side
	case r.replaced(other.Digest):
		return diag.List{as(diag.Info, problem(codeChainReplaced, r.Name, other.Name, r.reasonFor(other.Digest)))}
	case r.Name < other.Name || r.Name == other.Name && r.Digest < other.Digest: // once for the pair
		return diag.List{problem(codeChainDouble, r.Name, other.Name, r.Year)}
	}
	return nil
}

// follows judges a bag's link to the year before.
func follows(r Result, byDigest map[Digest]Result, before []Result) diag.List {
	link := r.Previous
	switch {
	case link.Digest == "" && len(before) == 0:
		return nil // the first of its chain
	case link.Digest == "":
		return diag.List{problem(codeChainUnlinked, r.Name, before[0].Name)}
	}
	if p, ok := byDigest[link.Digest]; ok {
		if p.Year < r.Year {
			return nil
		}
		return diag.List{problem(codeChainBroken, r.Name, p.Name, link.Name)}
	}
	for _, p := range before {
		if p.replaced(link.Digest) {
			return diag.List{as(diag.Warning, problem(codeChainResealed, r.Name, p.Name, p.reasonFor(link.Digest)))}
		}
	}
	if len(before) > 0 {
		return diag.List{problem(codeChainBroken, r.Name, before[0].Name, link.Name)}
	}
	return diag.List{as(diag.Info, problem(codeChainMissing, r.Name, link.Name, link.Digest))}
}

// replaced tells whether the bag says that it replaces one of this digest.
func (r Result) replaced(d Digest) bool {
	return d != "" && slices.ContainsFunc(r.Seals, func(s Seal) bool { return s.Digest == d })
}

func (r Result) reasonFor(d Digest) string {
	for _, s := range r.Seals {
		if s.Digest == d {
			return viet.NFC(s.Reason)
		}
	}
	return ""
}
