package publish

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
)

// big is a site of 10,000 files of 8 KB, a folder each for the pages of five years.
func big() map[string][]byte {
	files := make(map[string][]byte, 10_000)
	for i := range 10_000 {
		body := bytes.Repeat(fmt.Appendf(nil, "<p>Sinh hoạt chi bộ số %d</p>\n", i), 8<<10/40)
		files[fmt.Sprintf("meetings/%d/sinh-hoat-%d/index.html", 2016+i%5, i)] = append([]byte(page("")), body...)
	}
	return files
}

// putAll puts from two goroutines, as a build does.
func putAll(b *testing.B, o Options, files map[string][]byte) {
	st := begin(b, o)
	type job struct {
		path string
		data []byte
	}
	jobs := make(chan job, 64)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for j := range jobs {
				if err := st.Put(j.path, Page, Fingerprint{}, j.data); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for p, data := range files {
		jobs <- job{p, data}
	}
	close(jobs)
	wg.Wait()
	if _, err := st.Commit(noCtx(), Stamp{}); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkPublish reports, beside the time, how many renames a build took.
func BenchmarkPublish(b *testing.B) {
	files := big()
	renames := 0
	count := func(o Options) Options {
		o.Step = func(name string) {
			if strings.HasPrefix(name, "moved ") {
				renames++
			}
		}
		return o
	}
	report := func(b *testing.B) { b.ReportMetric(float64(renames)/float64(b.N), "renames/op") }
	for _, into := range []string{"nothing", "a folder"} {
		b.Run("cold into "+into, func(b *testing.B) {
			renames = 0
			for b.Loop() {
				b.StopTimer()
				o := count(temp(b))
				if into != "nothing" {
					lay(b, o.Dest, site{".gitignore": "*\n"})
				}
				b.StartTimer()
				putAll(b, o, files)
				b.StopTimer()
				_ = os.RemoveAll(o.Dest)
				b.StartTimer()
			}
			report(b)
		})
	}
	b.Run("unchanged", func(b *testing.B) {
		o := count(temp(b))
		putAll(b, o, files)
		putAll(b, o, files) // reads what is too young to be trusted
		renames = 0
		for b.Loop() {
			putAll(b, o, files)
		}
		report(b)
	})
	b.Run("one changed", func(b *testing.B) {
		o := count(temp(b))
		putAll(b, o, files)
		renames = 0
		for i := 0; b.Loop(); i++ {
			files["meetings/2016/sinh-hoat-0/index.html"] = []byte(page(fmt.Sprint(i)))
			putAll(b, o, files)
		}
		report(b)
	})
	b.Run("all changed", func(b *testing.B) {
		o := count(temp(b))
		putAll(b, o, files)
		renames = 0
		for i := 0; b.Loop(); i++ {
			for p := range files {
				files[p] = append(files[p], byte('a'+i%26))
			}
			putAll(b, o, files)
		}
		report(b)
	})
}
