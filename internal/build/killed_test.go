package build_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

// countdown is a context that ends when it was asked so many times: it reaches
// every place at which a build may be given up.
type countdown struct {
	context.Context
	left  int64
	ended func() // what happens then; nil = the build is given up
}

func (c *countdown) Err() error {
	if atomic.AddInt64(&c.left, -1) >= 0 {
		return nil
	}
	if c.ended != nil {
		c.ended()
	}
	return context.Canceled
}

// giveUp builds, and gives up in the middle, if the build is not done before.
func (e *edits) giveUp(t *rapid.T, out *output) {
	ctx := &countdown{Context: context.Background(), left: rapid.Int64Range(0, 120).Draw(t, "questions")}
	_, err := e.publish(t, out, func() (build.Report, diag.List, error) { return build.Run(ctx, e.options(out)) })
	if !errors.Is(err, context.Canceled) {
		must(t, err)
		return
	}
	e.tally.givenUp.Add(1)
}

// child is what the test binary does when it runs as a build that is killed.
type child struct {
	Root, Dest string
	Clock      time.Time
	Set        settings
	After      string // the step of publishing from which on moments count; "" = from the beginning
	Kill       int64  // at which moment
}

const childEnv = "BUILD_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		os.Exit(runChild(job))
	}
	os.Exit(m.Run())
}

// runChild builds, and is killed by the system at a moment: a question whether to
// go on, or a step of publishing.
func runChild(job string) int {
	var c child
	if err := json.Unmarshal([]byte(job), &c); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	e := edits{root: c.Root, clock: c.Clock, set: c.Set}
	o := e.options(&output{dir: c.Dest})
	moments := &countdown{Context: context.Background(), left: math.MaxInt64, ended: func() {
		if self, err := os.FindProcess(os.Getpid()); err == nil {
			_ = self.Kill()
		}
		select {}
	}}
	begin := func() { atomic.StoreInt64(&moments.left, c.Kill) }
	if c.After == "" {
		begin()
	}
	o.OnStep(func(name string) {
		if name == c.After {
			begin()
		}
		_ = moments.Err()
	})
	if _, _, err := build.Run(moments, o); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// command is the process of a child.
func (c child) command() *exec.Cmd {
	job, err := json.Marshal(c)
	if err != nil {
		panic(err) // it is a plain value
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"="+string(job))
	return cmd
}

// kill builds in a process that is killed at a moment, if it does not end before.
func (e *edits) kill(t *rapid.T, out *output) {
	after := rapid.SampledFrom([]string{"journal written", "plan", "moved", ""}).Draw(t, "after")
	moment := rapid.Int64Range(0, 20).Draw(t, "moment")
	if after == "" {
		moment *= 10 // a small site has some two hundred
	}
	cmd := child{e.root, out.dir, e.clock, e.set, after, moment}.command()
	var errs bytes.Buffer
	cmd.Stderr = &errs
	var exit *exec.ExitError
	if err := cmd.Run(); err != nil && (!errors.As(err, &exit) || errs.Len() > 0 && !out.forgot) {
		t.Fatalf("the build that was to be killed failed: %v: %s", err, errs.String())
	} else if err != nil {
		e.tally.killed.Add(1)
	}
	out.killed = true
}

// TestKilledAtRandomMoments: builds of a site are killed by the system at any
// moment of their time. Whatever file is seen then is whole, the old one or the new
// one; and the next build gives the bytes of a clean build.
func TestKilledAtRandomMoments(t *testing.T) {
	const documents, rounds = 40, 10
	e := edits{root: t.TempDir(), clock: time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC), set: settings{Version: "1", Theme: "plain"}}
	out, clean := &output{dir: built(e.root, "public")}, &output{dir: built(e.root, "clean")}
	var span time.Duration // of a build that nobody kills
	var old map[string][]byte
	for round := range rounds {
		for i := range documents {
			if round == 0 || rand.IntN(2) == 0 {
				news := document{title: fmt.Sprint("Tin ", i, " lần ", round), date: "2020", body: "Đoạn.\n"}
				writeFile(t, filepath.Join(e.root, "content", "news", fmt.Sprint(i)+".md"), news.text("news"))
			}
		}
		if err := os.RemoveAll(clean.dir); err != nil {
			t.Fatal(err)
		}
		want := e.built(t, clean, filepath.Join(t.TempDir(), "state"))
		took, err := child{Root: e.root, Dest: out.dir, Clock: e.clock, Set: e.set, After: "never"}.runFor(span)
		if round == 0 && err != nil {
			t.Fatal(err)
		} else if round == 0 {
			span = took
		}
		for name, data := range tree(t, out.dir) {
			if was, is := old[name], want[name]; !bytes.Equal(data, was) && !bytes.Equal(data, is) {
				t.Fatalf("round %d (%v): %s is neither the old nor the new one", round, err, name)
			}
		}
		if d := differences(e.built(t, out, ""), want); d != nil {
			t.Fatalf("round %d (%v): the next build differs from a clean one: %q", round, err, d)
		}
		old = want
	}
}

// runFor runs a build and kills it at a random moment of a span, or never; it tells
// how long the build lived.
func (c child) runFor(span time.Duration) (time.Duration, error) {
	cmd, begun := c.command(), time.Now()
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	if span > 0 {
		time.Sleep(rand.N(span))
		_ = cmd.Process.Kill() // it may have ended
	}
	err := cmd.Wait()
	return time.Since(begun), err
}

// built builds to the end and reads what was built.
func (e *edits) built(t *testing.T, out *output, state string) map[string][]byte {
	t.Helper()
	o := e.options(out)
	o.State = state
	if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	return tree(t, out.dir)
}
