package main

import (
	"embed"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"bulletin/internal/archive"
	"bulletin/internal/config"
	"bulletin/internal/viet"
)

// bagTexts tell whoever opens a bag what it is.
//
//go:embed bagtext
var bagTexts embed.FS

// readme are the texts of a bag, by file name.
func (a *app) readme(bag *archive.Bag, cfg config.Config, program string) map[string]string {
	day := viet.DateOf(bag.Date.In(cfg.Zone))
	texts := map[string]string{}
	for lang, words := range map[string]struct{ date, inside string }{
		"vi": {day.Vietnamese(), "\nTRONG GÓI CÓ MỤC NỘI BỘ VÀ BẢN NHÁP. Không đưa ra ngoài cơ quan.\n"},
		"en": {day.English(), "\nIT HOLDS INTERNAL ITEMS AND DRAFTS. It is not to leave the office.\n"},
	} {
		audience := ""
		if bag.Internal {
			audience = words.inside
		}
		name := "README." + lang + ".txt"
		text, err := bagTexts.ReadFile("bagtext/" + name)
		if err != nil {
			panic(err) // it is part of the program
		}
		texts[name] = strings.NewReplacer(
			"{{year}}", strconv.Itoa(bag.Year), "{{cell}}", title(cfg), "{{date}}", words.date,
			"{{program}}", "bulletin "+program, "{{audience}}", audience, "{{clock}}", bag.Date.Format(time.RFC3339),
		).Replace(string(text))
	}
	return texts
}

// title names whose bag it is.
func title(cfg config.Config) string {
	if cfg.Cell.Name != "" {
		return cfg.Cell.Name
	}
	return cfg.Title
}

// writeReadme writes the texts below a working folder. Notepad on old Windows needs
// CR LF.
func writeReadme(work string, texts map[string]string) error {
	for name, text := range texts {
		if err := writeWhole(filepath.Join(work, "readme", name), []byte(strings.ReplaceAll(text, "\n", "\r\n"))); err != nil {
			return err
		}
	}
	return nil
}
