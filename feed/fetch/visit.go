package fetch

import (
	"container/heap"
	"context"
	"net/url"
	"sync"
	"time"

	"lede/model"
)

// Visit is one feed of a Round: what came, what went wrong, or both when a body was cut short.
type Visit struct {
	Feed     model.Feed
	Response *Response // nil when nothing came
	Err      error     // one line fit to be shown
	Took     time.Duration
}

// Round visits feeds, many at once, and calls took with each as it comes in, from at most Config.Workers
// goroutines at a time. A host gets at most Config.PerHost requests at once and Config.Gap between two,
// and delays no other host. The first feeds are begun first.
//
// What Response.Body and Parts hold is used again when took returns: keep a copy of what is to stay.
// While took runs, the network goes on until Limits.Hold bytes wait for a worker.
//
// Round ends when every feed was told of, or soon after ctx does, with its error; feeds that were not done
// by then are not told of. It does not ask whether a visit is due: see Due and Welcome.
func (c *Client) Round(ctx context.Context, feeds []model.Feed, took func(Visit)) error {
	r := &round{c: c, ctx: ctx, feeds: feeds, events: make(chan event), landed: make(chan flight), memory: newMemory(c.lim.Hold)}
	var workers sync.WaitGroup
	for range c.cfg.Workers {
		workers.Go(func() { r.work(took) })
	}
	r.sort()
	r.dispatch()
	r.flights.Wait()
	close(r.landed)
	workers.Wait()
	c.CloseIdle()
	return ctx.Err()
}

// round is a Round under way. Only the dispatching goroutine touches what has no lock of its own.
type round struct {
	c       *Client
	ctx     context.Context
	feeds   []model.Feed
	memory  *memory
	flights sync.WaitGroup
	events  chan event
	landed  chan flight

	lanes   lanes // those with feeds left and room for another
	left    int   // feeds not begun
	flying  int   // visits begun and not landed
	landing int   // visits landed that no worker has taken yet
	idle    int   // of those, how many only wait for a host
	ashore  int   // bodies landed that no worker has taken yet
	laden   int   // visits flying that are sure to bring a body
}

// mostAshore is how many bodies may wait for a worker before no more visits are begun: where reading is slower than the
// network, more of them would only hold memory here and connections there. What has not changed has no body.
const mostAshore = 64

// mostLaden is how many visits fly at once to feeds of which nothing is known that could be unchanged: each of them
// brings a body, and there are never so many cores that more of them would be read sooner.
const mostLaden = 128

// brings tells whether a visit to feed i is sure to bring a body.
func (r *round) brings(i int) bool {
	return r.feeds[i].Poll.ETag == "" && r.feeds[i].Poll.LastModified == ""
}

// flight is a visit whose body is here.
type flight struct {
	feed int
	wire *wire
	hold *holding
	took time.Duration
}

// event tells the dispatcher how a visit gets on.
type event struct {
	lane *lane
	what int
	feed int  // of landing
	body bool // of landing and taken: something came that has to be read
}

const (
	landing = iota
	waiting
	resumed
	taken
)

// sort puts each feed into its host's lane.
func (r *round) sort() {
	byHost := map[string]*lane{}
	for i, f := range r.feeds {
		key := laneOf(f.Address)
		l := byHost[key]
		if l == nil {
			l = &lane{first: i, per: r.c.cfg.PerHost, gap: r.c.cfg.Gap}
			if key == "" {
				l.per, l.gap = 4, 0
			}
			byHost[key] = l
			r.lanes = append(r.lanes, l)
		}
		l.queue = append(l.queue, i)
	}
	r.left = len(r.feeds)
	heap.Init(&r.lanes)
}

// laneOf is the host of an address, "" for what is not asked over the network.
func laneOf(address string) string {
	if local(address) {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	return hostPort(u)
}

// dispatch begins visits as lanes and flight allow, until all have landed.
func (r *round) dispatch() {
	done := r.ctx.Done()
	for r.left > 0 || r.flying > 0 || r.landing > 0 {
		wait := r.launch()
		var due <-chan time.Time
		var timer *time.Timer
		if wait > 0 {
			timer = time.NewTimer(wait)
			due = timer.C
		}
		select {
		case e := <-r.events:
			r.take(e)
		case <-due:
		case <-done:
			r.left, r.lanes, done = 0, nil, nil
		}
		if timer != nil {
			timer.Stop()
		}
	}
}

// launch begins what can be begun now, and tells how long until the next lane opens; 0 when that waits
// for something else.
func (r *round) launch() time.Duration {
	for r.left > 0 && len(r.lanes) > 0 && r.flying-r.idle < r.c.cfg.Flight && r.ashore < mostAshore {
		l := r.lanes[0]
		now := time.Now()
		if wait := l.next.Sub(now); wait > 0 {
			return wait
		}
		i := l.queue[0]
		if r.brings(i) {
			if r.laden == mostLaden {
				return 0
			}
			r.laden++
		}
		heap.Pop(&r.lanes)
		l.queue = l.queue[1:]
		l.busy++
		l.next = now.Add(l.gap)
		r.left--
		r.flying++
		if len(l.queue) > 0 && l.busy < l.per {
			heap.Push(&r.lanes, l)
		}
		last := len(l.queue) == 0
		r.flights.Go(func() { r.fly(l, i, last) })
	}
	return 0
}

// take follows an event.
func (r *round) take(e event) {
	switch e.what {
	case waiting:
		r.idle++
	case resumed:
		r.idle--
	case taken:
		if e.body {
			r.ashore--
		}
		r.landing--
	case landing:
		if r.brings(e.feed) {
			r.laden--
		}
		r.flying--
		r.landing++
		if e.body {
			r.ashore++
		}
		full := e.lane.busy == e.lane.per
		e.lane.busy--
		if full && len(e.lane.queue) > 0 && r.left > 0 {
			heap.Push(&r.lanes, e.lane)
		}
	}
}

// fly makes one visit and hands it to a worker.
func (r *round) fly(l *lane, i int, last bool) {
	f := r.feeds[i]
	hold := r.memory.open()
	began := time.Now()
	w := r.c.wire(r.ctx, Request{URL: f.Address, ETag: f.Poll.ETag, LastModified: f.Poll.LastModified, Digest: f.Poll.Digest},
		&turns{hold: hold, last: last, wait: func(yes bool) {
			if yes {
				r.events <- event{lane: l, what: waiting}
			} else {
				r.events <- event{lane: l, what: resumed}
			}
		}})
	body := len(w.raw) > 0
	r.events <- event{lane: l, what: landing, feed: i, body: body}
	select {
	case r.landed <- flight{i, w, hold, time.Since(began)}:
	case <-r.ctx.Done():
		hold.release()
	}
	r.events <- event{lane: l, what: taken, body: body}
}

// maxKept is the largest buffer in bytes that a worker keeps for its next body.
const maxKept = 4 << 20

// work unpacks and hands out bodies until no more land.
func (r *round) work(took func(Visit)) {
	var buf []byte
	for f := range r.landed {
		raw := f.wire.raw
		if r.ctx.Err() == nil {
			buf = r.c.unpack(f.wire, buf)
			took(Visit{Feed: r.feeds[f.feed], Response: f.wire.resp, Err: f.wire.err, Took: f.took})
		}
		r.c.blocks.reuse(raw)
		f.hold.release()
		if cap(buf) > maxKept {
			buf = nil
		}
	}
}

// lane is one host's feeds, in order.
type lane struct {
	first int // index of its first feed: lanes that are due together go in this order
	queue []int
	busy  int
	per   int
	gap   time.Duration
	next  time.Time // no start before
}

// lanes is a heap: the lane that is due first on top.
type lanes []*lane

func (l lanes) Len() int      { return len(l) }
func (l lanes) Swap(i, j int) { l[i], l[j] = l[j], l[i] }
func (l lanes) Less(i, j int) bool {
	if !l[i].next.Equal(l[j].next) {
		return l[i].next.Before(l[j].next)
	}
	return l[i].first < l[j].first
}
func (l *lanes) Push(x any) { *l = append(*l, x.(*lane)) }
func (l *lanes) Pop() any {
	old := *l
	x := old[len(old)-1]
	*l = old[:len(old)-1]
	return x
}
