package main

import (
	"fmt"
	"strconv"
	"strings"

	"bulletin/internal/diag"
)

// language chooses the language of messages: --lang, BULLETIN_LANG, the
// system's, else Vietnamese. It is needed before flags are parsed, because the
// help texts are in it.
func (a *app) language(args []string) diag.Lang {
	asked := ""
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			asked = value
		} else if arg == "--lang" && i+1 < len(args) {
			asked = args[i+1]
		}
	}
	for _, name := range []string{asked, a.env("BULLETIN_LANG"), a.env("LC_ALL"), a.env("LC_MESSAGES"), a.env("LANG")} {
		if lang, ok := langOf(name); ok {
			return lang
		}
	}
	return diag.VI
}

// langOf reads the name of a language as people and systems write it: "vi",
// "vi_VN.UTF-8", "EN".
func langOf(name string) (diag.Lang, bool) {
	name = strings.ToLower(name)
	switch {
	case strings.HasPrefix(name, "vi"):
		return diag.VI, true
	case strings.HasPrefix(name, "en"):
		return diag.EN, true
	}
	return "", false
}

// t is a text of the command in the chosen language, see texts.go, textspublish.go and textswhy.go.
func (a *app) t(key string, args ...any) string {
	pair, ok := texts[key]
	for _, more := range []map[string][2]string{publishTexts, whyTexts} {
		if !ok {
			pair, ok = more[key]
		}
	}
	if !ok {
		return key
	}
	text := pair[0]
	if a.lang == diag.EN {
		text = pair[1]
	}
	for i, arg := range args {
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i)+"}", fmt.Sprint(arg))
	}
	return text
}
