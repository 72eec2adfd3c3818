package code

import (
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// busy is the time that this goroutine's thread worked, which it keeps from then on.
func busy() time.Duration {
	const thisThread = 1 // RUSAGE_THREAD, getrusage(2)
	runtime.LockOSThread()
	var u syscall.Rusage
	_ = syscall.Getrusage(thisThread, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Text that makes a reader look ahead again and again takes no longer for it: 16 kB of any of these are read within
// 40 ms in every language; looked at again from each byte they would take ten times that.
func TestTheTimeIsThatOfTheTextsLength(t *testing.T) {
	if testing.Short() {
		t.Skip("times are not those of a race detector")
	}
	const size = 16 << 10
	for _, piece := range []string{"'", `"`, "`", `\'`, `'\'`, `\"`, "/", "/[", "/*", "*/", "(*", "{-", "--[[", "<", "</", "<!--", "<![CDATA[", "<script>", "<style>",
		"<a b=", "<?", "<?php ?>", "<<A\n", "<<-A ", "<<<A\n", "${", "`${", "${'", "$(", "{", "[", "(", "[\n", "a:", "a: ", "- ", ": |\n ", "a{", "a:b", "@", "@a", "#", "#[", "# ",
		"#include <", `R"(`, `R"a`, `r#"`, `"""`, "'''", "''", "0x", "1.", "1e-", "1'", " ", "a ", " a", "ab", "é", "日本", "\n", "a\n", "=begin", "@@ ", "+", ">>> ", "$ ", "a@b$ ", "&", "&a", "&a;", ":a", "a=", "!a", "\x80"} {
		text := strings.Repeat(piece, size/len(piece))
		for _, l := range byItsName() {
			began := busy()
			l.Spans(text)
			if took := busy() - began; took > 40*time.Millisecond {
				t.Errorf("%s of %q takes %s", l.Name, piece, took)
			}
		}
		began := busy()
		Judge(text)
		if took := busy() - began; took > 20*time.Millisecond {
			t.Errorf("judging %q takes %s", piece, took)
		}
	}
}
