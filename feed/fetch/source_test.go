package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAFileIsAFeedAndIsReadOnlyWhenItChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "two words.xml")
	write(t, path, prose)
	c := New(Config{Local: true})
	for _, address := range []string{path, "file://" + strings.ReplaceAll(path, " ", "%20"), "file:" + path} {
		r, err := get(t, c, address)
		if err != nil || string(r.Body) != prose {
			t.Fatalf("%s: %+v, %v", address, r, err)
		}
		again, err := c.Get(t.Context(), Request{URL: address, ETag: r.ETag})
		if err != nil || again.Status != Unchanged {
			t.Errorf("%s: %+v, %v", address, again, err)
		}
	}
	if _, err := get(t, c, path+".gone"); kind(err) != Program || !strings.HasSuffix(err.Error(), "there is no such file") {
		t.Error(err)
	}
}

func TestADirectoryIsItsFilesByName(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.xml", "a.txt", ".hidden"} {
		write(t, filepath.Join(dir, name), name)
	}
	os.Mkdir(filepath.Join(dir, "sub"), 0o700)
	c := New(Config{Local: true})
	r, err := get(t, c, dir)
	if err != nil || len(r.Parts) != 2 || r.Parts[0].Name != "a.txt" || string(r.Parts[1].Body) != "b.xml" {
		t.Fatalf("%+v, %v", r, err)
	}
	again, err := c.Get(t.Context(), Request{URL: dir, ETag: r.ETag})
	if err != nil || again.Status != Unchanged {
		t.Fatalf("%+v, %v", again, err)
	}
	write(t, filepath.Join(dir, "c.xml"), "new")
	if r, err := c.Get(t.Context(), Request{URL: dir, ETag: r.ETag}); err != nil || len(r.Parts) != 3 {
		t.Fatalf("%+v, %v", r, err)
	}
}

func TestWordsOfACommandLineAreNeverReadByAShell(t *testing.T) {
	for line, want := range map[string][]string{
		`weather "New York" -v`:             {"weather", "New York", "-v"},
		`p 'a "b" \c' d\ e`:                 {"p", `a "b" \c`, "d e"},
		`p "a \"b\" \n" ""`:                 {"p", `a "b" \n`, ""},
		"p $HOME `id` $(id) ; rm * > x & y": {"p", "$HOME", "`id`", "$(id)", ";", "rm", "*", ">", "x", "&", "y"},
		`["p", "a b", ""]`:                  {"p", "a b", ""},
		`p \é`:                              {"p", "é"},
	} {
		if got, err := Words(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", line, got, err)
		}
	}
	for _, bad := range []string{"", "  ", `"open`, "'", "[]", `[""]`, "[1]", `["a"`, `""`} {
		if got, err := Words(bad); err == nil {
			t.Errorf("%q: %q", bad, got)
		}
	}
}

// program is the test's own binary as a program of an exec: address: see TestMain.
func program(args ...string) string {
	line := fmt.Sprintf("[%q", os.Args[0])
	for _, a := range args {
		line += fmt.Sprintf(", %q", a)
	}
	return line + "]"
}

func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "as-program" {
		asProgram(os.Args[2:])
		return
	}
	os.Exit(m.Run())
}

func asProgram(args []string) {
	switch args[0] {
	case "say":
		fmt.Print(strings.Join(args[1:], "|"))
	case "upper":
		var in [4096]byte
		n, _ := os.Stdin.Read(in[:])
		fmt.Print(strings.ToUpper(string(in[:n])))
	case "fail":
		fmt.Print("half")
		fmt.Fprintln(os.Stderr, "the mast \x1b[31mbroke\nand more")
		os.Exit(3)
	case "hang":
		time.Sleep(time.Minute)
	case "flood":
		for {
			if _, err := fmt.Print(strings.Repeat("x", 4096)); err != nil {
				return
			}
		}
	}
}

func TestAProgramsOutputIsAFeed(t *testing.T) {
	c := New(Config{Local: true})
	r, err := get(t, c, "exec:"+program("as-program", "say", "$HOME", "a b; id"))
	if err != nil || string(r.Body) != "$HOME|a b; id" {
		t.Fatalf("%+v, %v", r, err)
	}
	again, err := c.Get(t.Context(), Request{URL: "exec:" + program("as-program", "say", "$HOME", "a b; id"), Digest: r.Digest})
	if err != nil || again.Status != Unchanged {
		t.Fatalf("%+v, %v", again, err)
	}
}

func TestAFilterIsGivenWhatTheAddressAnswers(t *testing.T) {
	c, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("ETag", `"7"`)
		w.Write(pack["gzip"]([]byte("grain")))
	}, func(c *Config) { c.Local = true })
	r, err := get(t, c, "filter:"+program("as-program", "upper")+":"+url+"/feed")
	if err != nil || string(r.Body) != "GRAIN" || r.ETag != `"7"` || r.URL != url+"/feed" {
		t.Fatalf("%+v, %v", r, err)
	}
	for _, bad := range []string{"filter:", "filter:prog", "filter::http://a.test/", "filter:a:filter:b:http://a.test/"} {
		if _, err := get(t, c, bad); kind(err) != BadAddress {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestAProgramThatFailsHangsOrFloodsIsOneLine(t *testing.T) {
	c := New(Config{Local: true, Limits: Limits{Run: 200 * time.Millisecond, Body: 50e3}})
	base := filepath.Base(os.Args[0])
	for what, want := range map[string]string{"fail": base + ": exit status 3: the mast broke", "hang": base + " did not end in 200 ms"} {
		r, err := get(t, c, "exec:"+program("as-program", what))
		if r != nil || err == nil || err.Error() != want {
			t.Errorf("%s: %+v, %v", what, r, err)
		}
	}
	r, err := get(t, c, "exec:"+program("as-program", "flood"))
	if kind(err) != TooLarge || len(r.Body) != 50e3 {
		t.Errorf("flood: %v", err)
	}
	_, err = get(t, c, "exec:no-such-program-anywhere")
	if kind(err) != Program || errors.Is(err, exec.ErrNotFound) || !strings.HasSuffix(err.Error(), "there is no such program") {
		t.Errorf("missing: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Get(ctx, Request{URL: "exec:" + program("as-program", "hang")}); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
}
