package sqlite

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"lede/model"
	"lede/model/store"
)

// Report is what a look at a store's file found.
type Report struct {
	Path      string   `json:"path"`
	Bytes     int64    `json:"bytes"`     // of the file and of what is written and not yet in it
	Free      int64    `json:"free"`      // of it not in use
	Version   int      `json:"version"`   // of the schema
	Stories   int      `json:"stories"`   // kept
	Forgotten int      `json:"forgotten"` // kept once
	Feeds     int      `json:"feeds"`
	Readers   int      `json:"readers"`  // with a key
	Segments  int      `json:"segments"` // of the index
	Parts     []Part   `json:"parts"`    // what takes how much room
	Problems  []string `json:"problems"` // one line each; none when the store is sound
}

// Part is a share of the file.
type Part struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
}

// mostProblems is how many a report lists; a damaged file may have one a page.
const mostProblems = 20

// Doctor examines the store at path without changing it: the pages, the index, and whether every story
// can be read. What is damaged is told in Problems; the error is for a file that cannot be looked at.
func Doctor(ctx context.Context, path string) (Report, error) {
	r := Report{Path: path}
	for _, suffix := range []string{"", "-wal"} {
		if fi, err := os.Stat(path + suffix); err == nil {
			r.Bytes += fi.Size()
		}
	}
	s := newStore(path)
	defer s.Close()
	err := s.look(ctx, func(l *look) error { return r.examine(l) })
	switch {
	case errors.Is(err, errNoFile):
		return r, fmt.Errorf("no store at %s: %w", path, store.ErrNotFound)
	case errors.Is(err, store.ErrCorrupt):
		r.problem("%v", err)
		return r, nil
	}
	return r, err
}

func (r *Report) problem(format string, args ...any) {
	if len(r.Problems) < mostProblems {
		r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
	}
}

func (r *Report) examine(l *look) error {
	var page, free int64
	if err := l.tx.QueryRowContext(l.ctx, `SELECT (SELECT page_size FROM pragma_page_size), (SELECT freelist_count FROM pragma_freelist_count),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM feed), (SELECT count(*) FROM reader)`).Scan(&page, &free, &r.Version, &r.Feeds, &r.Readers); err != nil {
		return err
	}
	r.Free, r.Segments = page*free, len(l.view.segs)
	for _, look := range []func(*look) error{r.pages, r.room, r.index, r.stories} {
		err := look(l)
		switch {
		case l.ctx.Err() != nil:
			return l.ctx.Err()
		case err != nil: // told; the other looks may find more
			r.problem("%v", explain(err))
		}
	}
	return nil
}

// pages asks SQLite.
func (r *Report) pages(l *look) error {
	rows, err := l.tx.QueryContext(l.ctx, `PRAGMA integrity_check(20)`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			r.problem("%s", line)
		}
	}
	return rows.Err()
}

// room sums up what the tables take.
func (r *Report) room(l *look) error {
	rows, err := l.tx.QueryContext(l.ctx, `SELECT CASE WHEN name IN ('doc', 'redoc', 'issued') THEN 'texts' WHEN name IN ('part', 'fence', 'col', 'seg') THEN 'index'
		WHEN name IN ('story', 'ident', 'told', 'told_lead') THEN 'list' ELSE 'rest' END, sum(pgsize) FROM dbstat WHERE aggregate=1 GROUP BY 1 ORDER BY 2 DESC`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p Part
		if err := rows.Scan(&p.Name, &p.Bytes); err != nil {
			return err
		}
		r.Parts = append(r.Parts, p)
	}
	return rows.Err()
}

// index reads every part of every segment.
func (r *Report) index(l *look) error {
	last := ""
	var seg *segment
	err := l.scan("", "", func(g *segment, e entry) error {
		if g != seg {
			seg, last = g, ""
		}
		if string(e.key) <= last {
			return errPart
		}
		last = string(e.key)
		return nil
	})
	if err != nil {
		return err
	}
	for _, g := range l.view.segs {
		for what := colIssued; g.n > 0 && what <= colWeight; what++ {
			if _, err := l.column(g, what); err != nil {
				return err
			}
		}
	}
	return nil
}

// stories reads every story whole.
func (r *Report) stories(l *look) error {
	dead, err := l.marked(setDead, 0)
	if err != nil {
		return err
	}
	r.Forgotten = dead.count()
	lost := 0
	for id := 1; id < l.n; id++ {
		if err := l.ctx.Err(); err != nil {
			return err
		}
		if dead.has(id) {
			continue
		}
		var st model.Story
		switch ok, err := l.whole(model.StoryID(id), &st); {
		case ok && err == nil:
			r.Stories++
		case lost < 3:
			r.problem("story %d cannot be read", id)
			lost++
		default:
			lost++
		}
	}
	if lost > 3 {
		r.problem("%d stories cannot be read", lost)
	}
	return nil
}

// Salvaged is what was saved from a damaged store.
type Salvaged struct {
	Stories int `json:"stories"`
	Lost    int `json:"lost"`
}

// Salvage copies all that can be read of the store at path to a new store at to, with a new index, and
// leaves the old one as it is. Stories keep their ids, readers their states.
func Salvage(ctx context.Context, path, to string) (Salvaged, error) {
	var out Salvaged
	if _, err := os.Stat(to); err == nil {
		return out, fmt.Errorf("%s is there already: %w", to, os.ErrExist)
	}
	path, done, err := lengthened(path, to+".part")
	if err != nil {
		return out, err
	}
	defer done()
	old := newStore(path)
	defer old.Close()
	new, err := Create(ctx, to)
	if err != nil {
		return out, err
	}
	defer new.Close()
	err = old.look(ctx, func(l *look) error {
		if err := new.change(ctx, func(c *change) error { return c.copyTables(l) }); err != nil {
			return err
		}
		for from := model.StoryID(1); int(from) < l.n; from += batch {
			err := new.change(ctx, func(c *change) error { return c.copyStories(l, from, min(from+batch, model.StoryID(l.n)), &out) })
			if err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

// lengthened is path, or where the file's end is missing a copy of it at to whose missing pages are zero:
// SQLite reads nothing of a file that is shorter than its header says (database file format 1.3.8).
func lengthened(path, to string) (string, func(), error) {
	asIs := func() {}
	f, err := os.Open(path)
	if err != nil {
		return path, asIs, nil // opening it again will tell
	}
	defer f.Close()
	fi, err := f.Stat()
	var head [32]byte
	if _, readErr := io.ReadFull(f, head[:]); err != nil || readErr != nil {
		return path, asIs, nil
	}
	page, pages := int64(binary.BigEndian.Uint16(head[16:])), int64(binary.BigEndian.Uint32(head[28:]))
	if page == 1 {
		page = 65536
	}
	missing := page*pages - fi.Size()
	if missing <= 0 || missing > maxMissing {
		return path, asIs, nil
	}
	done := func() {
		for _, suffix := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(to + suffix)
		}
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return path, asIs, err
	}
	if err := copyFile(f, to); err != nil {
		done()
		return path, asIs, err
	}
	if err := os.Truncate(to, page*pages); err != nil {
		done()
		return path, asIs, err
	}
	if log, err := os.Open(path + "-wal"); err == nil {
		defer log.Close()
		if err := copyFile(log, to+"-wal"); err != nil {
			done()
			return path, asIs, err
		}
	}
	return to, done, nil
}

// maxMissing is how many bytes may be missing at the end of a file; a header that says more is damaged itself.
const maxMissing = 64 << 30

func copyFile(from io.Reader, to string) error {
	f, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Close())
}

// copyTables copies what is not in the index, as far as it can be read.
func (c *change) copyTables(l *look) error {
	c.stories, c.states = true, true
	for table, columns := range map[string]int{"feed": 15, "sub": 4, "name": 2, "told": 4, "mark": 2, "note": 3, "journal": 6, "setting": 3, "visit": 2, "reader": 4, "key": 2} {
		rows, err := l.tx.QueryContext(l.ctx, `SELECT * FROM `+table)
		if err != nil {
			continue
		}
		row, ptr := make([]any, columns), make([]any, columns)
		for i := range row {
			ptr[i] = &row[i]
		}
		insert := `INSERT OR IGNORE INTO ` + table + ` VALUES(?` + strings.Repeat(",?", columns-1) + `)`
		for rows.Next() {
			if rows.Scan(ptr...) != nil {
				continue
			}
			if err := c.exec(insert, row...); err != nil {
				rows.Close()
				return err
			}
		}
		rows.Close() // where it breaks off, the rest of the table is lost
	}
	return nil
}

// copyStories copies the stories [from, to) that can be read; for each other its id stays free.
func (c *change) copyStories(l *look, from, to model.StoryID, out *Salvaged) error {
	p := newPut(c, time.Time{})
	defer p.hands.wait()
	var gone []model.StoryID
	dead, err := l.marked(setDead, 0)
	if err != nil {
		dead = newSet(l.n)
	}
	for id := from; id < to; id++ {
		var st model.Story
		ok, err := l.whole(id, &st)
		if l.ctx.Err() != nil {
			return l.ctx.Err()
		}
		c.next = int64(id)
		if err == nil && ok {
			if err := p.add(&st, store.IdentityOf(st.Feed, &st)); err != nil {
				return err
			}
			// the identity and the wording are those of the feed, which the text here need not be
			if err := p.copyIdentity(l, id); err != nil {
				return err
			}
			out.Stories++
			continue
		}
		if !dead.has(int(id)) {
			out.Lost++
		}
		gone = append(gone, id)
		p.hole(id)
	}
	c.next, c.stories = int64(to), true
	if _, err := c.toggle(setDead, 0, gone, true); err != nil {
		return err
	}
	return p.finish()
}

func (p *put) copyIdentity(l *look, id model.StoryID) error {
	var first, digest int64
	if err := l.tx.QueryRowContext(l.ctx, `SELECT first, digest FROM story WHERE id=?`, id).Scan(&first, &digest); err != nil {
		return nil // what was worked out from the story stands
	}
	if err := p.exec(`UPDATE story SET first=?, digest=? WHERE id=?`, first, digest, id); err != nil {
		return err
	}
	return p.exec(`INSERT OR IGNORE INTO ident(hash, id) VALUES(?,?)`, first, id)
}

// hole keeps the place of a story that is not there in the columns, and an empty doc in its group.
func (p *put) hole(id model.StoryID) {
	p.draft(id).place(&model.Story{ID: id})
	if len(p.group) > 0 {
		p.group = append(p.group, nil)
	}
}
