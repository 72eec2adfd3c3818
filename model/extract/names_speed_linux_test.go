package extract

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestNamesOfNoTextAreSlow holds SAFETY P7 for names and quotes with texts that ask most of them. It
// counts the time of the processor.
func TestNamesOfNoTextAreSlow(t *testing.T) {
	const size, limit = 50_000, 100 * time.Millisecond
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var different strings.Builder
	for i := range size / 16 {
		fmt.Fprintf(&different, "Ann %c%c%c%d met. ", 'A'+i%26, 'a'+i/26%26, 'a'+i/676, i)
	}
	texts := []string{different.String()}
	for _, s := range []string{"A ", "Aa Bb ", "“", "“a ", "“a, said “", "Act ", "Ann Lee, ", "X Inc. ", "(NYSE: ", "a’s ", "‘s ", "The Bank of the ", "Mr ", "of A ", "A, and B, and ", "said he “", "US House of ",
		"«»", "\"a ", "A-a", "1A", "He said: “x.\n“", "Treaty of the ", "Ab ", "Treaty on the A and B ", "「", "chief executive ", "president of ", "Lee, director of ", "he said “a” "} {
		texts = append(texts, strings.Repeat(s, size/len(s)))
	}
	for _, s := range texts {
		fastest := time.Hour
		for range 4 {
			start := threadTime(t)
			namesIn(s)
			if fastest = min(fastest, threadTime(t)-start); fastest < limit {
				break
			}
		}
		if fastest > limit {
			t.Errorf("%q … takes %v, limit %v", s[:12], fastest, limit)
		}
	}
}
