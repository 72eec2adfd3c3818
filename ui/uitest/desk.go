// Package uitest is what tests of the screen stand on: a newsroom in memory that answers the same
// every time, and a driver that presses keys without a terminal and without a clock.
package uitest

import (
	"context"
	"errors"
	"image"
	"image/color"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"lede/model"
	"lede/model/query"
	"lede/ui/desk"
)

// Noon is the time in all tests.
var Noon = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

// Desk is a newsroom in memory. It may be asked from many goroutines.
type Desk struct {
	mu       sync.Mutex
	stories  []model.Story // newest first
	at       map[model.StoryID]int
	feeds    []model.Feed
	settings map[string]string
	done     []model.Change
	back     []model.Change

	Asked  []string          // the questions that came, in order: "edition #bitcoin"
	Offers []desk.Completion // what Complete offers, whatever was typed; nil: topics and keys
	Opened []string
	Left   bool
	Easel  image.Point      // the pixels that the last picture was to have at most
	Found  []desk.Other     // what Others finds
	Fail   map[string]error // by the name of a question: answer with this error instead
}

// New is a newsroom with these stories, given newest first.
func New(stories []model.Story) *Desk {
	d := &Desk{stories: stories, at: map[model.StoryID]int{}, settings: map[string]string{}, Fail: map[string]error{}}
	for i := range stories {
		d.at[stories[i].ID] = i
	}
	d.feeds = []model.Feed{
		{ID: 1, Title: "Coast Post", Address: "https://coast.test/feed", Total: 30, Unread: 12},
		{ID: 2, Title: "Ledger Daily", Address: "https://ledger.test/rss", Total: 9, Unread: 2, Poll: model.Poll{Error: "no answer in 10 s"}},
	}
	return d
}

// asked notes a question and gives the error that a test wants for it.
func (d *Desk) asked(ctx context.Context, what, detail string) error {
	d.Asked = append(d.Asked, strings.TrimSpace(what+" "+detail))
	if err := ctx.Err(); err != nil {
		return err
	}
	return d.Fail[what]
}

// Questions are the questions that came since the last call.
func (d *Desk) Questions() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := d.Asked
	d.Asked = nil
	return out
}

func (d *Desk) env() query.Env {
	return query.Env{Now: Noon, LastSeen: Noon.Add(-3 * time.Hour), Feed: func(id model.FeedID) model.Feed {
		for _, f := range d.feeds {
			if f.ID == id {
				return f
			}
		}
		return model.Feed{}
	}, Topic: func(name string) []model.TopicID { return []model.TopicID{model.TopicID("lede:" + name)} }}
}

// answer are the stories that answer q, in its order. What is muted is one word a line here.
func (d *Desk) answer(q query.Query) []int {
	match := q.Matcher(d.env())
	mute := func(*model.Story) bool { return false }
	if m, err := query.Parse(strings.Join(strings.Fields(d.settings["mute"]), " OR ")); err == nil && !m.All() && !strings.Contains(q.String(), "is:muted") {
		mute = m.Matcher(d.env())
	}
	var out []int
	for i := range d.stories {
		if match(&d.stories[i]) && !mute(&d.stories[i]) {
			out = append(out, i)
		}
	}
	return out
}

func (d *Desk) line(i int) model.Line {
	l := model.LineOf(&d.stories[i])
	l.Sources = 1 + int(l.ID)%4
	l.New = d.stories[i].FirstSeen.After(Noon.Add(-3 * time.Hour))
	return l
}

// Edition implements desk.Desk.
func (d *Desk) Edition(ctx context.Context, q query.Query, limit, lines int) (model.Edition, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "edition", q.String()); err != nil {
		return model.Edition{}, err
	}
	e := model.Edition{Query: q.String()}
	for _, i := range d.answer(q) {
		e.Total++
		if !d.stories[i].State.Read {
			e.Unread++
		}
		if d.line(i).New {
			e.New++
		}
		if limit > 0 && len(e.IDs) == limit {
			e.More = true
			continue
		}
		e.IDs = append(e.IDs, d.stories[i].ID)
		if len(e.Lines) < lines {
			e.Lines = append(e.Lines, d.line(i))
		}
	}
	return e, nil
}

// Lines implements desk.Desk.
func (d *Desk) Lines(ctx context.Context, ids []model.StoryID) ([]model.Line, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "lines", ""); err != nil {
		return nil, err
	}
	var out []model.Line
	for _, id := range ids {
		if i, ok := d.at[id]; ok {
			out = append(out, d.line(i))
		}
	}
	return out, nil
}

// Story implements desk.Desk.
func (d *Desk) Story(ctx context.Context, id model.StoryID) (model.Story, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "story", ""); err != nil {
		return model.Story{}, err
	}
	if i, ok := d.at[id]; ok {
		return d.stories[i], nil
	}
	return model.Story{}, errors.New("this story is gone")
}

// Topics implements desk.Desk.
func (d *Desk) Topics(ctx context.Context, q query.Query) ([]model.TopicCount, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "topics", q.String()); err != nil {
		return nil, err
	}
	by := map[model.TopicID]*model.TopicCount{}
	var out []*model.TopicCount
	for _, i := range d.answer(q) {
		for _, t := range d.stories[i].Topics {
			c := by[t.ID]
			if c == nil {
				c = &model.TopicCount{Topic: t.ID}
				by[t.ID] = c
				out = append(out, c)
			}
			c.Total++
			if !d.stories[i].State.Read {
				c.Unread++
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Total > out[j].Total })
	counts := make([]model.TopicCount, len(out))
	for i, c := range out {
		counts[i] = *c
	}
	return counts, nil
}

// Days implements desk.Calendar.
func (d *Desk) Days(ctx context.Context, qs []query.Query, n int) ([][]int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "days", ""); err != nil {
		return nil, err
	}
	out := make([][]int, len(qs))
	today := Noon.Truncate(24 * time.Hour)
	for i, q := range qs {
		out[i] = make([]int, n)
		for _, j := range d.answer(q) {
			if back := int(today.Sub(d.stories[j].Published.Truncate(24*time.Hour)) / (24 * time.Hour)); back >= 0 && back < n {
				out[i][n-1-back]++
			}
		}
	}
	return out, nil
}

// Others implements desk.Mover.
func (d *Desk) Others(ctx context.Context) ([]desk.Other, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "others", ""); err != nil {
		return nil, err
	}
	return d.Found, nil
}

// TakeOver implements desk.Mover: each feed is new.
func (d *Desk) TakeOver(ctx context.Context, o desk.Other) (desk.Taken, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range o.Feeds {
		id := model.FeedID(100 + i)
		d.feeds = append(d.feeds, model.Feed{ID: id, Title: "Taken " + strconv.Itoa(i+1), Address: "https://taken.test/" + strconv.Itoa(i+1)})
	}
	if err := d.asked(ctx, "take over", o.Name); err != nil {
		return desk.Taken{}, err
	}
	return desk.Taken{Feeds: o.Feeds, New: o.Feeds, Stories: 1204, Read: 900, Starred: 12, Left: []string{"line 3: no address"}}, nil
}

// Picture implements desk.Painter: every address shows a sea of one blue below a sky of another.
func (d *Desk) Picture(ctx context.Context, url string, w, h int) (*image.RGBA, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Easel = image.Pt(w, h)
	if err := d.asked(ctx, "picture", url); err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetRGBA(x, y, color.RGBA{0x20, 0x40 + uint8(y/(h/2+1))*0x40, 0xa0, 0xff})
		}
	}
	return img, nil
}

// Complete implements desk.Desk: it offers the topics and keys that begin with the word.
func (d *Desk) Complete(ctx context.Context, text string, cursor int) ([]desk.Completion, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "complete", text); err != nil {
		return nil, err
	}
	if d.Offers != nil {
		return d.Offers, nil
	}
	from := strings.LastIndexByte(text[:cursor], ' ') + 1
	word := text[from:cursor]
	var out []desk.Completion
	for _, w := range []string{"#shipping", "#economy", "#bitcoin", "#storms", "person:", "place:", "money>"} {
		if word != "" && strings.HasPrefix(w, word) {
			out = append(out, desk.Completion{Insert: w, From: from, Label: w})
		}
	}
	return out, nil
}

// apply sets a mark on the stories that do not have it yet.
func (d *Desk) apply(ids []model.StoryID, m model.Mark) []model.StoryID {
	var out []model.StoryID
	for _, id := range ids {
		i, ok := d.at[id]
		if !ok {
			continue
		}
		s := &d.stories[i].State
		if now := m.On(*s); now != *s {
			*s = now
			out = append(out, id)
		}
	}
	return out
}

// Mark implements desk.Desk.
func (d *Desk) Mark(ctx context.Context, ids []model.StoryID, m model.Mark) (model.Change, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "mark", m.String()); err != nil {
		return model.Change{}, err
	}
	c := model.Change{Mark: m, Stories: d.apply(ids, m)}
	if len(c.Stories) > 0 {
		d.done, d.back = append(d.done, c), nil
	}
	return c, nil
}

// Undo implements desk.Desk.
func (d *Desk) Undo(ctx context.Context) (model.Change, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "undo", ""); err != nil {
		return model.Change{}, err
	}
	n := len(d.done)
	if n == 0 {
		return model.Change{}, errors.New("nothing to undo")
	}
	c := d.done[n-1]
	d.done, d.back = d.done[:n-1], append(d.back, c)
	c.Mark, c.Undone = c.Mark.Opposite(), true
	d.apply(c.Stories, c.Mark)
	return c, nil
}

// Redo implements desk.Desk.
func (d *Desk) Redo(ctx context.Context) (model.Change, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "redo", ""); err != nil {
		return model.Change{}, err
	}
	n := len(d.back)
	if n == 0 {
		return model.Change{}, errors.New("nothing to do again")
	}
	c := d.back[n-1]
	d.back, d.done = d.back[:n-1], append(d.done, c)
	d.apply(c.Stories, c.Mark)
	return c, nil
}

// Refresh implements desk.Desk: two feeds are visited and one new story comes in.
func (d *Desk) Refresh(ctx context.Context, feeds []model.FeedID, tell func(desk.Progress)) (desk.Report, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "refresh", ""); err != nil {
		return desk.Report{}, err
	}
	tell(desk.Progress{Done: 1, Of: 2, Feed: "Coast Post", New: 1})
	tell(desk.Progress{Done: 2, Of: 2, Feed: "Ledger Daily", Err: "no answer in 10 s", New: 1})
	s := d.stories[0]
	s.ID, s.Headline, s.Published, s.State = 999_999, "A late ship calls at the port", Noon, model.State{}
	s.FirstSeen = Noon
	if _, had := d.at[s.ID]; !had {
		d.stories = slices.Insert(d.stories, 0, s)
		for i := range d.stories {
			d.at[d.stories[i].ID] = i
		}
	}
	return desk.Report{Feeds: 2, Failed: 1, New: 1, Errors: []string{"Ledger Daily: no answer in 10 s; next try in 5 min"}}, nil
}

// Add implements desk.Desk.
func (d *Desk) Add(ctx context.Context, address string) (model.Feed, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "add", address); err != nil {
		return model.Feed{}, err
	}
	f := model.Feed{ID: model.FeedID(len(d.feeds) + 1), Title: "Hill Gazette", Address: address}
	d.feeds = append(d.feeds, f)
	return f, nil
}

// Remove implements desk.Desk.
func (d *Desk) Remove(ctx context.Context, id model.FeedID) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "remove", ""); err != nil {
		return err
	}
	d.feeds = slices.DeleteFunc(d.feeds, func(f model.Feed) bool { return f.ID == id })
	return nil
}

// Feeds implements desk.Desk.
func (d *Desk) Feeds(ctx context.Context) ([]model.Feed, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.feeds), d.asked(ctx, "feeds", "")
}

// FullText implements desk.Desk.
func (d *Desk) FullText(ctx context.Context, id model.StoryID) (model.Story, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "fulltext", ""); err != nil {
		return model.Story{}, err
	}
	s := d.stories[d.at[id]]
	s.Body = model.PlainBody("The page tells the whole of it.", s.Body.Text())
	s.Facts, s.Brief, s.FullText, s.Truncated = nil, nil, true, false
	return s, nil
}

// Issued implements desk.Issuer.
func (d *Desk) Issued(ctx context.Context, id model.StoryID) (model.Story, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stories[d.at[id]], d.asked(ctx, "issued", "")
}

// Open implements desk.Desk.
func (d *Desk) Open(ctx context.Context, url string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Opened = append(d.Opened, url)
	return d.asked(ctx, "open", url)
}

// Setting implements desk.Desk.
func (d *Desk) Setting(ctx context.Context, key string) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.settings[key], d.asked(ctx, "setting", key)
}

// SetSetting implements desk.Desk.
func (d *Desk) SetSetting(ctx context.Context, key, value string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.settings[key] = value
	return d.asked(ctx, "set", key+" "+value)
}

// Keep implements desk.Keeper.
func (d *Desk) Keep(ctx context.Context, f model.Feed) (model.Feed, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "keep", f.Address); err != nil {
		return model.Feed{}, err
	}
	d.feeds = append(d.feeds, f)
	return f, nil
}

// Call implements desk.Caller.
func (d *Desk) Call(ctx context.Context, id model.FeedID, name string, tags []string) (model.Feed, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "call", name+" "+strings.Join(tags, ",")); err != nil {
		return model.Feed{}, err
	}
	i := slices.IndexFunc(d.feeds, func(f model.Feed) bool { return f.ID == id })
	if i < 0 {
		return model.Feed{}, errors.New("this feed is not among yours any more")
	}
	d.feeds[i].Name, d.feeds[i].Tags = name, slices.Clone(tags)
	return d.feeds[i], nil
}

// Packs implements desk.Packer.
func (d *Desk) Packs(ctx context.Context) ([]desk.Pack, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return []desk.Pack{{Name: "coast", Feeds: []string{"Pier News", "Tide Table"}}, {Name: "hills", Feeds: []string{"Ridge"}}}, d.asked(ctx, "packs", "")
}

// TakePack implements desk.Packer: every pack has two feeds.
func (d *Desk) TakePack(ctx context.Context, name string) ([]model.Feed, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "take", name); err != nil {
		return nil, err
	}
	out := []model.Feed{{ID: 71, Title: "Pier News", Address: "https://pier.test/"}, {ID: 72, Title: "Tide Table", Address: "https://tide.test/"}}
	d.feeds = append(d.feeds, out...)
	return out, nil
}

// Note implements desk.Noter.
func (d *Desk) Note(ctx context.Context, id model.StoryID, note string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.asked(ctx, "note", note); err != nil {
		return err
	}
	d.stories[d.at[id]].State.Note = note
	return nil
}

// Editor implements desk.Noter: there is none.
func (d *Desk) Editor(string) desk.Editing { return nil }

// Leave implements desk.Desk.
func (d *Desk) Leave(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.Left = true
	return d.asked(ctx, "leave", "")
}
