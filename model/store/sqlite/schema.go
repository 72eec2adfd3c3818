package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"lede/model/store"
)

// applicationID marks the file as ours (SQLite's file format §1.3.8): "lede".
const applicationID = 0x6c656465

// A step brings a store from the version before to its own; versions count from 1.
type step func(ctx context.Context, tx *sql.Tx) error

// steps are all that ever were, in order. A step that has been released is not changed any more.
func steps() []step {
	return []step{
		func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, schema1)
			return err
		},
		func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, schema2)
			return err
		},
		func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, schema3)
			return err
		},
	}
}

const schema1 = `
CREATE TABLE gen(one INTEGER PRIMARY KEY CHECK(one=1), stories INTEGER NOT NULL, states INTEGER NOT NULL, next INTEGER NOT NULL);
INSERT INTO gen VALUES(1, 1, 1, 1);

-- what the list shows; topics and publisher are numbers of names
CREATE TABLE story(id INTEGER PRIMARY KEY, feed INTEGER NOT NULL, pub INTEGER, seen INTEGER NOT NULL, flags INTEGER NOT NULL, revision INTEGER NOT NULL,
  first INTEGER NOT NULL, digest INTEGER NOT NULL, publisher INTEGER NOT NULL, topics BLOB NOT NULL, headline TEXT NOT NULL, url TEXT NOT NULL);
CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE ident(hash INTEGER PRIMARY KEY, id INTEGER NOT NULL);
-- groups of docs by their first story, and docs of stories told anew, see doc.go
CREATE TABLE doc(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE redoc(id INTEGER PRIMARY KEY, data BLOB NOT NULL);

-- the index, see postings.go; a part's id is its segment's times 2^20 and its place, a column's its segment's times 8 and what it is
CREATE TABLE seg(id INTEGER PRIMARY KEY, chunk INTEGER NOT NULL, level INTEGER NOT NULL, base INTEGER NOT NULL, n INTEGER NOT NULL,
  again BLOB NOT NULL, parts INTEGER NOT NULL, seen INTEGER NOT NULL, newest INTEGER NOT NULL);
CREATE TABLE fence(seg INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE part(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE col(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE told(id INTEGER PRIMARY KEY, lead INTEGER NOT NULL, place INTEGER NOT NULL, n INTEGER NOT NULL);
CREATE INDEX told_lead ON told(lead, place);

CREATE TABLE feed(id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL UNIQUE, title TEXT NOT NULL, link TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '', etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '',
  digest TEXT NOT NULL DEFAULT '', last INTEGER, next INTEGER, every INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
  error TEXT NOT NULL DEFAULT '', gone INTEGER NOT NULL DEFAULT 0);
CREATE TABLE sub(reader INTEGER NOT NULL, feed INTEGER NOT NULL, name TEXT NOT NULL, tags TEXT NOT NULL, PRIMARY KEY(reader, feed)) WITHOUT ROWID;
CREATE INDEX sub_feed ON sub(feed);

-- sets of stories by reader: what times 2^56, reader times 2^24, chunk
CREATE TABLE mark(id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE note(reader INTEGER NOT NULL, id INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY(reader, id)) WITHOUT ROWID;
CREATE INDEX note_id ON note(id);
CREATE TABLE journal(seq INTEGER PRIMARY KEY AUTOINCREMENT, reader INTEGER NOT NULL, mark INTEGER NOT NULL, at INTEGER NOT NULL, undone INTEGER NOT NULL, ids BLOB NOT NULL);
CREATE INDEX journal_reader ON journal(reader, seq);
CREATE TABLE setting(reader INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(reader, key)) WITHOUT ROWID;
CREATE TABLE visit(reader INTEGER PRIMARY KEY, seen INTEGER NOT NULL);
CREATE TABLE reader(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, admin INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL);
INSERT INTO sqlite_sequence(name, seq) VALUES('reader', 1);
CREATE TABLE key(key TEXT PRIMARY KEY, reader INTEGER NOT NULL) WITHOUT ROWID;
`

// raw is model.Story.Raw as the feed last issued the story, 0 when that is not known
const schema2 = `ALTER TABLE story ADD COLUMN raw INTEGER NOT NULL DEFAULT 0`

// docs as the feed issued them, of stories whose page's text stands in their place
const schema3 = `CREATE TABLE issued(id INTEGER PRIMARY KEY, truncated INTEGER NOT NULL, data BLOB NOT NULL)`

// inspect tells what the file at the other end is: the version of its schema, 0 for an empty file.
// ErrForeign and ErrNewer where it is not for us.
func inspect(ctx context.Context, db querier) (version int, err error) {
	var app, tables int
	row := db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`)
	if err := row.Scan(&app, &version, &tables); err != nil {
		return 0, err
	}
	switch {
	case tables == 0 && app == 0:
		return 0, nil
	case app != applicationID:
		return 0, store.ErrForeign
	case version > len(steps()):
		return version, fmt.Errorf("%w (its version is %d, this one knows %d)", store.ErrNewer, version, len(steps()))
	}
	return version, nil
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// migrate brings the store up to all of todo in one transaction, after a copy of it was put beside it.
// Two processes may try at once: the second finds the work done.
func migrate(ctx context.Context, db *sql.DB, path string, todo []step) error {
	version, err := inspect(ctx, db)
	if err != nil || version >= len(todo) {
		return err
	}
	if version > 0 {
		if err := backup(ctx, db, fmt.Sprintf("%s.v%d.bak", path, version)); err != nil {
			return fmt.Errorf("copy the store before renewing it: %w", err)
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if version, err = inspect(ctx, tx); err != nil || version >= len(todo) {
		return err
	}
	for _, s := range todo[version:] {
		if err := s(ctx, tx); err != nil {
			return fmt.Errorf("renew the store: %w", err)
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d", applicationID, len(todo))); err != nil {
		return err
	}
	return tx.Commit()
}

// backup copies the store whole to a new file, which nobody else may read.
func backup(ctx context.Context, db *sql.DB, to string) error {
	part := to + ".part"
	os.Remove(part)
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", part); err != nil {
		return err
	}
	if err := os.Chmod(part, 0o600); err != nil {
		return err
	}
	return os.Rename(part, to)
}
