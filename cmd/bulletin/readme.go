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
	for lang, words := range map[string]struct{ date, inside, public, same, part string }{
		"vi": {
			day.Vietnamese(), "\nTRONG GÓI CÓ MỤC NỘI BỘ VÀ BẢN NHÁP. Không đưa ra ngoài cơ quan.\n",
			"\nGói chỉ có những gì đã đăng: không có mục nội bộ, bản nháp, ý kiến thảo luận\nvà tên người vắng.\n",
			"Cùng chương trình thì kết quả giống data/site từng byte.", "Kết quả chỉ có những gì được đăng; các trang nội bộ ở data/site.",
		},
		"en": {
			day.English(), "\nIT HOLDS INTERNAL ITEMS AND DRAFTS. It is not to leave the office.\n",
			"\nIt holds what was published: no internal items, no drafts, no opinions voiced at\nmeetings, no names of those absent.\n",
			"The same program gives the files of data/site, byte for byte.", "It gives what is public only; the internal pages are in data/site.",
		},
	} {
		audience, again := words.public, words.same
		if bag.Internal {
			audience, again = words.inside, words.part
		}
		name := "README." + lang + ".txt"
		text, err := bagTexts.ReadFile("bagtext/" + name)
		if err != nil {
			panic(err) // it is part of the program
		}
		texts[name] = strings.NewReplacer(
			"{{year}}", strconv.Itoa(bag.Year), "{{cell}}", title(cfg), "{{date}}", words.date,
			"{{program}}", "bulletin "+program, "{{audience}}", audience, "{{again}}", again, "{{clock}}", bag.Date.Format(time.RFC3339),
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
