package extract

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestNoTextIsSlow holds SAFETY P7, 200 ms for 100 kB, on half of that so that the whole stays quick. It counts the time of the
// processor, and where that is slowed down by others the limit is eight times what a plain story of that length takes.
func TestNoTextIsSlow(t *testing.T) {
	const size = 50_000
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	plain := strings.Repeat("The mayor of Lindos said on Monday that the old bridge will be closed until spring. Nobody was hurt.\n", size/100)
	began := threadTime(t)
	Read(Input{Text: plain})
	limit := max(100*time.Millisecond, 8*(threadTime(t)-began))
	for _, piece := range bombs {
		text := strings.Repeat(piece, size/len(piece))
		fastest := time.Hour
		for range 4 {
			start := threadTime(t)
			Read(Input{Text: text, Headline: text[:2000]})
			if fastest = min(fastest, threadTime(t)-start); fastest < limit {
				break
			}
		}
		if fastest > limit {
			t.Errorf("%q repeated takes %v, limit %v", piece, fastest, limit)
		}
	}
}

// threadTime is the processor time that this thread has used.
func threadTime(t *testing.T) time.Duration {
	const thisThread = 1 // RUSAGE_THREAD, getrusage(2)
	var u syscall.Rusage
	if err := syscall.Getrusage(thisThread, &u); err != nil {
		t.Skipf("processor time: %v", err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
