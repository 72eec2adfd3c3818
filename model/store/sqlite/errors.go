package sqlite

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"

	"lede/model/store"
)

// SQLite's primary result codes (sqlite.org/rescode.html) that mean something to a reader.
const (
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// unwritable tells whether SQLite could not make the files it needs beside the store.
func unwritable(err error) bool {
	switch code(err) {
	case codeCantOpen, codeReadOnly, codeFull, codeIO:
		return true
	}
	return false
}

// explain says in the store's own words what SQLite or the system refused. What is not known goes
// through as it is.
func explain(err error) error {
	switch code(err) {
	case codeBusy, codeLocked:
		return wrapped{store.ErrBusy, err}
	case codeReadOnly:
		return wrapped{store.ErrReadOnly, err}
	case codeCorrupt:
		return wrapped{store.ErrCorrupt, err}
	case codeNotADB:
		return wrapped{store.ErrForeign, err}
	case codeCantOpen:
		return wrapped{store.ErrReadOnly, err}
	case codeFull:
		return fmt.Errorf("the disk is full: nothing was changed: %w", err)
	case codeIO: // so SQLite calls a quota that is used up (EDQUOT) and a file that may not grow (EFBIG), too
		return fmt.Errorf("the disk refuses: nothing was changed; is there room on it, within the quota? %w", err)
	}
	switch {
	case errors.Is(err, errPart), errors.Is(err, errDoc):
		return wrapped{store.ErrCorrupt, err}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return wrapped{store.ErrReadOnly, err}
	}
	return err
}

// wrapped reads as what it is and still answers for its cause.
type wrapped struct{ is, cause error }

func (w wrapped) Error() string   { return w.is.Error() }
func (w wrapped) Unwrap() []error { return []error{w.is, w.cause} }
