package build

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/record"
	"bulletin/internal/site"
)

// noted is what a build leaves beside the manifest (see [publish.Stage.Notes]): why it made
// what it made, for who asks (see [Explain]), and what it was made of, for the next build to
// find out why it makes what it makes. The cache would not do for that: it is brought up to
// date by whatever reads the site, also when nothing is published after.
//
// It tells of what was shown, and of nothing else: there is no trace in it of what an
// audience does not see.
type noted struct {
	At      int64  // the clock of the last build that changed anything, in nanoseconds since 1970 UTC; 0 = not known
	Program string // its version
	Whole   Why    // of the files that are not named: WhyNew; WhyMakers of those that the program makes; "" = they were kept
	Made    []notedFile
	Sources []string // that Made names by their numbers

	By    record.Sum // see [planner]
	Rules record.Sum // by which documents are read
	Setup record.Sum // of everything beside content and time
	Known notedSources
}

// notedFile is a file that was made, and why.
type notedFile struct {
	Path    string
	Why     Why
	Sources []int32
	More    int32 // sources that are not named
}

// notedSource is a document that was shown, or a picture or an attachment that was used.
type notedSource struct {
	Path    string
	Content record.Sum
	State   site.State
}

// notedSources are sources by path, in a form that costs nothing to read: a build in which
// one of thousands changed has them all before it.
type notedSources struct {
	Paths  string // each ends in a line feed, as no path of a source can hold
	Values string // of each its content and its state
}

const notedValue = len(record.Sum{}) + 1

func pack(all []notedSource) notedSources {
	size := 0
	for i := range all {
		size += len(all[i].Path) + 1
	}
	var paths, values strings.Builder
	paths.Grow(size)
	values.Grow(notedValue * len(all))
	for i := range all {
		paths.WriteString(all[i].Path)
		paths.WriteByte('\n')
		values.Write(all[i].Content[:])
		values.WriteByte(byte(all[i].State))
	}
	return notedSources{paths.String(), values.String()}
}

// first takes the first off; false when there is none.
func (n *notedSources) first() (source notedSource, ok bool) {
	path, rest, ok := strings.Cut(n.Paths, "\n")
	if !ok || len(n.Values) < notedValue {
		return source, false
	}
	source = notedSource{Path: path, State: site.State(n.Values[notedValue-1])}
	copy(source.Content[:], n.Values)
	n.Paths, n.Values = rest, n.Values[notedValue:]
	return source, true
}

var notedCodec = record.For[noted]()

// notedForm names the form of the bytes.
var notedForm = sync.OnceValue(func() record.Sum { return record.SumOf([]byte(notedCodec.Layout())) })

func (n *noted) encode() []byte {
	form := notedForm()
	return notedCodec.Append(append(make([]byte, 0, 512+len(n.Known.Paths)+len(n.Known.Values)+64*len(n.Made)), form[:]...), n)
}

// decodeNoted reads what encode gave; nil for anything else.
func decodeNoted(data []byte) *noted {
	form, n := notedForm(), new(noted)
	rest, known := strings.CutPrefix(string(data), string(form[:]))
	if !known || notedCodec.Read(rest, n) != nil {
		return nil
	}
	for _, f := range n.Made {
		for _, i := range f.Sources {
			if int(i) >= len(n.Sources) || i < 0 {
				return nil
			}
		}
	}
	return n
}

// sourcesNoted is how many sources are noted of a file: of a site that was changed in a
// thousand places nobody reads them all.
const sourcesNoted = 8

// name notes why files were made.
func (n *noted) name(made []Made) {
	numbers := map[string]int32{}
	for _, m := range made {
		f := notedFile{Path: m.Path, Why: m.Why, More: int32(max(0, len(m.Files)-sourcesNoted))} // #nosec G115 -- no site has so many
		for _, source := range m.Files[:min(len(m.Files), sourcesNoted)] {
			i, known := numbers[source]
			if !known {
				i = int32(len(n.Sources)) // #nosec G115 -- as above
				numbers[source], n.Sources = i, append(n.Sources, source)
			}
			f.Sources = append(f.Sources, i)
		}
		n.Made = append(n.Made, f)
	}
}

// LastBuild is what the last build that changed anything did with a file.
type LastBuild struct {
	At      time.Time
	Program string   // its version
	Made    bool     // else the file was kept
	Why     Why      // it was made
	Files   []string // the sources that led to it, or the first of them
	More    int      // that are not named
}

// of tells of a file that was published; nil when nothing is known.
func (n *noted) of(task Task, zone *time.Location) *LastBuild {
	if n == nil || n.At == 0 {
		return nil
	}
	last := &LastBuild{At: time.Unix(0, n.At).In(zone), Program: n.Program, Why: n.Whole}
	i, named := slices.BinarySearchFunc(n.Made, task.Path, func(f notedFile, p string) int { return strings.Compare(f.Path, p) })
	switch {
	case named:
		f := n.Made[i]
		last.Why, last.More = f.Why, int(f.More)
		for _, source := range f.Sources {
			last.Files = append(last.Files, n.Sources[source])
		}
	case n.Whole == WhyMakers && task.By == nil:
		last.Why = ""
	}
	last.Made = last.Why != ""
	return last
}

// note is what the next build, and who asks, may know of this one; nil when that is noted
// already. The report says what the commit did.
func (x *explainer) note(r publish.Report) []byte {
	n := &noted{By: x.by, Rules: x.rules, Setup: x.setup, Known: pack(x.known)}
	if x.count == 0 && len(r.Removed) == 0 { // the last that changed anything was another
		if x.was == nil {
			return n.encode()
		}
		if x.was.By == n.By && x.was.Rules == n.Rules && x.was.Setup == n.Setup && x.was.Known == n.Known {
			return nil
		}
		n.At, n.Program, n.Whole, n.Made, n.Sources = x.was.At, x.was.Program, x.was.Whole, x.was.Made, x.was.Sources
		return n.encode()
	}
	if clock := x.session.options.View.Clock; !clock.IsZero() {
		n.At = clock.UnixNano()
	}
	n.Program = x.session.options.Version
	var named []Made
	for _, t := range x.told {
		if !t.whole {
			named = append(named, t.Made)
		}
	}
	switch {
	case x.bare:
		n.Whole = WhyNew
	case x.makers:
		n.Whole = WhyMakers
	}
	slices.SortFunc(named, func(a, b Made) int { return strings.Compare(a.Path, b.Path) })
	n.name(named)
	return n.encode()
}

// gather finds out what is shown of the content, by path.
func (x *explainer) gather() []notedSource {
	linked := x.session.edition.site
	all := make([]notedSource, 0, len(linked.Items)+len(linked.Files))
	for _, item := range linked.All {
		if item.Shown {
			all = append(all, notedSource{Path: item.Path, Content: item.Content, State: item.State})
		}
	}
	for _, file := range linked.Files {
		sum, _ := x.session.library.sum(file.Entry) // a file that is gone stops the build elsewhere
		all = append(all, notedSource{Path: file.Path, Content: sum})
	}
	slices.SortFunc(all, func(a, b notedSource) int { return cmp.Compare(a.Path, b.Path) })
	return all
}
