package newsroom

import (
	"context"
	"errors"
	"fmt"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
	"lede/ui/desk"
)

// Reader is one reader's Desk.
type Reader struct {
	*Room
	ID  model.ReaderID
	May desk.May
	// Browser starts the reader's own browser; nil where none may be started.
	Browser func(ctx context.Context, url string) error
	// Env is the environment in which the reader's own editor is named; nil where none may be started.
	Env func(name string) string
	// Configured says that the configuration is this reader's own.
	Configured bool
}

var _ desk.Desk = (*Reader)(nil)

// Edition answers q.
func (r *Reader) Edition(ctx context.Context, q query.Query, limit, lines int) (model.Edition, error) {
	a, err := r.Asking(ctx, q)
	if err != nil {
		return model.Edition{}, err
	}
	a.Limit, a.Lines = limit, lines
	e, err := r.Shelf.Read().Edition(ctx, a)
	e.Query = q.String()
	return e, err
}

// Lines are what the list shows of ids.
func (r *Reader) Lines(ctx context.Context, ids []model.StoryID) ([]model.Line, error) {
	return r.Shelf.Read().Lines(ctx, r.ID, ids)
}

// Story is a whole story.
func (r *Reader) Story(ctx context.Context, id model.StoryID) (model.Story, error) {
	return r.Shelf.Read().Story(ctx, r.ID, id)
}

// Topics counts the topics of q's stories: first the reader's own, whose ids are their names.
func (r *Reader) Topics(ctx context.Context, q query.Query) ([]model.TopicCount, error) {
	own, err := r.ownCounts(ctx, q)
	if err != nil {
		return nil, err
	}
	a, err := r.Asking(ctx, q)
	if err != nil {
		return nil, err
	}
	counts, err := r.Shelf.Read().Topics(ctx, a)
	return append(own, counts...), err
}

// write is the store for a change, or why there can be none.
func (r *Reader) write(ctx context.Context, may bool, with With) (store.Store, error) {
	if !may {
		return nil, errVisitor
	}
	return r.Shelf.Write(ctx, with, r.Now())
}

var errVisitor = fmt.Errorf("visitors read only: ask for a key to keep marks and feeds of your own")

// Mark changes stories.
func (r *Reader) Mark(ctx context.Context, ids []model.StoryID, m model.Mark) (model.Change, error) {
	st, err := r.write(ctx, r.May.Mark, WithSample)
	if err != nil {
		return model.Change{}, err
	}
	return st.Mark(ctx, r.ID, ids, m, r.Now())
}

// Undo takes back the last change.
func (r *Reader) Undo(ctx context.Context) (model.Change, error) {
	return r.Shelf.Read().Undo(ctx, r.ID, r.Now())
}

// Redo does again what was undone.
func (r *Reader) Redo(ctx context.Context) (model.Change, error) {
	c, err := r.Shelf.Read().Redo(ctx, r.ID, r.Now())
	if errors.Is(err, store.ErrNothing) {
		err = errors.New("nothing to do again")
	}
	return c, err
}

// Feeds are the reader's feeds.
func (r *Reader) Feeds(ctx context.Context) ([]model.Feed, error) {
	return r.Shelf.Read().Subscriptions(ctx, r.ID)
}

// Open starts the reader's browser.
func (r *Reader) Open(ctx context.Context, url string) error {
	if r.Browser == nil {
		return fmt.Errorf("no browser is started here; y copies the address")
	}
	return r.Browser(ctx, url)
}

// Leave notes that the reader goes: what comes in later is new. Who only looked at the sample edition
// leaves no trace.
func (r *Reader) Leave(ctx context.Context) error {
	if r.Shelf.Sample() || !r.May.Mark {
		return nil
	}
	if err := r.Shelf.Read().Visit(ctx, r.ID, r.Now()); err != nil {
		return err
	}
	return r.Empty(ctx)
}
