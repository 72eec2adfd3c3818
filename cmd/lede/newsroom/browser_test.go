package newsroom

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// An address is one argument, whatever is in it.
func TestTheBrowserIsStartedByArguments(t *testing.T) {
	dir := t.TempDir()
	said := filepath.Join(dir, "said")
	browser := filepath.Join(dir, "browser")
	if err := os.WriteFile(browser, []byte("#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" >"+said+".new && mv "+said+".new "+said+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	open := Browser(func(string) string { return filepath.Join(dir, "none") + ":" + browser + " --new-tab %s" })
	if err := open(t.Context(), "https://coast.test/a?b=1;touch+x&c=$(id)"); err != nil {
		t.Fatal(err)
	}
	var got string
	for deadline := time.Now().Add(10 * time.Second); got == "" && time.Now().Before(deadline); time.Sleep(time.Millisecond) {
		b, _ := os.ReadFile(said)
		got = string(b)
	}
	if lines := strings.Split(strings.TrimSpace(got), "\n"); len(lines) != 3 || lines[0] != "2" || lines[1] != "--new-tab" || !strings.HasPrefix(lines[2], "https://coast.test/a?b=1;touch+x&c=$") {
		t.Errorf("started with %q", got)
	}
	for _, bad := range []string{"file:///etc/passwd", "javascript:alert(1)", "-x", ""} {
		if open(t.Context(), bad) == nil {
			t.Errorf("%q is opened", bad)
		}
	}
}
