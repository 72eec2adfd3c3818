package sqlite

import (
	"slices"
	"strconv"
	"sync"

	"lede/model"
	"lede/model/query"
)

// A bucket is a stretch of the number line that figures are indexed by: the numbers of one or two
// leading digits (30, 300, 310 …) have a bucket each, and so has every gap between two neighbours.
// What a reader types is nearly always such a number, so that whole buckets answer it and no figure
// has to be looked at. Buckets are numbered from the least number to the greatest.
type bucket int32

const (
	noNumber   = bucket(0) // a figure that states no number
	wideRange  = bucket(1) // a range over more buckets than are worth listing
	mostSpan   = 64
	zeroBucket = bucket(1 << 14)
)

// edges are the positive numbers of two digits, from 1e-10 to 9.9e30, as decimals of them are read.
var edges = sync.OnceValue(func() []float64 {
	var out []float64
	for p := -11; p < 30; p++ {
		for d := 10; d <= 99; d++ {
			x, _ := strconv.ParseFloat(strconv.Itoa(d)+"e"+strconv.Itoa(p), 64)
			out = append(out, x)
		}
	}
	return out
})

// bucketOf is the bucket that x falls in.
func bucketOf(x float64) bucket {
	switch {
	case x != x:
		return noNumber
	case x == 0:
		return zeroBucket
	case x < 0:
		return zeroBucket - magnitude(-x)
	}
	return zeroBucket + magnitude(x)
}

// magnitude is 1 and up for positive numbers, in their order: odd for gaps, even for the edges.
func magnitude(x float64) bucket {
	at, exact := slices.BinarySearch(edges(), x)
	if exact {
		return bucket(2*at + 2)
	}
	return bucket(2*at + 1)
}

// single tells whether b holds just one number.
func (b bucket) single() bool { return b > wideRange && (b-zeroBucket)%2 == 0 }

// bucketsOf are the buckets that a fact is found by.
func bucketsOf(f *model.Fact) (from, to bucket) {
	lo, hi, ok := query.Bounds(f)
	if !ok {
		return noNumber, noNumber
	}
	from, to = bucketOf(lo), bucketOf(hi)
	if to-from > mostSpan {
		return wideRange, wideRange
	}
	return from, to
}

// sought is a figure asked for, in buckets.
type sought struct {
	op     query.Op
	at, to bucket
}

func seek(q query.Figure) sought {
	n, high, op := q.Interval()
	return sought{op, bucketOf(n), bucketOf(high)}
}

// in tells what a story in bucket b does to the figure asked for: it surely answers, or it may.
func (s sought) in(b bucket) (surely, maybe bool) {
	switch {
	case s.op == 0:
		return true, true
	case b == noNumber:
		return false, false
	case b == wideRange:
		return false, true
	}
	switch s.op {
	case query.Equal:
		return b == s.at && b.single(), b == s.at
	case query.Less:
		return b < s.at, b < s.at || b == s.at && !b.single()
	case query.AtMost:
		return b < s.at || b == s.at && b.single(), b <= s.at
	case query.Greater:
		return b > s.at, b > s.at || b == s.at && !b.single()
	case query.AtLeast:
		return b > s.at || b == s.at && b.single(), b >= s.at
	}
	inside := (b > s.at || b == s.at && b.single()) && (b < s.to || b == s.to && b.single())
	return inside, b >= s.at && b <= s.to
}
