package newsroom

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"syscall"
	"time"

	"lede/feed/sample"
	"lede/model"
	"lede/model/store"
	"lede/model/store/memory"
	"lede/model/store/sqlite"
)

// Shelf is where stories are kept. Until the reader changes something there is no file: the sample
// edition is then shown from memory. The first change makes the store and takes along what is shown.
type Shelf struct {
	path   string
	sample bool

	mu   sync.Mutex
	kept store.Store
}

// OpenShelf opens the store at path, or the sample edition where there is none yet.
func OpenShelf(ctx context.Context, path string, now time.Time) (*Shelf, error) {
	if _, err := os.Stat(path); err == nil {
		st, err := sqlite.Open(ctx, path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return &Shelf{path: path, kept: st}, nil
	} else if !errors.Is(err, os.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) { // no folder: a home that is none
		return nil, fmt.Errorf("%s: %w; name another store with --store", path, err)
	}
	st, err := sampleStore(ctx, now)
	if err != nil {
		return nil, err
	}
	return &Shelf{path: path, sample: true, kept: st}, nil
}

// Hold is a shelf of stories that are not kept: those of "lede read".
func Hold(ctx context.Context, stories []model.Story, now time.Time) (*Shelf, error) {
	st := memory.New()
	if _, err := st.Put(ctx, 0, stories, now); err != nil {
		return nil, err
	}
	return &Shelf{kept: st}, nil
}

func sampleStore(ctx context.Context, now time.Time) (store.Store, error) {
	st := memory.New()
	return st, putSample(ctx, st, now)
}

// sampleFeed is the address of the sample edition: a feed like any other, but that it is never visited and
// that the first feed a reader adds takes its place.
const sampleFeed = "lede:sample"

// putSample puts the sample edition into a store, with its facts and topics.
func putSample(ctx context.Context, st store.Store, now time.Time) error {
	stories, err := sample.Edition()
	if err != nil {
		return err
	}
	for i := range stories {
		Print(&stories[i])
	}
	f, err := st.Subscribe(ctx, model.LocalReader, model.Feed{Address: sampleFeed, Title: "lede sample edition"})
	if err == nil {
		_, err = st.Put(ctx, f.ID, stories, now)
	}
	return err
}

// Sample tells whether the sample edition is on the shelf, and nothing else.
func (s *Shelf) Sample() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sample
}

// Read is the store for looking things up.
func (s *Shelf) Read() store.Store {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept
}

// With says what a new store takes along.
type With bool

// The sample edition is taken along when it is what the reader changes, and left behind when the
// change is about feeds.
const (
	WithoutSample With = false
	WithSample    With = true
)

// Write is the store for changing something: now there is a file. Ids stay as they were.
func (s *Shelf) Write(ctx context.Context, with With, now time.Time) (store.Store, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.sample {
		return s.kept, nil
	}
	st, err := sqlite.Open(ctx, s.path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w; reading goes on, changes are not kept", s.path, err)
	}
	if with == WithSample {
		if err := putSample(ctx, st, now); err != nil {
			return nil, fmt.Errorf("%s: %w; reading goes on, changes are not kept", s.path, err)
		}
	}
	s.kept, s.sample = st, false
	return st, nil
}

// Close ends it.
func (s *Shelf) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept.Close()
}
