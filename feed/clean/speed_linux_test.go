package clean

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Markup and text that make a careless reader copy or search the rest again and again; the first was found by trying pieces at random.
var slow = []string{"x <br>", "alt=y> <br>", "x<br> ", "x <br><br>", "x \n", "x\n\n", "& ", "<p>", "<p>x</p>", "<b>", "</b>", "<b><p>", "<a href=x>", "<a href=x>y", "<li>", "<ul><li>", "<table><tr><td>", "<td>", "<th>x",
	"<pre>", "<pre>x\n", "<code>", "<sup>2", "<sub>", "<q>", "<blockquote>", "<h1>", "<h3>x", "<hr>", "<img alt=y>", "<figure><figcaption>", "<dl><dt>", "<details><summary>", "<select><option>", "<option><br> <template><font>",
	"<svg>", "<math>", "<!-- ", "<script>", "<style>", "]]>", "<", ">", "&amp;", "&#27;", "&bogus", "x <span> </span>", "<div> x </div>", "<i>x </i><b>y </b>", "<font><p>", "Read more<br>", "By Ann Lee<br>", "Photo: x<br>"}

func TestNoMarkupIsSlow(t *testing.T) {
	const size = 50_000
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	read := func(piece string, how func(string)) time.Duration {
		text := strings.Repeat(piece, size/len(piece))
		fastest := time.Hour
		for range 3 {
			start := threadTime(t)
			how(text)
			if fastest = min(fastest, threadTime(t)-start); fastest < 100*time.Millisecond {
				break
			}
		}
		return fastest
	}
	for name, how := range map[string]func(string){
		"HTML":  func(s string) { HTML(s, "https://a.test/") },
		"plain": func(s string) { Plain(s) },
	} {
		limit := max(200*time.Millisecond, 10*read("<p>The mayor said on Monday that the bridge will be shut until spring, and that nobody was hurt.</p>\n", how))
		for _, piece := range slow {
			if took := read(piece, how); took > limit {
				t.Errorf("%s of %q repeated takes %v, limit %v", name, piece, took, limit)
			}
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
