package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"lede/cmd/lede/config"
	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/safe"
	"lede/model/store"
	"lede/ui/desk"
)

// storePath is where stories are kept: by flag, environment, configuration, or in the data folder.
func (l *lede) storePath() string {
	for _, p := range []string{l.storeAt, l.env("LEDE_STORE"), l.configuration().Store} {
		if p != "" {
			return p
		}
	}
	return filepath.Join(config.DataDir(l.env), "lede.db")
}

// openRoom opens the store, once in a run.
func (l *lede) openRoom(ctx context.Context) (*newsroom.Room, error) {
	if l.room != nil {
		return l.room, nil
	}
	path := l.storePath()
	if strings.HasPrefix(path, "postgres://") || strings.HasPrefix(path, "postgresql://") {
		return nil, errors.New("this lede keeps stories in a file only; name a path with --store or LEDE_STORE")
	}
	shelf, err := newsroom.OpenShelf(ctx, path, l.now())
	if err != nil {
		return nil, err
	}
	return l.makeRoom(shelf), nil
}

// makeRoom makes the room around a shelf and tells the faults of its rules.
func (l *lede) makeRoom(shelf *newsroom.Shelf) *newsroom.Room {
	room, faults := newsroom.New(shelf, l.configuration(), l.env, l.now)
	for _, f := range faults {
		fmt.Fprintf(l.errs, "lede: %s\n", oneLine(f))
		l.faults = append(l.faults, oneLine(f))
	}
	l.room = room
	return room
}

// local is the person at this machine, who may do everything.
func (l *lede) local(room *newsroom.Room) *newsroom.Reader {
	return &newsroom.Reader{
		Room: room, ID: model.LocalReader, Browser: newsroom.Browser(l.env), Env: l.env,
		May: desk.May{Open: true, Mark: true, Feeds: true, Refresh: true, Suspend: true},
	}
}

// ask fills in what a command needs to look stories up as the person at this machine.
func (l *lede) ask(ctx context.Context, a *asking) error {
	room, err := l.openRoom(ctx)
	if err != nil {
		return err
	}
	a.room, a.out, a.errs = l.local(room), l.out, l.errs
	if l.guest != nil {
		a.room = l.guest
	}
	if isTerminal(l.out) {
		a.width = columns(l.out, l.env)
	}
	return nil
}

// storeForWriting is the store, made where there is none yet.
func (l *lede) storeForWriting(ctx context.Context) (store.Store, error) {
	room, err := l.openRoom(ctx)
	if err != nil {
		return nil, err
	}
	return room.Shelf.Write(ctx, newsroom.WithSample, l.now())
}

func (l *lede) close() {
	if l.room != nil {
		_ = l.room.Close()
	}
}

// maxInput is the most that is read of one file or of standard input, in bytes.
const maxInput = 256 << 20

func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if len(data) > maxInput {
		return nil, fmt.Errorf("there is more than %d MB of it; cut it into parts", maxInput>>20)
	}
	return data, err
}

// fileError tells why a file cannot be read, in plain words.
func fileError(name string, err error) error {
	name = safe.Line(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no such file", name)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: it may not be read by you", name)
	}
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return fmt.Errorf("%s: %w", name, err)
}
