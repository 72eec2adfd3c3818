package migrate

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"lede/feed/format"
)

// newsboatCache reads cache.db. A letter in an item's flags is a star; what was deleted there counts as
// read here, so that it does not come back as news.
func (h *haul) newsboatCache(ctx context.Context, path string) {
	h.items(ctx, path, "rss_item", newsboatStory, func(have map[string]bool) string {
		text := pick(have, "content")
		if have["content_mime_type"] { // from 2.24 on
			text = "CASE WHEN content_mime_type LIKE 'text/plain%' THEN '" + plainMark + "' || content ELSE content END"
		}
		return fmt.Sprintf(`SELECT feedurl, guid, url, title, %s, %s, pubDate, %s, %s, unread = 0, coalesce(%s, '') <> '', coalesce(%s, 0) <> 0 FROM rss_item ORDER BY rowid`,
			pick(have, "author"), text, pick(have, "enclosure_url"), pick(have, "enclosure_type"), pick(have, "flags"), pick(have, "deleted"))
	})
	h.titles(ctx, path, "SELECT rssurl, title, url FROM rss_feed")
	h.newsboatMarks(ctx, path)
}

// plainMark stands before a text that is no markup.
const plainMark = "\x01"

// newsboatStory takes off the names that newsboat gives to stories that have none: the address, the address with
// the date behind it as its publisher wrote it, or else the headline.
func newsboatStory(s *Story) {
	if text, plain := strings.CutPrefix(s.HTML, plainMark); plain {
		s.HTML = plainAsHTML(text)
	}
	switch rest, ok := strings.CutPrefix(s.GUID, s.URL); {
	case s.URL == "" && s.GUID == s.Title:
		s.GUID = ""
	case s.URL == "" || !ok:
	case rest == "":
		s.GUID = ""
	default:
		if t, ok := format.Date(rest); ok && t.Equal(s.Published) {
			s.GUID = ""
		}
	}
}

// newsboatMarks says what became of flags and of deleted stories.
func (h *haul) newsboatMarks(ctx context.Context, path string) {
	db, err := openDB(path)
	if err != nil {
		return
	}
	defer db.Close()
	h.file = filepath.Base(path)
	if flags := flagsOf(ctx, db); flags != "" {
		h.took(0, "stories with a flag (%s) are starred", flags)
	}
	n := 0
	if db.QueryRowContext(ctx, "SELECT count(*) FROM rss_item WHERE deleted AND unread").Scan(&n) == nil && n > 0 {
		h.took(0, "%d unread stories that were deleted count as read", n)
	}
}

// flagsOf are the letters that are in use as flags.
func flagsOf(ctx context.Context, db *sql.DB) string {
	rows, err := db.QueryContext(ctx, "SELECT DISTINCT flags FROM rss_item WHERE flags <> ''")
	if err != nil {
		return ""
	}
	defer rows.Close()
	var letters []string
	for rows.Next() {
		var s string
		if rows.Scan(&s) != nil {
			break
		}
		letters = append(letters, strings.Split(s, "")...)
	}
	slices.Sort(letters)
	return strings.Join(slices.Compact(letters), " ")
}

// newsboatQueue tells of the downloads that wait in podboat's queue: an address, a file, and how far it is.
func (h *haul) newsboatQueue(path string) {
	data, err := h.read(path)
	if err != nil {
		return
	}
	row := 0
	for line := range strings.Lines(string(data)) {
		row++
		if args := newsboatWords(line); len(args) > 0 {
			h.left(row, "download "+args[0], "lede downloads nothing by itself: the address stands with its story")
		}
	}
}
