package extract

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestNoDatesAreSlow holds the reader of dates alone to the 200 ms that SAFETY P7 gives for 100 kB,
// or eight times what plain prose takes where the processor is slowed down by others.
func TestNoDatesAreSlow(t *testing.T) {
	const size = 100_000
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	read := func(text string) time.Duration {
		p := newPage(Input{Text: text, Headline: "A story"})
		p.limit = maxFound
		fastest := time.Hour
		for range 3 {
			p.found = p.found[:0]
			start := threadTime(t)
			findDates(p)
			fastest = min(fastest, threadTime(t)-start)
		}
		return fastest
	}
	limit := max(200*time.Millisecond, 8*read(strings.Repeat("The mayor said on Monday that the bridge built in 1931 will be shut until spring.\n", size/80)))
	for _, piece := range dateBombs {
		if took := read(strings.Repeat(piece, size/len(piece))); took > limit {
			t.Errorf("%q repeated takes %v, limit %v", piece, took, limit)
		}
	}
}
