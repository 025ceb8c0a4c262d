package deploy_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"testing"
	"time"

	"bulletin/internal/deploy"
	"bulletin/internal/deploy/folder"
	"bulletin/internal/deploy/s3"
	"bulletin/internal/deploy/sftp"
	"bulletin/internal/deploy/webdav"
)

// way says how a target is reached, so that another process can.
type way []string

func (w way) connect() (deploy.Target, error) {
	switch w[0] {
	case "sftp":
		return sftp.Open(sftp.Options{Addr: w[1], User: w[2], Dir: w[3], KeyFiles: []string{w[4]}, KnownHosts: []string{w[5]}}), nil
	case "webdav":
		return webdav.Open(webdav.Options{URL: &url.URL{Scheme: "http", Host: w[1], Path: "/" + w[2]}, User: davUser, Password: davPassword}), nil
	case "s3":
		return s3.Open(s3.Options{Endpoint: w[1], Plain: true, Region: "us-east-1", Bucket: s3Bucket, Prefix: w[2], Key: s3Key, Secret: s3Secret})
	}
	return folder.Open(w[1])
}

// child is what the test binary does when it runs as a publishing that is killed.
type child struct {
	Way   way
	Local string
	Site  tree
}

const childEnv = "DEPLOY_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		os.Exit(runChild(os.Stdin))
	}
	os.Exit(m.Run())
}

func runChild(job io.Reader) int {
	var c child
	err := json.NewDecoder(job).Decode(&c)
	if err == nil {
		var target deploy.Target
		if target, err = c.Way.connect(); err == nil {
			o := options(c.Local)
			o.Workers = 4
			_, err = deploy.Publish(context.Background(), target, c.Site.site(), o)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// slaughter has processes publish one version and the other in turns, and the system
// kill them at any moment, in the middle of an operation too, while a reader never
// stops; the last one is let live.
func slaughter(t *testing.T, at place) {
	before, after := big(oldSite, "cũ"), big(newSite, "mới")
	local, rounds := t.TempDir(), 12
	start := time.Now()
	(child{at.way, local, before}).run(t, time.Hour)
	whole := time.Since(start)
	stop := at.readAlways(t, before, after)
	killed := 0
	for i := range rounds {
		site := []tree{after, before}[i%2]
		if (child{at.way, local, site}).run(t, time.Duration(rand.Float64()*float64(whole))) {
			killed++
		}
	}
	(child{at.way, local, after}).run(t, time.Hour)
	stop()
	t.Logf("killed %d of %d processes", killed, rounds)
	holds(t, at, at.open(t), after, oldAsset, newAsset)
}

// run tells whether the process was killed.
func (c child) run(t *testing.T, life time.Duration) (killed bool) {
	t.Helper()
	job, err := json.Marshal(c)
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), life)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0]) // SIGKILL when its life is over
	cmd.Env, cmd.Stdin = append(os.Environ(), childEnv+"=1"), bytes.NewReader(job)
	said, err := cmd.CombinedOutput()
	if err != nil && ctx.Err() == nil {
		t.Fatalf("it was not killed, and says %v: %s", err, said)
	}
	return err != nil
}
