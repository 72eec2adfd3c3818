package migrate

import (
	"context"
	"errors"
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
