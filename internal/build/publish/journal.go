package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// journal is everything that completing a commit needs. Once it is on disk the
// new site is the site; until then the old one is.
type journal struct {
	stage  int // index of the staging folder among the place's
	ops    []op
	sealed []byte // the new manifest, as it is written
}

// encode writes the staging folder, the number of steps, the steps and the
// manifest, a line each.
func (j journal) encode() []byte {
	var b bytes.Buffer
	b.Grow(len(journalHead) + 64 + len(j.sealed) + 64*len(j.ops) + sealRoom)
	fmt.Fprintf(&b, journalHead+"stage %d\nsteps %d\n", j.stage, len(j.ops))
	for _, o := range j.ops {
		b.WriteByte(o.do)
		b.WriteByte(' ')
		b.WriteString(strconv.Quote(o.path)) // a file to be respelt may have any name
		if o.do == opRespell {
			b.WriteByte('\t')
			b.WriteString(strconv.Quote(o.to))
		}
		b.WriteByte('\n')
	}
	b.Write(j.sealed)
	return seal(b.Bytes())
}

// decodeJournal returns also what the manifest holds.
func decodeJournal(data []byte) (journal, manifestFile, error) {
	j, err := decodeSteps(data)
	if err != nil {
		return j, manifestFile{}, err
	}
	f, err := decodeManifest(j.sealed)
	return j, f, err
}

// decodeSteps reads a journal without looking into its manifest.
func decodeSteps(data []byte) (journal, error) {
	var j journal
	body, err := unseal(journalHead, data)
	if err != nil {
		return j, err
	}
	var steps int
	head, rest, _ := bytes.Cut(body, []byte("\n"))
	count, rest, _ := bytes.Cut(rest, []byte("\n"))
	_, err = fmt.Sscanf(string(head), "stage %d", &j.stage)
	_, err2 := fmt.Sscanf(string(count), "steps %d", &steps)
	if errors.Join(err, err2) != nil || j.stage < 0 || j.stage >= len(place{}.stages) {
		return j, errDamaged
	}
	for range steps {
		var line []byte
		var found bool
		if line, rest, found = bytes.Cut(rest, []byte("\n")); !found {
			return j, errDamaged
		}
		o, err := decodeOp(string(line))
		if err != nil {
			return j, err
		}
		j.ops = append(j.ops, o)
	}
	j.sealed = rest
	return j, nil
}

func decodeOp(line string) (op, error) {
	if len(line) < 2 || line[1] != ' ' || strings.IndexByte("cdptmr", line[0]) < 0 {
		return op{}, errDamaged
	}
	from, to, both := strings.Cut(line[2:], "\t")
	o := op{do: line[0]}
	var err, err2 error
	o.path, err = strconv.Unquote(from)
	if both {
		o.to, err2 = strconv.Unquote(to)
	}
	if errors.Join(err, err2) != nil || both != (o.do == opRespell) || !filepath.IsLocal(filepath.FromSlash(o.path)) || both && !filepath.IsLocal(filepath.FromSlash(o.to)) {
		return op{}, errDamaged
	}
	return o, nil
}

// recover completes the commit whose journal waits. A damaged journal is left
// for the next commit to replace: readManifest then takes nothing for granted.
func (at place) recover() (completed bool, err error) {
	data, err := os.ReadFile(at.journal())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading the journal: %w", err)
	}
	j, f, err := decodeJournal(data)
	if err != nil {
		return false, nil //nolint:nilerr // see above
	}
	at.step("recover")
	m := &mover{at: at, stage: at.stages[j.stage], durably: true}
	if at.isManifest(j.sealed) {
		j.ops = nil // all was done but removing the journal
	} else if err := m.dropDamaged(f.Entries); err != nil {
		return false, at.incomplete(err)
	}
	if err := m.finish(j); err != nil {
		return false, at.incomplete(err)
	}
	return true, nil
}

func (at place) isManifest(sealed []byte) bool {
	data, err := os.ReadFile(at.manifest())
	return err == nil && bytes.Equal(data, sealed)
}

func (at place) incomplete(err error) error {
	var foreign *ForeignError
	if errors.As(err, &foreign) {
		return err // names what to do better than the wrapper does
	}
	return &IncompleteError{at.name, err}
}

// finish does the steps, records the new manifest, and forgets the journal.
func (m *mover) finish(j journal) error {
	for i, o := range j.ops {
		m.at.step(fmt.Sprintf("step %d %c %s", i, o.do, o.path))
		if err := m.do(o); err != nil {
			return err
		}
	}
	m.at.step("moved")
	if err := writeWhole(m.at.manifest(), j.sealed, m.durably); err != nil {
		return err
	}
	m.at.step("manifest written")
	if err := remove(m.at.journal()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	m.at.step("journal removed")
	_ = m.at.discard() // the site is complete; the next Begin discards again
	return nil
}
