package markdown

import (
	"testing"

	"github.com/alecthomas/chroma/v2"
	theirs "github.com/alecthomas/chroma/v2/lexers"
	"github.com/google/go-cmp/cmp"
)

// snippets are code with what the lexers of our languages look for.
var snippets = []string{
	"#!/bin/bash\nfor x in \"$@\"; do echo ${x%.md} | grep -v '^a'; done # ghi chú\n",
	"<!DOCTYPE html><html lang=\"vi\"><style>p{color:#fff}</style><script>let a = `x${1}`;</script><p class=a>Đảng &amp; dân</p></html>\n",
	"# ghi chú\nkhóa: \"giá trị\"\ndanh-sách:\n  - 1\n  - true\n[mục]\nkey = 'v'\n",
	"SELECT a, COUNT(*) FROM t WHERE b = 'x' -- ghi chú\nGROUP BY a;\n",
	"FROM alpine:3\nRUN apk add --no-cache nginx && echo \"x\"\nserver { listen 80; location / { root /srv; } }\n",
	"def f(x: int = 1) -> str:\n    return f'{x}' # ghi chú\nclass A { public static int F() { return 0x1F; } }\n",
	"<?php echo $x['a']; ?>\n--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n{\"a\": [1, null, -2.5e3]}\n",
	"@echo off\r\nset X=%1\r\nGet-ChildItem -Path $env:TEMP | Where-Object { $_.Length -gt 1kb }\nfn main() { let x: &'a str = \"x\"; }\n",
}

// TestLexersAreChromas: the vendored lexers colour as chroma's own do, at the
// version of go.mod.
func TestLexersAreChromas(t *testing.T) {
	for _, name := range languages {
		for _, code := range snippets {
			options := &chroma.TokeniseOptions{State: "root"}
			want, err := chroma.Tokenise(theirs.Get(name), options, code)
			if err != nil {
				t.Fatal(err)
			}
			got, err := chroma.Tokenise(lexers().Get(name), options, code)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%s, %q: run scripts/vendor-lexers\n%s %v", name, code, diff, err)
			}
		}
	}
}
