package migrate

import (
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"lede/model"
)

// newsraft reads the feeds file and, where it is found, newsraft.sqlite3.
func (h *haul) newsraft(ctx context.Context, path string) error {
	folder, file := folderOf(path)
	feeds, db := filepath.Join(folder, "feeds"), dataFile(folder, "newsraft", "newsraft.sqlite3")
	if file != "" {
		if head, err := readHead(file); err == nil && strings.HasPrefix(string(head), "SQLite format 3\x00") {
			db = file
		} else {
			feeds = file
		}
	}
	if err := h.newsraftFeeds(feeds); err != nil && (db == "" || !errors.Is(err, os.ErrNotExist)) {
		return err
	}
	if db != "" {
		h.newsraftItems(ctx, db)
	}
	return nil
}

// newsraftFeeds reads lines of an address, a name in quotes and settings in braces or after "<"; "@"
// begins a section, which becomes a tag.
func (h *haul) newsraftFeeds(path string) error {
	data, err := h.read(path)
	if err != nil {
		return err
	}
	section, row := "", 0
	for line := range strings.Lines(string(data)) {
		row++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '@':
			section = strings.TrimSpace(line[1:])
			if i := strings.IndexAny(section, "{<"); i >= 0 {
				h.left(row, "the settings of the section", "lede learns by itself how often a feed has news")
				section = strings.TrimSpace(section[:i])
			}
			if strings.EqualFold(section, "global") {
				section = ""
			}
		case strings.HasPrefix(line, "$("):
			h.left(row, line, "it needs a shell: lede starts programs without one; put the line into a script, and its path behind exec:")
		default:
			h.newsraftFeed(row, line, section)
		}
	}
	return nil
}

func (h *haul) newsraftFeed(row int, line, section string) {
	address, rest, _ := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	f := model.Feed{Address: address}
	if i := strings.IndexByte(rest, '"'); i >= 0 {
		f.Name, rest, _ = strings.Cut(rest[i+1:], `"`)
	}
	if section != "" {
		f.Tags = []string{section}
	}
	if why := h.unfit(address); why != "" {
		h.left(row, address, why)
		return
	}
	h.feed(row, f)
	if strings.ContainsAny(rest, "{<") {
		h.left(row, "its settings "+strings.TrimSpace(rest), "lede learns by itself how often a feed has news")
	}
}

// newsraftStory brings a story into our form. newsraft keeps texts, persons and attachments as lists of fields:
// the first byte parts the fields, the field "^" begins an entry, the others are "key=value".
func newsraftStory(s *Story) {
	html, plain, author, file, kind := "", "", "", "", ""
	for e := range newsraftEntries(s.HTML) {
		switch text := e["text"]; {
		case strings.Contains(e["type"], "html"):
			html = longer(html, text)
		default:
			plain = longer(plain, text)
		}
	}
	for e := range newsraftEntries(s.Author) {
		if author == "" && (e["type"] == "author" || e["type"] == "") {
			author = e["name"]
		}
	}
	for e := range newsraftEntries(s.EnclosureURL) {
		if file == "" && strings.Contains(e["type"], "/") {
			file, kind = e["url"], e["type"]
		}
	}
	if html == "" && plain != "" {
		html = plainAsHTML(plain)
	}
	s.HTML, s.Author, s.EnclosureURL, s.EnclosureType = html, author, file, kind
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}

// newsraftEntries are the entries of a list.
func newsraftEntries(s string) iter.Seq[map[string]string] {
	return func(yield func(map[string]string) bool) {
		if s == "" {
			return
		}
		e := map[string]string{}
		for field := range strings.SplitSeq(s[1:], s[:1]) {
			if field == "^" {
				if len(e) > 0 && !yield(e) {
					return
				}
				e = map[string]string{}
				continue
			}
			if key, value, ok := strings.Cut(field, "="); ok {
				e[key] = value
			}
		}
		if len(e) > 0 {
			yield(e)
		}
	}
}
