// Package sqlite keeps stories in one SQLite file: stories for the list, their docs compressed, and an
// index of our own beside them that answers queries a million stories deep by sets of bits.
//
// A file is made by the first change, not by looking. Any number of processes may read and write it at
// once: one of them writes at a time, in write-ahead mode, and no one waits for a reader. A call that
// changes something returns when it is committed.
//
// Of others it uses modernc.org/sqlite (the engine, pure Go) and klauspost/compress/zstd (docs).
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // registers the driver

	"lede/model/store"
)

// Store is a store in a file. It is safe for many goroutines.
type Store struct {
	path string

	mu     sync.Mutex
	read   *sql.DB // nil as long as there is no file
	frozen *sql.DB // read or what read was, when it was opened where no log can be: it does not see what is written
	write  *sql.DB // nil until something is written
	closed bool

	writing  sync.Mutex // one writer at a time within the process; guards the making of packer
	packer   *packer
	stackers sync.Pool // of *stacker
	unpack   func() (*unpacker, error)

	names   names
	columns columns
	cache   cache
}

var _ store.Store = (*Store)(nil)

// Open opens the store at path, where there may be none yet: it then reads as empty, and the first
// change makes file and folder. ErrForeign, ErrNewer and ErrCorrupt tell what is wrong with a file.
func Open(ctx context.Context, path string) (*Store, error) {
	s := newStore(path)
	if _, err := s.reader(ctx); err != nil && !errors.Is(err, errNoFile) {
		s.Close()
		return nil, err
	}
	return s, nil
}

func newStore(path string) *Store {
	s := &Store{path: path, unpack: sync.OnceValues(newUnpacker)}
	s.cache.init()
	return s
}

// Create opens the store at path and makes it if there is none.
func Create(ctx context.Context, path string) (*Store, error) {
	s, err := Open(ctx, path)
	if err != nil {
		return nil, err
	}
	if _, err := s.writer(ctx); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// Path is where the store is kept.
func (s *Store) Path() string { return s.path }

// Close ends all use of the store.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var err error
	if s.read != nil {
		err = s.read.Close()
	}
	if s.frozen != nil && s.frozen != s.read {
		err = errors.Join(s.frozen.Close(), err)
	}
	if s.write != nil {
		err = errors.Join(s.write.Close(), err)
	}
	s.read, s.frozen, s.write = nil, nil, nil
	return explain(err)
}

// errNoFile says that nothing was ever kept; whoever reads then answers as an empty store does.
var errNoFile = errors.New("no store yet")

var errClosed = errors.New("the store is closed")

// reader is the pool for reading.
func (s *Store) reader(ctx context.Context) (*sql.DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, errClosed
	}
	if s.read != nil {
		return s.read, nil
	}
	if err := check(s.path); err != nil {
		return nil, err
	}
	db, version, err := s.openRead(ctx)
	if err != nil {
		return nil, explain(err)
	}
	if version == 0 {
		db.Close()
		return nil, errNoFile
	}
	if version < len(steps()) {
		db.Close()
		w, err := openWrite(ctx, s.path, steps())
		if err != nil {
			return nil, explain(err)
		}
		s.write = w
		if db, _, err = s.openRead(ctx); err != nil {
			return nil, explain(err)
		}
	}
	s.read = db
	return db, nil
}

// writer is the one connection for writing; it makes the file.
func (s *Store) writer(ctx context.Context) (*sql.DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.closed:
		return nil, errClosed
	case s.write != nil:
		return s.write, nil
	}
	if err := check(s.path); err != nil && !errors.Is(err, errNoFile) {
		return nil, err
	}
	db, err := openWrite(ctx, s.path, steps())
	if err != nil {
		return nil, explain(err)
	}
	s.write = db
	if s.frozen != nil && s.frozen == s.read { // there is room again; who reads in it now may end
		s.read = nil
	}
	return db, nil
}

// check looks at a file before SQLite does: nothing there or nothing in it is errNoFile, and what does
// not begin as a SQLite file is not ours.
func check(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return errNoFile
	}
	if err != nil {
		return err
	}
	defer f.Close()
	var head [72]byte
	n, err := f.Read(head[:])
	if n == 0 {
		if fi, serr := f.Stat(); serr == nil && fi.IsDir() {
			return fmt.Errorf("%w: %s is a folder", store.ErrForeign, path)
		}
		return errNoFile
	}
	if err != nil {
		return err
	}
	if n < len(head) || string(head[:16]) != "SQLite format 3\x00" {
		if n == len(head) && string(head[68:72]) == "lede" {
			return store.ErrCorrupt
		}
		return store.ErrForeign
	}
	return nil
}

// address is the file as a URI with pragmas; busy_timeout comes first, as the others may have to wait.
func address(path string, params ...string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	v := url.Values{"_pragma": {"busy_timeout(5000)"}}
	for i := 0; i+1 < len(params); i += 2 {
		v.Add(params[i], params[i+1])
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: v.Encode()}).String()
}

// openRead opens the store for reading, and tells its version. Where the log's index cannot be made, as in a folder that may
// not be written or on a disk that is full, the file is read as it is.
func (s *Store) openRead(ctx context.Context) (*sql.DB, int, error) {
	pragmas := []string{"_pragma", "query_only(1)", "_pragma", "cache_size(-1000)", "_pragma", "temp_store(MEMORY)"}
	db, err := sql.Open("sqlite", address(s.path, pragmas...))
	if err != nil {
		return nil, 0, err
	}
	version, err := inspect(ctx, db)
	frozen := unwritable(err)
	if frozen {
		db.Close()
		if db, err = sql.Open("sqlite", address(s.path, append(pragmas, "immutable", "1")...)); err != nil {
			return nil, 0, err
		}
		version, err = inspect(ctx, db)
	}
	if err != nil {
		db.Close()
		return nil, 0, err
	}
	db.SetMaxOpenConns(4)
	db.SetMaxIdleConns(4)
	if frozen {
		s.frozen = db
	}
	return db, version, nil
}

func openWrite(ctx context.Context, path string, todo []step) (*sql.DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	f.Close()
	db, err := sql.Open("sqlite", address(path, "_txlock", "immediate", "_pragma", "auto_vacuum(2)", "_pragma", "journal_mode(WAL)", "_pragma", "synchronous(NORMAL)",
		"_pragma", "foreign_keys(1)", "_pragma", "temp_store(MEMORY)", "_pragma", "cache_size(-8000)",
		"_pragma", "journal_size_limit(16777216)"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err := migrate(ctx, db, path, todo); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}
