package public

import (
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/internal/server"
)

// Mark stands in the first lines of every configuration that is written here, and tells it
// from one that somebody wrote by hand.
const Mark = "written by: bulletin config"

// errName is for a folder or prefix that the configuration of a web server cannot hold.
var errName = errors.New("the name holds a letter that the configuration cannot hold")

// types gives the types of what a site holds without their charset, sorted, and the
// endings of each.
func types() (kinds []string, endings map[string][]string) {
	endings = map[string][]string{}
	for ending, kind := range server.ContentTypes() {
		kind, _, _ = strings.Cut(kind, ";")
		endings[kind] = append(endings[kind], strings.TrimPrefix(ending, "."))
	}
	for _, of := range endings {
		slices.Sort(of)
	}
	return slices.Sorted(maps.Keys(endings)), endings
}

// packed are the types that are sent compressed, and those that are UTF-8; without HTML,
// which nginx takes for both anyway, and warns of when it is named.
func packed(kinds []string, endings map[string][]string) (compressed, charset []string) {
	for _, kind := range kinds {
		if kind == "text/html" {
			continue
		}
		name := "x." + endings[kind][0]
		if isText(name) {
			compressed = append(compressed, kind)
		}
		if strings.Contains(server.ContentType(name), "charset") {
			charset = append(charset, kind)
		}
	}
	return compressed, charset
}

// Prefix is the address below which a site stands ("/", "/chibo/"), with both slashes.
func Prefix(at string) (string, error) {
	at = "/" + strings.Trim(at, "/") + "/"
	if at == "//" {
		return "/", nil
	}
	for _, c := range at {
		plain := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
		if !plain && !strings.ContainsRune("/-_.~", c) {
			return "", fmt.Errorf("%s: %w", at, errName)
		}
	}
	if _, _, ok := server.Clean(at); !ok {
		return "", fmt.Errorf("%s: %w", at, errName)
	}
	return at, nil
}

// Nginx is what to include in a server block of nginx (1.18 or later, with the sub module,
// as distributions build it) so that the folder is served below the prefix as this package
// serves it.
func Nginx(folder, prefix string) (string, error) {
	folder = strings.TrimSuffix(filepath.ToSlash(folder), "/")
	if strings.ContainsAny(folder, "$\"'\\;{}\n\r") {
		return "", fmt.Errorf("%s: %w", folder, errName)
	}
	kinds, endings := types()
	compressed, charset := packed(kinds, endings)
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	secure := func(policy string) {
		for _, h := range securityHeaders {
			if h.name == "Content-Security-Policy" {
				h.value = policy
			}
			line("    add_header %s \"%s\" always;", h.name, h.value)
		}
	}
	line("# %s", Mark)
	line("# Inside a server { } block:  include /etc/nginx/snippets/bulletin.conf;")
	if prefix != "/" {
		line("location = %s { return 301 %s; }", strings.TrimSuffix(prefix, "/"), prefix)
	}
	line("location ^~ %s {", prefix)
	line("    alias \"%s/\";", folder)
	line("    index index.html;")
	line("    autoindex off;")
	line("    disable_symlinks on from=\"%s/\";", folder)
	line("    absolute_redirect off;")
	line("    server_tokens off;")
	line("    limit_except GET { deny all; }")
	line("    if ($uri ~ \"/\\.\") { return 404; }")
	line("    set $bulletin_cache \"%s\";", again)
	line("    if ($uri ~ \"^%s%s\") { set $bulletin_cache \"%s\"; }", strings.ReplaceAll(prefix, ".", `\.`), strings.TrimPrefix(fingerprinted, "^"), forever)
	line("    add_header Cache-Control $bulletin_cache;")
	secure(Policy)
	line("    types {")
	for _, kind := range kinds {
		line("        %s %s;", kind, strings.Join(endings[kind], " "))
	}
	line("    }")
	line("    default_type application/octet-stream;")
	line("    charset utf-8;")
	line("    charset_types %s;", strings.Join(charset, " "))
	line("    gzip on;")
	line("    gzip_vary on;")
	line("    gzip_comp_level %d;", gzipLevel)
	line("    gzip_min_length %d;", leastText)
	line("    gzip_types %s;", strings.Join(compressed, " "))
	line("    error_page 404 %s404.html;", prefix)
	line("}")
	line("# The page for what is missing is answered at any depth; its links count from the root of the site.")
	line("location = %s404.html {", prefix)
	line("    internal;")
	line("    alias \"%s/404.html\";", folder)
	line("    server_tokens off;")
	line("    sub_filter '<head>' '<head><base href=\"%s\">';", prefix)
	line("    sub_filter_once on;")
	line("    add_header Cache-Control no-store always;")
	secure(missingPolicy)
	line("    types { text/html html; }")
	line("    charset utf-8;")
	line("}")
	return b.String(), nil
}
