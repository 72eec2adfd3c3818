package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// rule says what a room may not reach, and why.
type rule struct {
	room   string // packages below it
	except string // but for those below this one
	never  []string
	why    string
}

var rules = []rule{
	{"lede/model", "", []string{"lede/feed", "lede/ui", "lede/cmd"}, "model knows no other room: news is values in, values out"},
	{"lede/model", "lede/model/store", []string{"os", "os/exec", "net", "net/http", "io/fs", "io/ioutil"}, "no files and no network in the news"},
	{"lede/model", "", []string{"charm.land", "github.com/charmbracelet/ultraviolet", "os/exec", "net/http"}, "model knows no terminal"},
	{"lede/feed", "", []string{"lede/ui", "lede/cmd", "charm.land"}, "feed turns bytes into stories and never sees a screen"},
	{"lede/ui", "", []string{"lede/feed", "lede/cmd"}, "ui asks the desk; it fetches and parses nothing"},
	{"lede/ui", "lede/ui/sshd", []string{"net", "net/http", "os", "os/exec", "database/sql"}, "a view has no network, no files and starts no program"},
}

// listed is what go list says of a package.
type listed struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "lede/...")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var all []listed
	for d := json.NewDecoder(out); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	return all
}

func below(path, room string) bool {
	return room != "" && (path == room || strings.HasPrefix(path, room+"/"))
}

func TestDataFlowsOneWay(t *testing.T) {
	all := packages(t)
	if len(all) < 10 {
		t.Fatalf("only %d packages are listed", len(all))
	}
	for _, p := range all {
		for _, r := range rules {
			if !below(p.ImportPath, r.room) || below(p.ImportPath, r.except) {
				continue
			}
			for _, imp := range p.Imports {
				for _, never := range r.never {
					if below(imp, never) && !strings.HasSuffix(p.ImportPath, "_test") {
						t.Errorf("%s imports %s: %s", p.ImportPath, imp, r.why)
					}
				}
			}
		}
	}
}

// The time is an argument in the news: a story means the same whenever it is read. ui/sshd is a door to
// the network: how long a client may take is the machine's time, whatever time the news is read at.
func TestTheNewsAsksNoClock(t *testing.T) {
	for _, dir := range []string{"../../model", "../../ui"} {
		eachSource(t, dir, func(path, text string) {
			if below(path, "../../ui/sshd") {
				return
			}
			for _, call := range []string{"time.Now()", "time.Since(", "time.Until("} {
				if strings.Contains(text, call) {
					t.Errorf("%s calls %s: the time comes in as an argument", path, strings.TrimSuffix(call, "("))
				}
			}
		})
	}
}

func TestTheTopLevelIsTheOwners(t *testing.T) {
	want := map[string]bool{"cmd": true, "ui": true, "model": true, "feed": true, "go.mod": true, "go.sum": true, "README.md": true, "LICENSE": true}
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); !want[name] && !strings.HasPrefix(name, ".") && !ignored(name) {
			t.Errorf("the top level holds %s", name)
		}
	}
}

// ignored tells what a build leaves beside the sources and git does not keep.
func ignored(name string) bool {
	return exec.Command("git", "-C", "../..", "check-ignore", "-q", name).Run() == nil
}
