package fetch

import (
	"cmp"
	"errors"
	"hash/fnv"
	"slices"
	"strconv"
	"time"

	"lede/model"
	"lede/model/safe"
)

// Bounds of the time between two visits that nobody asked for.
const (
	firstEvery = 30 * time.Minute // before anything is known, unless the reader says otherwise; half of it is the least
	maxEvery   = 24 * time.Hour
	minBackoff = 5 * time.Minute
	minTold    = 5 * time.Minute // of a feed's own ttl
	maxTold    = 24 * time.Hour
)

// Outcome is what a visit came to, once its body was read.
type Outcome struct {
	Response *Response // nil when nothing came
	Err      error     // of the visit, or of reading what came; a cut body counts as failed

	New       int            // stories that were not known before
	TTL       time.Duration  // what the feed itself asks for: ttl, sy:updatePeriod; 0 for nothing
	SkipHours []int          // of the day in GMT, 0 to 23
	SkipDays  []time.Weekday // in GMT

	Every time.Duration // how often the reader wants a feed visited of which nothing is known yet; 0 for every half hour
}

// Next is what f's Poll becomes after a visit at now. It only counts: the same arguments give the same
// Poll, and two feeds do not come due at the same moment for having been visited together.
//
// The time between visits is halved by news and stretched by half by none, within half of what the reader set (15 minutes) and a day,
// and is at least what ttl, max-age and Expires ask for; hours and days that the feed leaves out are left
// out. Failures in a row double the time from 5 minutes to a day. Validators change only with a
// visit that went well, so that what was read badly is asked for whole again.
func Next(f model.Feed, o Outcome, now time.Time) model.Poll {
	p := f.Poll
	before := p.Next.Sub(p.Last)
	early := now.Before(p.Next)
	p.Last = now
	switch {
	case o.Err == nil && o.Response != nil && o.Response.Status == Gone:
		p.Gone, p.Error, p.Failures, p.Next = true, "gone for good, says its server; it is not asked again", p.Failures+1, time.Time{}
		return p
	case o.Err != nil || o.Response == nil:
		return failedPoll(f, p, o, now)
	}
	every := adapt(f.Poll, before, early, o)
	keep(&p, o)
	if o.TTL > 0 {
		p.Every = clamp(o.TTL, minTold, maxTold)
	} else if o.Response.Status == Fresh {
		p.Every = 0
	}
	every = max(every, p.Every, o.Response.MaxAge)
	p.Next = open(now.Add(jitter(every, f.Address, now)), o.SkipHours, o.SkipDays)
	return p
}

// adapt is the next length between visits, by what the last one was and brought.
func adapt(p model.Poll, before time.Duration, early bool, o Outcome) time.Duration {
	first := clamp(cmp.Or(o.Every, firstEvery), minBackoff, maxEvery)
	switch {
	case p.Last.IsZero(), p.Failures > 0, before <= 0:
		return first
	case o.New > 0:
		return clamp(before/2, first/2, maxEvery)
	case early: // nothing new before the time says nothing
		return clamp(before, first/2, maxEvery)
	}
	return clamp(before+before/2, first/2, maxEvery)
}

// keep takes over what makes the next visit cheap.
func keep(p *model.Poll, o Outcome) {
	p.Failures, p.Error, p.Gone = 0, "", false
	r := o.Response
	if r.Status == Fresh || r.ETag != "" {
		p.ETag = r.ETag
	}
	if r.Status == Fresh || r.LastModified != "" {
		p.LastModified = r.LastModified
	}
	if r.Digest != "" {
		p.Digest = r.Digest
	}
}

// failedPoll backs off. While a feed fails, Every is only what its server asked for with Retry-After.
func failedPoll(f model.Feed, p model.Poll, o Outcome, now time.Time) model.Poll {
	p.Failures++
	p.Error = "nothing came"
	if o.Err != nil {
		p.Error = safe.Line(o.Err.Error())
	}
	back := minBackoff << min(p.Failures-1, 10)
	back = jitter(clamp(back, minBackoff, maxEvery), f.Address, now)
	p.Every = 0
	var e *Error
	if errors.As(o.Err, &e) && e.RetryAfter > 0 {
		p.Every = e.RetryAfter
		back = max(back, p.Every)
	}
	p.Next = now.Add(back)
	return p
}

// Due tells whether a feed wants a visit that nobody asked for.
func Due(p model.Poll, now time.Time) bool {
	return !p.Gone && (!now.Before(p.Next) || setBack(p, now))
}

// setBack tells that the clock was ahead at the last visit, and was set right since: what was reckoned by it
// would keep a feed waiting for as long as it was wrong. An hour is no jump but a summer's end.
func setBack(p model.Poll, now time.Time) bool { return p.Last.After(now.Add(time.Hour)) }

// Welcome tells whether a visit that the reader asked for may be made: not to a feed that is gone, nor
// before the time that its server asked to be left alone.
func Welcome(p model.Poll, now time.Time) bool {
	held := p.Failures > 0 && p.Every > 0 && now.Before(p.Last.Add(p.Every)) && !setBack(p, now)
	return !p.Gone && !held
}

// jitter lengthens d by up to a tenth, by address and time alone.
func jitter(d time.Duration, address string, now time.Time) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(address))
	h.Write(strconv.AppendInt(nil, now.Unix(), 10))
	return d + d/10*time.Duration(h.Sum32()%1024)/1024
}

// open moves t out of the hours and days that a feed leaves out. A feed that leaves out all is not
// believed.
func open(t time.Time, hours []int, days []time.Weekday) time.Time {
	at := t
	for range 8 * 24 {
		u := at.UTC()
		if !slices.Contains(hours, u.Hour()) && !slices.Contains(days, u.Weekday()) {
			return at
		}
		at = u.Truncate(time.Hour).Add(time.Hour).In(t.Location())
	}
	return t
}
