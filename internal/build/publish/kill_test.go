package publish

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// child is what the test binary does when it runs as a build that is killed.
type child struct {
	Dest, State string
	Site        site
	Kill        int  // at which step; 0 = never
	Recover     bool // only recover
}

const childEnv = "PUBLISH_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		os.Exit(runChild(job))
	}
	os.Exit(m.Run())
}

// runChild publishes and is killed by the system, not by returning, at a step.
func runChild(job string) int {
	var c child
	if err := json.Unmarshal([]byte(job), &c); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	steps := 0
	o := Options{Dest: c.Dest, State: c.State, Step: func(name string) {
		if steps++; steps != c.Kill {
			return
		}
		fmt.Println(name)
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Kill()
		}
		select {}
	}}
	var err error
	if c.Recover {
		_, err = Recover(o)
	} else {
		_, err = c.Site.publish(o)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// run returns the step at which the child was killed, "" when it came to its end.
func (c child) run(t *testing.T) string {
	t.Helper()
	job, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+string(job))
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || errs.Len() > 0) {
		t.Fatalf("the child failed: %v: %s", err, errs.String())
	}
	if killed := err != nil; killed != (out.Len() > 0) {
		t.Fatalf("the child ended with %v after %q", err, out.String())
	}
	return strings.TrimSpace(out.String())
}

// killCase is a destination as it was and the site that is published over it.
type killCase struct {
	name     string
	old      site // published before; nil = never
	foreign  site
	now      site
	manifest bool // the old manifest is lost
}

func killCases() []killCase {
	old := first().with(site{"a": page("tệp"), "b/c/d.html": page("d"), "b/e.html": page("e")})
	now := first().with(site{
		"a/x.html": page("x"), "b": page("b"), "meetings/2020/q3.html": page("quý III, bản sửa"),
		"meetings/2021/q1.html": page("quý I"), "meetings/2021/index.html": page("2021"), "index.html": page("2021"),
	}).asset("assets/site.css", "p{color:red}")
	delete(now, "feeds/atom.xml")
	delete(now, "stories/anh/bìa.jpg")
	marked := old.with(nil)
	delete(marked, "a") // without an extension nothing shows that it is ours
	foreign := site{".gitignore": "*\n", "web.config": "x", "stories/tôi.txt": "x"}
	return []killCase{
		{name: "cold", now: first()},
		{name: "cold into a folder", now: first(), foreign: foreign},
		{name: "warm", old: old, now: now, foreign: foreign},
		{name: "manifest lost", old: marked, now: now.with(site{"feeds/atom.xml": "<feed/>", "stories/anh/bìa.jpg": "JPEG"}), foreign: foreign, manifest: true},
		{name: "clean", old: first(), now: site{}, foreign: foreign},
	}
}

func (c killCase) prepare(t *testing.T) Options {
	t.Helper()
	o := temp(t)
	lay(t, o.Dest, c.foreign)
	if c.foreign == nil && c.old == nil {
		_ = os.Remove(o.Dest)
	}
	if c.old != nil {
		c.old.mustPublish(t, o)
	}
	if c.manifest {
		at, err := locate(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(at.manifest()); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

// whole fails if a visible file is neither as it was nor as it will be.
func (c killCase) whole(t *testing.T, o Options) {
	t.Helper()
	old, now := c.foreign.with(c.old), c.foreign.with(c.now)
	for p, data := range read(t, o.Dest) {
		a, inOld := old[p]
		b, inNow := now[p]
		if !(inOld && data == a || inNow && data == b) && !strings.HasSuffix(p, "/") && !strings.HasPrefix(p, own) {
			t.Errorf("%s holds %q", p, data)
		}
	}
}

// Promise: a killed build leaves the site as it was, or the next command
// completes it; no truncated file is ever visible. Each step of a build is a
// process that dies there by SIGKILL.
func TestKilledAtEveryStep(t *testing.T) {
	for _, c := range killCases() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for kill := 1; ; kill++ {
				o := c.prepare(t)
				step := child{Dest: o.Dest, State: o.State, Site: c.now, Kill: kill}.run(t)
				if step == "" {
					wantTree(t, o.Dest, c.foreign.with(c.now))
					t.Logf("%d steps", kill-1)
					return
				}
				c.whole(t, o)
				c.settle(t, o, step)
				if t.Failed() {
					t.Fatalf("killed at step %d, %s", kill, step)
				}
			}
		})
	}
}

// settle recovers, expects the one site or the other, and builds once more.
func (c killCase) settle(t *testing.T, o Options, step string) {
	t.Helper()
	at, err := locate(o)
	if err != nil {
		t.Fatal(err)
	}
	_, noJournal := os.Stat(at.journal())
	completed, err := Recover(o)
	if err != nil {
		t.Fatalf("recovering after %s: %v", step, err)
	}
	if completed != (noJournal == nil) {
		t.Errorf("journal: %v, completed: %v", noJournal, completed)
	}
	want := c.foreign.with(c.old)
	if completed || step == "journal removed" {
		want = c.foreign.with(c.now)
	}
	wantTree(t, o.Dest, want)
	if left := c.leftovers(at); left != nil {
		t.Errorf("left behind: %v", left)
	}
	before := times(t, o.Dest)
	r := c.now.mustPublish(t, o)
	wantTree(t, o.Dest, c.foreign.with(c.now))
	if completed && len(r.Changed)+len(r.Removed) > 0 {
		t.Errorf("the recovered site was not complete: %+v", r)
	}
	for p, when := range times(t, o.Dest) {
		if completed && !when.Equal(before[p]) {
			t.Errorf("%s was written again", p)
		}
	}
}

func (c killCase) leftovers(at place) (left []string) {
	for _, dir := range append(at.probes(), at.stages[:]...) {
		if _, err := os.Lstat(dir); err == nil {
			left = append(left, filepath.Base(dir))
		}
	}
	return left
}

// Recovery is itself killed at every step, and the next one still completes.
func TestRecoveryKilledAtEveryStep(t *testing.T) {
	c := killCases()[2]
	for _, at := range []string{"journal written", "step 3 ", "step 9 ", "moved", "manifest written"} {
		t.Run(at, func(t *testing.T) {
			t.Parallel()
			for kill := 1; ; kill++ {
				o := c.prepare(t)
				c.killAt(t, o, at)
				step := child{Dest: o.Dest, State: o.State, Kill: kill, Recover: true}.run(t)
				c.whole(t, o)
				if step == "" {
					wantTree(t, o.Dest, c.foreign.with(c.now))
					return
				}
				if _, err := Recover(o); err != nil {
					t.Fatal(err)
				}
				wantTree(t, o.Dest, c.foreign.with(c.now))
			}
		})
	}
}

// killAt interrupts a build in this process at the first step with a name: it
// leaves what a killed process leaves, the lock excepted.
func (c killCase) killAt(t *testing.T, o Options, name string) {
	t.Helper()
	type killed struct{}
	o.Step = func(step string) {
		if strings.HasPrefix(step, name) {
			panic(killed{})
		}
	}
	st, err := Begin(noCtx(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if _, ok := recover().(killed); !ok {
			t.Fatalf("the build has no step %q", name)
		}
		st.lock.release()
	}()
	if err := c.now.putAll(st); err != nil {
		t.Fatal(err)
	}
	_, _ = st.Commit(noCtx(), Stamp{})
}

// A foreign file that appears where the interrupted commit still has to write
// is not overwritten; when it is gone the commit is completed.
func TestRecoveryMeetsAForeignFile(t *testing.T) {
	c := killCases()[2]
	o := c.prepare(t)
	c.killAt(t, o, "journal written")
	lay(t, o.Dest, site{"meetings/2021/index.html": "của tôi"})
	var in *ForeignError
	if _, err := Begin(noCtx(), o); !errors.As(err, &in) || in.Paths[0] != "meetings/2021/index.html" {
		t.Fatalf("Begin: %v", err)
	}
	if got := read(t, o.Dest)["meetings/2021/index.html"]; got != "của tôi" {
		t.Errorf("it now holds %q", got)
	}
	if err := os.Remove(filepath.Join(o.Dest, "meetings", "2021", "index.html")); err != nil {
		t.Fatal(err)
	}
	if completed, err := Recover(o); !completed || err != nil {
		t.Errorf("Recover: %v, %v", completed, err)
	}
	wantTree(t, o.Dest, c.foreign.with(c.now))
}

// What a power failure did to staged files does not reach the site, and the
// next build writes them again.
func TestRecoveryDropsDamagedFiles(t *testing.T) {
	c := killCases()[2]
	o := c.prepare(t)
	c.killAt(t, o, "journal written")
	at, err := locate(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"index.html", "meetings/2021/q1.html"} {
		if err := os.Truncate(join(at.stages[0], p), 4); err != nil {
			t.Fatal(err)
		}
	}
	if completed, err := Recover(o); !completed || err != nil {
		t.Fatalf("Recover: %v, %v", completed, err)
	}
	want := c.foreign.with(c.now).with(site{"index.html": c.old["index.html"]})
	delete(want, "meetings/2021/q1.html")
	wantTree(t, o.Dest, want)
	c.now.mustPublish(t, o)
	wantTree(t, o.Dest, c.foreign.with(c.now))
}

// A journal that cannot be read is not followed; the next build finds out by
// itself what had been moved.
func TestDamagedJournal(t *testing.T) {
	c := killCases()[2]
	for _, step := range []string{"journal written", "step 9 ", "moved"} {
		o := c.prepare(t)
		c.killAt(t, o, step)
		at, err := locate(o)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(at.journal(), 100); err != nil {
			t.Fatal(err)
		}
		before := read(t, o.Dest)
		if completed, err := Recover(o); completed || err != nil {
			t.Errorf("Recover: %v, %v", completed, err)
		}
		wantTree(t, o.Dest, before)
		c.now.mustPublish(t, o)
		wantTree(t, o.Dest, c.foreign.with(c.now))
		if _, err := os.Stat(at.journal()); err == nil {
			t.Error("the damaged journal is still there")
		}
	}
}

// A reader sees whole files only, whatever is being published.
func TestReadersSeeWholeFiles(t *testing.T) {
	c := killCases()[2]
	o := c.prepare(t)
	done := make(chan struct{})
	problems := make(chan error, 1)
	go func() {
		defer close(problems)
		for {
			for p, now := range c.now {
				data, err := os.ReadFile(join(o.Dest, p))
				if err == nil && string(data) != now && string(data) != c.old[p] {
					problems <- fmt.Errorf("%s held %q", p, data)
					return
				}
			}
			select {
			case <-done:
				return
			default:
			}
		}
	}()
	for range 20 {
		c.now.mustPublish(t, o)
		c.old.mustPublish(t, o)
	}
	close(done)
	for err := range problems {
		t.Error(err)
	}
}

// When only the journal was left to remove, nothing is done again: what has
// since come to stand at a deleted path is not ours.
func TestRecoveryAfterTheLastStep(t *testing.T) {
	c := killCases()[2]
	o := c.prepare(t)
	c.killAt(t, o, "manifest written")
	mine := site{"feeds/atom.xml": "của tôi"}
	lay(t, o.Dest, mine)
	if completed, err := Recover(o); !completed || err != nil {
		t.Errorf("Recover: %v, %v", completed, err)
	}
	wantTree(t, o.Dest, c.foreign.with(c.now).with(mine))
}
