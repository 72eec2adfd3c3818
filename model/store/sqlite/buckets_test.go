package sqlite

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"lede/model"
	"lede/model/query"
)

func TestBucketsKeepTheOrderOfNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	draw := func() float64 {
		s := fmt.Sprintf("%de%d", r.IntN(2000)-1000, r.IntN(50)-20)
		if r.IntN(3) == 0 {
			s = strconv.Itoa(r.IntN(100)) + fmt.Sprintf("e%d", r.IntN(12)-3)
		}
		x, _ := strconv.ParseFloat(s, 64)
		return x
	}
	for range 40000 {
		a, b := draw(), draw()
		if a > b {
			a, b = b, a
		}
		x, y := bucketOf(a), bucketOf(b)
		if x > y || a != b && x == y && x.single() || x <= wideRange {
			t.Fatalf("%v is in bucket %d (single: %v), %v in %d", a, x, x.single(), b, y)
		}
	}
}

func TestNumbersOfTwoDigitsHaveABucketToThemselves(t *testing.T) {
	for p := -10; p <= 28; p++ {
		for d := 10; d <= 99; d++ {
			x, _ := strconv.ParseFloat(fmt.Sprintf("%de%d", d, p), 64)
			if !bucketOf(x).single() || !bucketOf(-x).single() {
				t.Errorf("%v shares bucket %d", x, bucketOf(x))
			}
		}
	}
}

// What a bucket says of a figure is never against what the figure itself says.
func TestABucketNeverContradictsItsFigures(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 30000 {
		f := model.Fact{Kind: model.Number, Value: strconv.Itoa(r.IntN(400))}
		if r.IntN(3) == 0 {
			f.ValueHigh = strconv.Itoa(r.IntN(4000))
		}
		q := query.Figure{Key: "number", Op: query.Op(r.IntN(7)), N: strconv.Itoa(r.IntN(400)), High: strconv.Itoa(400 + r.IntN(100))}
		from, to := bucketsOf(&f)
		surely, maybe := false, false
		for b := from; b <= to; b++ {
			s, m := seek(q).in(b)
			surely, maybe = surely || s, maybe || m
		}
		is := q.Test()(&f)
		if surely && !is || is && !maybe {
			t.Fatalf("%s..%s asked %+v: surely %v, maybe %v, is %v", f.Value, f.ValueHigh, q, surely, maybe, is)
		}
	}
}
