package singlefile

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"bulletin/internal/pattern"
)

// mediaTypes are those that browsers must know; others are saved, not shown.
var mediaTypes = map[string]string{
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt",
	".pdf": "application/pdf",
}

func mediaType(name string) string {
	if t := mediaTypes[strings.ToLower(path.Ext(name))]; t != "" {
		return t
	}
	return "application/octet-stream"
}

// mostKept is up to which size a file's data: URL is kept for the next page that shows it.
const mostKept = 64 << 10

// dataURL is a file as an address.
func (s *site) dataURL(name string) (string, error) {
	if made := s.data[name]; made != "" {
		return made, nil
	}
	text, err := fs.ReadFile(s.tree, name)
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", name, err)
	}
	s.used[name] = true
	made := "data:" + mediaType(name) + ";base64," + base64.StdEncoding.EncodeToString(text)
	if len(text) <= mostKept {
		s.data[name] = made
	}
	return made, nil
}

var (
	errStyle = errors.New("the style sheet names what the document cannot hold")
	cssURL   = pattern.Of(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^)'"\s]*))\s*\)`)
)

// styleSheet is a style sheet with the files it names in it. One that imports another, or
// names what is not there, is an error: the document would look otherwise than the site.
func (s *site) styleSheet(name string) (string, error) {
	text, err := fs.ReadFile(s.tree, name)
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", name, err)
	}
	if lower := strings.ToLower(string(text)); strings.Contains(lower, "@import") || strings.Contains(lower, "</style") {
		return "", fmt.Errorf("%s: %w: @import or </style", name, errStyle)
	}
	css := cssURL().ReplaceAllStringFunc(string(text), func(found string) string {
		m := cssURL().FindStringSubmatch(found)
		u, parseErr := url.Parse(m[1] + m[2] + m[3])
		switch {
		case parseErr == nil && (u.Scheme == "data" || u.Path == "" && u.Fragment != ""):
			return found
		case parseErr != nil || u.Scheme != "" || u.Host != "" || !s.files[path.Join(path.Dir(name), u.Path)]:
			err = errors.Join(err, fmt.Errorf("%s: %w: %s", name, errStyle, found))
			return found
		}
		data, readErr := s.dataURL(path.Join(path.Dir(name), u.Path))
		err = errors.Join(err, readErr)
		return `url("` + data + `")`
	})
	return css, err
}
