package fetch

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"lede/model"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func fresh(n int) Outcome { return Outcome{Response: &Response{Status: Fresh, ETag: `"e"`}, New: n} }

// between tells whether p comes due after at least d and a tenth more at most.
func between(p model.Poll, d time.Duration) bool {
	got := p.Next.Sub(p.Last)
	return got >= d && got <= d+d/10
}

func visited(every time.Duration) model.Feed {
	return model.Feed{Address: "http://a.test/feed", Poll: model.Poll{Last: noon.Add(-every), Next: noon, ETag: `"old"`, Digest: "d"}}
}

func TestNewsBringsTheNextVisitNearerAndSilenceFurther(t *testing.T) {
	for _, row := range []struct {
		every time.Duration
		news  int
		want  time.Duration
	}{
		{0, 5, 30 * time.Minute}, {2 * time.Hour, 1, time.Hour}, {2 * time.Hour, 0, 3 * time.Hour},
		{20 * time.Minute, 3, 15 * time.Minute}, {20 * time.Hour, 0, 24 * time.Hour},
	} {
		f := visited(row.every)
		if row.every == 0 {
			f.Poll = model.Poll{}
		}
		if p := Next(f, fresh(row.news), noon); !between(p, row.want) || p.Last != noon {
			t.Errorf("%+v: next in %s", row, p.Next.Sub(noon))
		}
	}
}

func TestTheReaderSaysHowOftenAFeedIsVisitedThatIsNotKnownYet(t *testing.T) {
	o := fresh(3)
	o.Every = 4 * time.Hour
	if p := Next(model.Feed{}, o, noon); !between(p, 4*time.Hour) {
		t.Errorf("first in %s", p.Next.Sub(noon))
	}
	if p := Next(visited(3*time.Hour), o, noon); !between(p, 2*time.Hour) {
		t.Errorf("with news in %s: not more than twice as often", p.Next.Sub(noon))
	}
	o.Every = time.Second
	if p := Next(model.Feed{}, o, noon); !between(p, 5*time.Minute) {
		t.Errorf("with a second in %s", p.Next.Sub(noon))
	}
}

func TestAVisitBeforeTheTimeThatBringsNothingDoesNotStretchIt(t *testing.T) {
	f := visited(2 * time.Hour)
	f.Poll.Next = noon.Add(90 * time.Minute)
	f.Poll.Last = noon.Add(-30 * time.Minute)
	if p := Next(f, fresh(0), noon); !between(p, 2*time.Hour) {
		t.Errorf("next in %s", p.Next.Sub(noon))
	}
}

func TestWhatTheFeedAndItsServerAskForIsKept(t *testing.T) {
	o := fresh(9)
	o.TTL = 6 * time.Hour
	p := Next(visited(time.Hour), o, noon)
	if !between(p, 6*time.Hour) || p.Every != 6*time.Hour {
		t.Errorf("ttl: %+v", p)
	}
	unchanged := Outcome{Response: &Response{Status: Unchanged}}
	if p = Next(model.Feed{Poll: p}, unchanged, p.Next); p.Every != 6*time.Hour {
		t.Errorf("ttl is forgotten where there is no body: %+v", p)
	}
	o = fresh(9)
	o.Response.MaxAge = 5 * time.Hour
	if p := Next(visited(time.Hour), o, noon); !between(p, 5*time.Hour) {
		t.Errorf("max-age: %+v", p)
	}
	for told, want := range map[time.Duration]time.Duration{time.Second: 5 * time.Minute, 900 * time.Hour: 24 * time.Hour} {
		o := fresh(0)
		o.TTL = told
		if p := Next(visited(time.Hour), o, noon); p.Every != want {
			t.Errorf("ttl of %s becomes %s", told, p.Every)
		}
	}
}

func TestHoursAndDaysThatTheFeedLeavesOutAreLeftOut(t *testing.T) {
	o := fresh(0) // due between 13:30 and 13:40
	o.SkipHours = []int{13, 14, 15}
	if p := Next(visited(time.Hour), o, noon); !p.Next.Equal(noon.Add(4 * time.Hour)) {
		t.Errorf("hours: %s", p.Next)
	}
	o = fresh(0)
	o.SkipDays = []time.Weekday{time.Tuesday, time.Wednesday}
	if p := Next(visited(time.Hour), o, noon); !p.Next.Equal(time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("days: %s", p.Next)
	}
	for h := range 24 {
		o.SkipHours = append(o.SkipHours, h)
	}
	if p := Next(visited(time.Hour), o, noon); !between(p, 90*time.Minute) {
		t.Errorf("a feed that leaves out all: %s", p.Next)
	}
}

func TestFailuresInARowBackOffAndKeepWhatWasKnown(t *testing.T) {
	f := visited(time.Hour)
	bad := Outcome{Err: errors.New("a.test:\n\x1b[2Jbroken")}
	for n, want := range []time.Duration{5 * time.Minute, 10 * time.Minute, 20 * time.Minute, 40 * time.Minute} {
		f.Poll = Next(f, bad, noon)
		if !between(f.Poll, want) || f.Poll.Failures != n+1 || f.Poll.ETag != `"old"` || f.Poll.Digest != "d" {
			t.Errorf("failure %d: %+v", n+1, f.Poll)
		}
	}
	if strings.ContainsAny(f.Poll.Error, "\n\x1b") || !strings.Contains(f.Poll.Error, "broken") {
		t.Errorf("%q", f.Poll.Error)
	}
	for range 100 {
		f.Poll = Next(f, bad, noon)
	}
	if !between(f.Poll, 24*time.Hour) {
		t.Errorf("after 104: %s", f.Poll.Next)
	}
	f.Poll = Next(f, fresh(1), noon)
	if f.Poll.Failures != 0 || f.Poll.Error != "" || f.Poll.ETag != `"e"` || !between(f.Poll, 30*time.Minute) {
		t.Errorf("well again: %+v", f.Poll)
	}
}

func TestABodyThatWasCutIsAskedForWholeAgain(t *testing.T) {
	o := fresh(3)
	o.Err = errors.New("cut")
	if p := Next(visited(time.Hour), o, noon); p.ETag != `"old"` || p.Digest != "d" || p.Failures != 1 {
		t.Errorf("%+v", p)
	}
}

func TestAServerThatAsksToWaitIsLeftAlone(t *testing.T) {
	for header, want := range map[string]time.Duration{
		"3600": time.Hour, "1": time.Minute, "9999999": 24 * time.Hour, "99999999999999999999999": 24 * time.Hour,
		noon.Add(2 * time.Hour).Format(http.TimeFormat): 2 * time.Hour, noon.Add(-time.Hour).Format(http.TimeFormat): time.Minute,
		"soon": 0, "-5": 0, "": 0,
	} {
		c := onTrip(Config{Gap: -1, Now: func() time.Time { return noon }}, func(*http.Request) *http.Response { return answer(429, "Retry-After", header) })
		_, err := get(t, c, "http://a.test/")
		var e *Error
		if !errors.As(err, &e) || e.RetryAfter != want {
			t.Errorf("%q: %+v", header, e)
			continue
		}
		f := visited(time.Hour)
		f.Poll.Every = 6 * time.Hour
		p := Next(f, Outcome{Err: err}, noon)
		if p.Next.Sub(noon) < want || Welcome(p, noon) != (want == 0) || !Welcome(p, noon.Add(want)) {
			t.Errorf("%q: %+v", header, p)
		}
	}
}

func TestAFeedThatIsGoneIsNotVisitedAgain(t *testing.T) {
	p := Next(visited(time.Hour), Outcome{Response: &Response{Status: Gone}}, noon)
	if !p.Gone || Due(p, noon.Add(9000*time.Hour)) || Welcome(p, noon.Add(9000*time.Hour)) || p.Error == "" {
		t.Errorf("%+v", p)
	}
}

// A clock that was ten years ahead at a visit, and is set right, does not keep the feed waiting for ten years.
func TestAClockSetBackHoldsNoFeedUp(t *testing.T) {
	ahead := noon.AddDate(10, 0, 0)
	for what, o := range map[string]Outcome{"a visit": fresh(3), "a failure": {Err: errors.New("a.test: broken")}, "told to wait": {Err: &Error{Kind: Answered, RetryAfter: 24 * time.Hour}}} {
		p := Next(visited(time.Hour), o, ahead)
		if Due(p, ahead) || !Due(p, noon) || !Welcome(p, noon) {
			t.Errorf("%s: %+v", what, p)
		}
		if p = Next(model.Feed{Address: "a", Poll: p}, o, noon); p.Next.Sub(noon) > 3*24*time.Hour || Due(p, noon) {
			t.Errorf("%s, and again: %+v", what, p)
		}
		if summer := noon.Add(-55 * time.Minute); Due(p, summer) {
			t.Errorf("%s: due since the clock went back by less than an hour", what)
		}
	}
}

func TestFeedsVisitedTogetherDoNotComeDueTogether(t *testing.T) {
	due := map[time.Time]bool{}
	for _, a := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		f := visited(time.Hour)
		f.Address = a
		p := Next(f, fresh(0), noon)
		due[p.Next] = true
		if again := Next(f, fresh(0), noon); again != p {
			t.Errorf("%+v, and then %+v", p, again)
		}
		if Due(p, p.Next.Add(-1)) || !Due(p, p.Next) {
			t.Errorf("%s is due at the wrong time", a)
		}
	}
	if len(due) < 7 {
		t.Errorf("only %d moments for 8 feeds", len(due))
	}
}

func TestHowLongAnAnswerStaysFresh(t *testing.T) {
	date := noon.Format(http.TimeFormat)
	for _, row := range []struct {
		control, expires string
		want             time.Duration
	}{
		{"max-age=3600", "", time.Hour}, {"public, MAX-AGE=3600", "", time.Hour}, {"max-age=1", "", 5 * time.Minute},
		{"max-age=99999999999999999999", "", 24 * time.Hour}, {"max-age=0", noon.Add(time.Hour).Format(http.TimeFormat), 0},
		{"no-cache, max-age=3600", "", 0}, {"no-store", "", 0}, {"max-age=x", "", 0}, {"", noon.Add(time.Hour).Format(http.TimeFormat), time.Hour},
		{"private", noon.Add(time.Second).Format(http.TimeFormat), 5 * time.Minute}, {"", "0", 0}, {"", noon.Add(-time.Hour).Format(http.TimeFormat), 0}, {"", "", 0},
	} {
		h := http.Header{"Cache-Control": {row.control}, "Expires": {row.expires}, "Date": {date}}
		if got := freshFor(h, time.Time{}); got != row.want {
			t.Errorf("%+v: %s", row, got)
		}
	}
}
