package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/model/store"
)

// batch is how many stories are committed at once at most; readers of the index and other writers get
// their turn between.
const batch = 500

// Put keeps stories. More than 500 are committed in several steps: an error then leaves the steps
// before it kept, which Stored tells.
func (s *Store) Put(ctx context.Context, feed model.FeedID, in []model.Story, now time.Time) (store.Stored, error) {
	var out store.Stored
	if len(in) == 0 {
		return out, nil
	}
	idents := make([]store.Identity, len(in))
	for i := range in {
		idents[i] = store.IdentityOf(feed, &in[i])
	}
	for from := 0; from < len(in); from += batch {
		to := min(from+batch, len(in))
		part := store.Stored{}
		err := s.change(ctx, func(c *change) error {
			p := newPut(c, now)
			defer p.hands.wait()
			p.feed, p.out = feed, &part
			if err := p.all(in[from:to], idents[from:to], idents); err != nil {
				return err
			}
			return p.finish()
		})
		if err != nil {
			return out, err
		}
		out.IDs, out.New, out.Revised = append(out.IDs, part.IDs...), append(out.New, part.New...), append(out.Revised, part.Revised...)
	}
	return out, nil
}

// put is the keeping of one batch, of one feed after the other.
type put struct {
	*change
	feed    model.FeedID
	now     time.Time
	out     *store.Stored
	claimed map[model.StoryID]bool // stories that the feed still tells of by their own first identity
	visit   bool                   // a visit to a feed brought it: what was forgotten stays so
	drafts  map[int]*chunkDraft
	hands   *hands

	group   [][]byte // docs under way, of stories from groupID on
	groupID model.StoryID
	size    int            // bytes in group
	packed  []*packedGroup // groups that the hands are packing
}

func newPut(c *change, now time.Time) *put {
	return &put{
		change: c, now: now, out: &store.Stored{}, hands: newHands(runtime.GOMAXPROCS(0)),
		drafts: map[int]*chunkDraft{}, claimed: map[model.StoryID]bool{},
	}
}

// packedGroup is a group of docs; data is there once the hands have finished.
type packedGroup struct {
	id   model.StoryID
	data []byte
}

// all keeps stories of p.feed; whole are the identities of all that it tells.
func (p *put) all(in []model.Story, idents, whole []store.Identity) error {
	if p.feed != 0 {
		if ok, err := p.row(`SELECT 1 FROM feed WHERE id=?`, []any{p.feed}, []any{new(int)}); err != nil || !ok {
			return orNotFound(err)
		}
	}
	for _, id := range whole {
		at, err := p.lookUp(id.First)
		if err != nil {
			return err
		}
		if at != 0 {
			p.claimed[at] = true
		}
	}
	for i := range in {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		st := in[i]
		st.Feed, st.State, st.Revision = p.feed, model.State{}, 0
		store.Trim(&st)
		if err := p.one(&st, idents[i]); err != nil {
			return err
		}
	}
	return nil
}

// finish writes what was gathered.
func (p *put) finish() error {
	if err := p.keepDocs(); err != nil {
		return err
	}
	return p.index()
}

func orNotFound(err error) error {
	if err != nil {
		return err
	}
	return store.ErrNotFound
}

// lookUp is the story known by an identity; 0 for none.
func (p *put) lookUp(hash uint64) (model.StoryID, error) {
	var id model.StoryID
	_, err := p.row(`SELECT story.id FROM ident JOIN story ON story.id=ident.id WHERE hash=?`, []any{int64(hash)}, []any{&id})
	return id, err
}

// forgotten is the story that was known by an identity and is there no more; 0 for none.
func (p *put) forgotten(id store.Identity) (gone model.StoryID, err error) {
	_, err = p.row(`SELECT id FROM ident WHERE hash IN (?, ?) AND NOT EXISTS(SELECT 1 FROM story WHERE story.id=ident.id) LIMIT 1`,
		[]any{int64(id.First), int64(id.Second)}, []any{&gone})
	return gone, err
}

func (p *put) one(st *model.Story, id store.Identity) error {
	at, err := p.lookUp(id.First)
	if err == nil && at == 0 && id.Second != 0 {
		if at, err = p.lookUp(id.Second); p.claimed[at] {
			at = 0
		}
	}
	if err != nil {
		return err
	}
	if at == 0 && p.visit {
		gone, err := p.forgotten(id)
		if err != nil || gone != 0 {
			p.out.IDs = append(p.out.IDs, gone)
			return err
		}
	}
	if at == 0 {
		return p.add(st, id)
	}
	p.claimed[at] = true
	p.out.IDs = append(p.out.IDs, at)
	var pub sql.NullInt64
	var seen, first, digest, raw int64
	var revision int
	if _, err := p.row(`SELECT pub, seen, first, digest, raw, revision FROM story WHERE id=?`, []any{at}, []any{&pub, &seen, &first, &digest, &raw, &revision}); err != nil {
		return err
	}
	if first != int64(id.First) {
		if err := p.rename(at, first, id.First, st.GUID); err != nil {
			return err
		}
	}
	if err := p.know(id, at); err != nil {
		return err
	}
	if uint64(digest) == store.Digest(st) {
		if st.Raw == 0 || raw == int64(st.Raw) {
			return nil
		}
		return p.exec(`UPDATE story SET raw=? WHERE id=?`, int64(st.Raw), at)
	}
	st.ID, st.Published, st.FirstSeen, st.Revision = at, timeOf(pub), time.UnixMilli(seen).UTC(), revision+1
	if st.Updated.IsZero() {
		st.Updated = p.now.UTC().Truncate(time.Second)
	}
	if !slices.Contains(p.out.New, at) {
		p.out.Revised = append(p.out.Revised, at)
	}
	if err := p.exec(`UPDATE story SET first=?, digest=?, raw=? WHERE id=?`, int64(id.First), int64(store.Digest(st)), int64(st.Raw), at); err != nil {
		return err
	}
	return p.again(st)
}

// rename keeps the identity under which a feed now tells of a story in place of the one before.
func (p *put) rename(at model.StoryID, was int64, first uint64, guid string) error {
	if err := p.exec(`DELETE FROM ident WHERE hash=? AND id=?`, was, at); err != nil {
		return err
	}
	if err := p.exec(`UPDATE story SET first=? WHERE id=?`, int64(first), at); err != nil {
		return err
	}
	st := model.Story{ID: at}
	if err := p.keepDocs(); err != nil {
		return err
	}
	doc, err := (&docs{}).find(p.ctx, p.tx, p.s, at)
	if err != nil {
		return err
	}
	if err := readDoc(doc, &st); err != nil {
		return err
	}
	st.GUID = guid
	return p.redoc(&st)
}

// redoc keeps the doc of a story that was there before in a row of its own.
func (c *change) redoc(st *model.Story) error {
	return c.exec(`INSERT OR REPLACE INTO redoc(id, data) VALUES(?, ?)`, st.ID, c.s.packer.pack(appendDoc(nil, st)))
}

// gather takes the doc of a new story into the group that is being made.
func (p *put) gather(st *model.Story) {
	if p.size >= groupBytes {
		p.closeGroup()
	}
	if len(p.group) == 0 {
		p.groupID = st.ID
	}
	d := appendDoc(nil, st)
	p.group, p.size = append(p.group, d), p.size+len(d)
}

// closeGroup has the hands pack the group.
func (p *put) closeGroup() {
	if len(p.group) == 0 {
		return
	}
	group, to := p.group, &packedGroup{id: p.groupID}
	p.group, p.size, p.packed = nil, 0, append(p.packed, to)
	p.hands.do(func() { to.data = p.s.packer.pack(group...) })
}

// keepDocs writes all docs that were gathered.
func (p *put) keepDocs() error {
	p.closeGroup()
	p.hands.wait()
	for _, g := range p.packed {
		if err := p.exec(`INSERT INTO doc(id, data) VALUES(?, ?)`, g.id, g.data); err != nil {
			return err
		}
	}
	p.packed = nil
	return nil
}

func (p *put) know(id store.Identity, at model.StoryID) error {
	for _, h := range id.All {
		// an identity of a story that was forgotten is free again
		if err := p.exec(`INSERT INTO ident(hash, id) VALUES(?, ?) ON CONFLICT(hash) DO UPDATE SET id=excluded.id
			WHERE NOT EXISTS(SELECT 1 FROM story WHERE story.id=ident.id)`, int64(h), at); err != nil {
			return err
		}
	}
	return nil
}

// add keeps a story that was not there.
func (p *put) add(st *model.Story, id store.Identity) error {
	if st.FirstSeen.IsZero() {
		st.FirstSeen = p.now.UTC().Truncate(time.Millisecond)
	}
	st.ID = model.StoryID(p.next)
	p.next++
	topics, publisher, err := p.numbers(st)
	if err != nil {
		return err
	}
	if err := p.exec(`INSERT INTO story(id, feed, pub, seen, flags, revision, first, digest, publisher, topics, headline, url, raw) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)`,
		st.ID, st.Feed, nullTime(st.Published), st.FirstSeen.UnixMilli(), flagsOf(st), st.Revision, int64(id.First), int64(store.Digest(st)),
		publisher, topics, st.Headline, st.URL, int64(st.Raw)); err != nil {
		return err
	}
	p.gather(st)
	if err := p.know(id, st.ID); err != nil {
		return err
	}
	p.claimed[st.ID] = true
	p.out.IDs, p.out.New = append(p.out.IDs, st.ID), append(p.out.New, st.ID)
	p.stories = true
	p.enter(st)
	return nil
}

// again keeps another wording of a story: its text, facts and topics take the place of those before.
func (p *put) again(st *model.Story) error {
	topics, publisher, err := p.numbers(st)
	if err != nil {
		return err
	}
	if err := p.exec(`UPDATE story SET flags=?, revision=?, publisher=?, topics=?, headline=?, url=? WHERE id=?`,
		flagsOf(st), st.Revision, publisher, topics, st.Headline, st.URL, st.ID); err != nil {
		return err
	}
	if err := p.redoc(st); err != nil {
		return err
	}
	if !st.FullText {
		if err := p.exec(`DELETE FROM issued WHERE id=?`, st.ID); err != nil {
			return err
		}
	}
	p.stories = true
	d := p.draft(st.ID)
	d.again(st)
	if d.fresh(st.ID) { // it came in this very batch
		return nil
	}
	return p.reweigh(st)
}

func (p *put) numbers(st *model.Story) (topics []byte, publisher int64, err error) {
	topics = []byte{}
	for _, t := range st.Topics {
		n, err := p.number(string(t.ID))
		if err != nil {
			return nil, 0, err
		}
		topics = binary.AppendUvarint(topics, uint64(n))
	}
	publisher, err = p.number(st.Publisher)
	return topics, publisher, err
}

func flagsOf(st *model.Story) int {
	f := 0
	if st.Truncated {
		f |= flagTruncated
	}
	if st.FullText {
		f |= flagFullText
	}
	return f
}

// FullText keeps the page's own text of a story.
func (s *Store) FullText(ctx context.Context, in model.Story) error {
	if _, err := s.reader(ctx); err != nil {
		return orNone(err)
	}
	return s.change(ctx, func(c *change) error {
		var st model.Story
		if err := c.story(in.ID, &st); err != nil {
			return err
		}
		if !st.FullText {
			if err := c.exec(`INSERT OR REPLACE INTO issued(id, truncated, data) VALUES(?, ?, ?)`, st.ID, st.Truncated, c.s.packer.pack(appendDoc(nil, &st))); err != nil {
				return err
			}
		}
		st.Body, st.Facts, st.Brief, st.FullText, st.Truncated = in.Body, in.Facts, in.Brief, true, false
		if len(in.Topics) > 0 {
			st.Topics = in.Topics
		}
		p := newPut(c, time.Time{})
		defer p.hands.wait()
		if err := p.again(&st); err != nil {
			return err
		}
		return p.index()
	})
}

// orNone says of a store that is not there yet that nothing is in it.
func orNone(err error) error {
	if errors.Is(err, errNoFile) {
		return store.ErrNotFound
	}
	return err
}

// story reads a story whole.
func (c *change) story(id model.StoryID, st *model.Story) error {
	l := &look{ctx: c.ctx, s: c.s, tx: c.tx}
	ok, err := l.whole(id, st)
	if err != nil || !ok {
		return orNotFound(err)
	}
	return nil
}

// issuedAt is the second at which a story counts as issued.
func issuedAt(st *model.Story) int64 { return query.Issued(st).Unix() }
