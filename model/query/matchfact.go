package query

import (
	"strconv"
	"strings"
	"time"

	"lede/model"
)

// anyFact is true of a story that has a fact of which is says so; is gets the story's text as well.
func anyFact(is func(f *model.Fact, text string) bool) test {
	return func(s *model.Story) bool {
		text := s.Body.Text()
		for i := range s.Facts {
			if is(&s.Facts[i], text) {
				return true
			}
		}
		return false
	}
}

func namedTest(n Named) test {
	kind, is := kindOf(n.Key), n.Test()
	return anyFact(func(f *model.Fact, text string) bool {
		return f.Kind == kind && is(NameOf(n.Key, f, text))
	})
}

// Test is n as a condition on a name: its words stand side by side in it, or are all of it.
func (n Named) Test() func(string) bool {
	text, open := strings.CutSuffix(n.Text, "*")
	want := Tokens(text)
	if !n.Whole {
		return func(s string) bool { return containsWords(s, want, open) }
	}
	fold := strings.Join(want, " ")
	return func(s string) bool {
		s = Fold(s)
		return s == fold || open && strings.HasPrefix(s, fold)
	}
}

// NameOf is what a fact is called for a key: who spoke for said, the words themselves for quote, else
// its value, or the words of the text where it has none.
func NameOf(key string, f *model.Fact, text string) string {
	switch {
	case key == "said":
		return f.Speaker
	case key == "quote" || f.Value == "":
		return f.Span.In(text)
	}
	return f.Value
}

func figureTest(q Figure) test {
	is := q.Test()
	return anyFact(func(f *model.Fact, _ string) bool { return is(f) })
}

// Test is q as a condition on a fact.
func (q Figure) Test() func(*model.Fact) bool {
	kind, unit := q.Kind(), strings.ToLower(q.Unit)
	n, high := figureOf(q.N), figureOf(q.High)
	return func(f *model.Fact) bool {
		if f.Kind != kind || !q.unitIs(unit, f) {
			return false
		}
		if q.Op == 0 {
			return true
		}
		lo, hi, ok := Bounds(f)
		return ok && q.Op.meets(lo, hi, n, high)
	}
}

// Kind is the kind of fact that q asks about.
func (q Figure) Kind() model.Kind {
	if q.Key == "amount" {
		return model.Money
	}
	return model.Kind(q.Key)
}

func (q Figure) unitIs(unit string, f *model.Fact) bool {
	switch {
	case q.Key == "money" && unit == "":
		return Fiat(strings.ToUpper(f.Currency))
	case unit == "":
		return true
	case q.Key == "money" || q.Key == "amount":
		return strings.ToLower(f.Currency) == unit
	}
	return strings.ToLower(f.Unit) == unit
}

// UnitIs tells whether money in that currency, or a figure in that unit, is what q asks about.
func (q Figure) UnitIs(unit string) bool {
	return q.unitIs(strings.ToLower(q.Unit), &model.Fact{Currency: unit, Unit: unit})
}

// Interval is the closed range of figures that answers q, and whether its ends do; ok is false when
// q does not ask for a size.
func (q Figure) Interval() (n, high float64, op Op) { return figureOf(q.N), figureOf(q.High), q.Op }

// Bounds are the ends of what a fact states as a figure, equal when it is no range; false when it
// states none that can be read.
func Bounds(f *model.Fact) (low, high float64, ok bool) {
	low, err := strconv.ParseFloat(f.Value, 64)
	if err != nil || low != low {
		return 0, 0, false
	}
	high = low
	if h, err := strconv.ParseFloat(f.ValueHigh, 64); err == nil && h == h {
		high = h
	}
	return min(low, high), max(low, high), true
}

// meets tells whether some figure of [lo, hi] answers op.
func (op Op) meets(lo, hi, n, high float64) bool {
	switch op {
	case Equal:
		return lo <= n && n <= hi
	case Less:
		return lo < n
	case AtMost:
		return lo <= n
	case Greater:
		return hi > n
	case AtLeast:
		return hi >= n
	case Between:
		return lo <= high && hi >= n
	}
	return false
}

func figureOf(s string) float64 {
	n, _ := strconv.ParseFloat(s, 64)
	return n
}

func whenTest(w When, env *Env) test {
	from, to := w.Bounds(env.Now)
	return anyFact(func(f *model.Fact, _ string) bool { return f.Kind == model.Date && Spoken(f.Value, from, to) })
}

// Spoken tells whether a date in the text, given as its fact's value, falls in the half-open period
// [from, to), where a zero time is an open end: a date lies within it, a range from day to day shares
// a moment with it, and of one that is open at an end ("2018-01-01/..") the end that is told lies within it.
// Dates are read in the zone of the period.
func Spoken(value string, from, to time.Time) bool {
	zone := from.Location()
	if from.IsZero() {
		zone = to.Location()
	}
	a, b, ranged := strings.Cut(value, "/")
	start, end, ok := spokenOf(a, zone)
	if ranged {
		last, _, ok2 := spokenOf(b, zone) // the end of a range is exclusive
		switch {
		case ok && ok2:
			return (to.IsZero() || start.Before(to)) && (from.IsZero() || last.After(from))
		case ok && b == openEnd:
			end = start
		case ok2 && a == openEnd:
			start, end, ok = last.Add(-1), last, true
		default:
			return false
		}
	}
	return ok && (from.IsZero() || !start.Before(from)) && (to.IsZero() || start.Before(to) && !end.After(to))
}

// openEnd stands for the end that a range has not got (ISO 8601-2).
const openEnd = ".."

// spokenOf is the period of one date in the text: that of a Day, or the minute of 2026-03-31T18:00.
func spokenOf(s string, zone *time.Location) (from, to time.Time, ok bool) {
	day, clock, timed := strings.Cut(s, "T")
	if from, to, ok = civil(day, zone); !timed || !ok {
		return from, to, ok
	}
	for _, form := range []string{"15:04", time.TimeOnly} {
		if t, err := time.Parse(form, clock); err == nil {
			y, m, d := from.Date()
			from = time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), 0, zone)
			return from, from.Add(time.Minute), len(day) == len(time.DateOnly)
		}
	}
	return from, to, false
}
