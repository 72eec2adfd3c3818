package migrate

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"lede/model"
)

// openDB opens a database of another reader for reading. Nothing is written, not even beside it.
func openDB(path string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: "mode=ro&_pragma=query_only(1)&_pragma=busy_timeout(5000)"}
	if !isFile(path+"-wal") && !isFile(path+"-journal") {
		u.RawQuery += "&immutable=1" // no journal stands beside it: the file is whole as it is
	}
	db, err := sql.Open("sqlite", u.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return db, nil
}

// detectTables says whose database it is.
func detectTables(path string) Kind {
	db, err := openDB(path)
	if err != nil {
		return ""
	}
	defer db.Close()
	for kind, probe := range map[Kind]string{
		Newsboat: "SELECT guid, feedurl, unread FROM rss_item LIMIT 1",
		Newsraft: "SELECT guid, feed_url, unread FROM items LIMIT 1",
		Nom:      "SELECT link, feedurl, readat FROM items LIMIT 1",
		Liferea:  "SELECT source_id, valid_guid, marked FROM items LIMIT 1",
	} {
		if rows, err := db.Query(probe); err == nil {
			rows.Close()
			return kind
		}
	}
	return ""
}

// table says how a reader's stories are asked for. The columns of rows are: feed, guid, address, title,
// author, text, published (seconds since 1970 or a date), enclosure, its type, read, starred, deleted.
type table struct {
	path string
	rows string       // SELECT of the twelve columns
	read func(*Story) // brings what the columns hold into our form
}

// columns are the columns of a table, lower case.
func columns(ctx context.Context, db *sql.DB, table string) (map[string]bool, error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM pragma_table_info(?)", table)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		out[strings.ToLower(name)] = true
	}
	return out, rows.Err()
}

// pick is the first of wants that the table has as a column, or NULL: older versions lack some.
func pick(have map[string]bool, wants ...string) string {
	for _, w := range wants {
		if have[w] {
			return w
		}
	}
	return "NULL"
}

// newsraftItems reads newsraft.sqlite3.
func (h *haul) newsraftItems(ctx context.Context, path string) {
	h.items(ctx, path, "items", newsraftStory, func(have map[string]bool) string {
		return fmt.Sprintf(`SELECT feed_url, guid, link, title, %s, %s, %s, %s, NULL, unread = 0, coalesce(%s, 0) <> 0, 0 FROM items ORDER BY rowid`,
			pick(have, "persons"), pick(have, "content"), pick(have, "publication_date", "pubdate"), pick(have, "attachments"), pick(have, "important"))
	})
	h.titles(ctx, path, "SELECT feed_url, title, link FROM feeds")
}

// nomItems reads nom.db.
func (h *haul) nomItems(ctx context.Context, path string) {
	h.items(ctx, path, "items", asItIs, func(have map[string]bool) string {
		return fmt.Sprintf(`SELECT feedurl, %s, link, title, author, content, publishedat, NULL, NULL, readat IS NOT NULL, coalesce(%s, 0) <> 0, 0 FROM items ORDER BY rowid`,
			pick(have, "guid"), pick(have, "favourite"))
	})
	h.titles(ctx, path, "SELECT DISTINCT feedurl, NULL, NULL FROM items")
}

func asItIs(*Story) {}

// items notes the states of a database's stories, and how all are read in again.
func (h *haul) items(ctx context.Context, path, name string, form func(*Story), query func(map[string]bool) string) {
	h.file = filepath.Base(path)
	db, err := openDB(path)
	if err != nil {
		h.left(0, "read and starred stories", err.Error())
		return
	}
	defer db.Close()
	have, err := columns(ctx, db, name)
	if err != nil || len(have) == 0 {
		why := "it has no table of stories"
		if err != nil {
			why = err.Error()
		}
		h.left(0, "read and starred stories", why)
		return
	}
	t := table{path: path, rows: query(have), read: form}
	n, read, starred := 0, 0, 0
	err = t.each(ctx, db, func(s Story) bool {
		s.FeedAddress = h.known(s.FeedAddress)
		n++
		if s.Read {
			read++
		}
		if s.Starred {
			starred++
		}
		if s.Read || s.Starred {
			h.States = append(h.States, s.StoryState)
		}
		return true
	})
	if err != nil {
		h.left(0, fmt.Sprintf("what comes after %d stories", n), err.Error())
	}
	h.took(0, "%d stories, %d read, %d starred", n, read, starred)
	h.bodies = t.stories(h.known)
}

// known is a feed's address as the list has it: newsraft drops slashes at the end.
func (h *haul) known(address string) string {
	if _, ok := h.at[address]; ok {
		return address
	}
	for tail := "/"; len(tail) < 3; tail += "/" {
		if _, ok := h.at[address+tail]; ok {
			return address + tail
		}
	}
	return address
}

// stories reads the stories with their texts.
func (t table) stories(known func(string) string) func(context.Context, func(Story, error) bool) {
	return func(ctx context.Context, yield func(Story, error) bool) {
		db, err := openDB(t.path)
		if err != nil {
			yield(Story{}, fileError(t.path, err))
			return
		}
		defer db.Close()
		err = t.each(ctx, db, func(s Story) bool {
			s.FeedAddress = known(s.FeedAddress)
			return yield(s, nil)
		})
		if err != nil {
			yield(Story{}, fmt.Errorf("%s: %w", filepath.Base(t.path), err))
		}
	}
}

// each goes over the rows until f has enough.
func (t table) each(ctx context.Context, db *sql.DB, f func(Story) bool) error {
	rows, err := db.QueryContext(ctx, t.rows)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var text [8]sql.NullString
		var date any
		var s Story
		var deleted bool
		if err := rows.Scan(&text[0], &text[1], &text[2], &text[3], &text[4], &text[5], &date, &text[6], &text[7], &s.Read, &s.Starred, &deleted); err != nil {
			return err
		}
		s.FeedAddress, s.GUID, s.URL, s.Title = text[0].String, text[1].String, text[2].String, text[3].String
		s.Author, s.HTML, s.EnclosureURL, s.EnclosureType = text[4].String, text[5].String, text[6].String, text[7].String
		s.Published = moment(date)
		s.Read = s.Read || deleted
		t.read(&s)
		if !f(s) {
			return nil
		}
	}
	return rows.Err()
}

// moment reads a column that holds a time; zero for none.
func moment(v any) time.Time {
	switch v := v.(type) {
	case int64:
		if v > 0 {
			return time.Unix(v, 0).UTC()
		}
	case time.Time:
		return v
	case string:
		v, _, _ = strings.Cut(v, " m=")
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02 15:04:05.999999999-07:00", "2006-01-02 15:04:05.999999999 -0700 MST", "2006-01-02 15:04:05"} {
			if t, err := time.Parse(layout, v); err == nil {
				return t
			}
		}
	}
	return time.Time{}
}

// titles gives feeds the titles and pages that the database knows; where there is no list of feeds, the
// database's is taken.
func (h *haul) titles(ctx context.Context, path, query string) {
	db, err := openDB(path)
	if err != nil {
		return
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return
	}
	defer rows.Close()
	alone := len(h.Feeds) == 0
	for rows.Next() {
		var address, title, link sql.NullString
		if rows.Scan(&address, &title, &link) != nil {
			return
		}
		if alone && h.unfit(address.String) == "" {
			h.feed(0, model.Feed{Address: address.String})
		}
		if i, ok := h.at[h.known(address.String)]; ok {
			f := &h.Feeds[i]
			if f.Title == "" {
				f.Title = title.String
			}
			if f.Link == "" {
				f.Link = link.String
			}
		}
	}
}
