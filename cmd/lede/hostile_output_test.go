package main

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// clean holds what a command printed to what a terminal may be handed where there is no screen: lines of text.
func (r ran) clean(t *testing.T, what string) int {
	t.Helper()
	bad := 0
	for name, text := range map[string]string{"output": r.out, "errors": r.errs} {
		for _, s := range new(scanner).scan([]byte(text)) {
			bad++
			t.Errorf("%.80s: %s: %s", what, name, s)
		}
	}
	if r.code < 0 || r.code > 2 {
		t.Errorf("%.80s: exit code %d", what, r.code)
	}
	return bad
}

// A store may hold anything, whoever wrote it. No command prints of it more than lines of text.
func TestHostileStoreIsPrintedAsText(t *testing.T) {
	t.Parallel()
	words := some(hostileWords(), long(350, 1<<20))
	env := homeless(t, hostileStore(t, words, 20, len(words)/20+1))
	calls := [][]string{
		{"ls"}, {"ls", "--json"}, {"feeds"}, {"feeds", "--json"}, {"topics"}, {"topics", "--json"}, {"count"}, {"export"}, {"export", "--as", "markdown"}, {"export", "--as", "opml"},
		{"doctor"}, {"doctor", "--json"}, {"users", "ls"}, {"config"}, {"fetch", "1", "--json"},
	}
	for id := 1; id <= len(words); id += 1 + len(words)/long(30, 1000) {
		for _, form := range []string{"plain", "markdown", "json"} {
			calls = append(calls, []string{"show", fmt.Sprint(id), "--as", form})
		}
		calls = append(calls, []string{"topics", "--why", fmt.Sprint(id)})
	}
	bytes := 0
	for _, args := range calls {
		r := command(t, env, "", args...)
		r.clean(t, strings.Join(args, " "))
		bytes += len(r.out) + len(r.errs)
		if len(args) > 0 && (args[0] == "ls" || args[0] == "show") && r.code != 0 {
			t.Errorf("%v: exit code %d: %s", args, r.code, r.errs)
		}
	}
	for i, w := range some(words, long(12, 200)) { // the reader without a screen, who types such words
		keys := fmt.Sprintf("%d\ni\nn\nf %s\n1\nt\nq\n", i+1, strings.ReplaceAll(w, "\n", " "))
		r := command(t, env, keys, "--plain")
		r.clean(t, "--plain")
		bytes += len(r.out)
	}
	ls := command(t, env, "", "ls").out
	for i := range words {
		if !strings.Contains(ls, fmt.Sprintf("H%d ", i)) {
			t.Fatalf("story %d is not listed", i)
		}
	}
	t.Logf("%d words in every field of %d stories, %d calls, %d bytes printed", len(words), len(words), len(calls), bytes)
}

// What is given on the command line comes back in errors, and may have been pasted.
func TestHostileArgumentsAreToldAsText(t *testing.T) {
	t.Parallel()
	env := homeless(t, hostileStore(t, []string{"one", "two"}, 0, 0))
	n := 0
	for _, w := range some(hostileWords(), long(14, 250)) {
		w = strings.ReplaceAll(w, "\x00", "")
		if len(w) > 6000 {
			w = w[:6000]
		}
		for _, args := range [][]string{
			{w}, {"ls", w}, {"ls", "#" + w}, {"ls", "money>" + w}, {"ls", w + ":x"}, {"ls", `"` + w}, {"ls", "newer:" + w}, {"ls", "--" + w}, {"ls", "-n", w}, {"count", "(" + w}, {"topics", "#" + w}, {"topics", "--why", w},
			{"show", "x" + w}, {"show", "1", "--as", w}, {"export", "--as", w}, {"mark", w}, {"mark", w, "--read"}, {"rm", "x" + w}, {"fetch", "x" + w}, {"add", "http://127.0.0.1:1/" + w}, {"add", "file://" + w}, {"add", "--pack", w},
			{"facts", "./x" + w}, {"read", "./x" + w}, {"import", "./x" + w}, {"inspect", w}, {"users", "add", w}, {"users", "rm", w}, {"users", "add", "ann", "--key", "./x" + w},
			{"ls", "--config", "./x" + w}, {"doctor", "--store", "./x/" + w}, {"ls", "--theme", w}, {"serve", "--listen", "x" + w}, {"serve", "--anonymous", "--fetch=false", "--listen", "x" + w}, {"help", w}, {"version", w}, {"feeds", w}, {"feeds", "1", "--name", w}, {"feeds", "1", "--tag", w, "--untag", w}, {"feeds"},
		} {
			n++
			command(t, env, "", args...).clean(t, fmt.Sprintf("%q", args))
		}
	}
	t.Logf("%d calls with hostile arguments", n)
}

// Files are written by strangers, their names too.
func TestHostileFilesArePrintedAsText(t *testing.T) {
	t.Parallel()
	env := homeless(t, filepath.Join(t.TempDir(), "lede.db"))
	dir := t.TempDir()
	write := func(name, text string) string {
		name = strings.NewReplacer("/", "-", "\x00", "").Replace(name)
		if len(name) > 200 {
			name = name[:200]
		}
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Skipf("this file system does not take %q as a name: %v", name, err)
		}
		return path
	}
	n := 0
	for i, w := range some(hostileWords(), long(14, 250)) {
		html := "<html><head><title>" + w + "</title></head><body><article><h1>" + w + "</h1><p>" + strings.Repeat("A sum of $5 million "+w+" was paid. ", 8) + "</p></article></body></html>"
		rss := `<rss version="2.0"><channel><title>` + w + `</title><item><title>` + w + `</title><link>http://a.test/` + w + `</link><author>` + w + `</author><category>` + w + `</category><description>&lt;p&gt;` + w +
			` paid $5 million.&lt;a href="` + w + `"&gt;` + w + `&lt;/a&gt;&lt;pre&gt;` + w + `&lt;/pre&gt;</description></item></channel></rss>`
		opml := `<opml version="2.0"><body><outline text="` + w + `" title="` + w + `" xmlUrl="` + w + `"/><outline text="ok" xmlUrl="http://a.test/` + fmt.Sprint(i) + `"/></body></opml>`
		json := fmt.Sprintf(`{"version":"https://jsonfeed.org/version/1.1","title":%q,"items":[{"id":"1","title":%q,"content_text":%q,"url":%q}]}`, w, w, w+" paid $5 million", "http://a.test/"+w)
		urls := "http://a.test/" + w + " \"" + w + "\" \"~" + w + "\"\n\"query:" + w + ":title # \\\"" + w + "\\\"\"\nexec:" + w + "\nfilter:" + w + ":http://a.test\n" + w + "\n"
		for name, text := range map[string]string{".html": html, ".xml": rss, ".json": json, ".txt": w + "\n\n" + w + " paid $5 million.", ".jsonl": fmt.Sprintf("{\"id\":%q,\"title\":%q,\"text\":%q}\n{%s\n", w, w, w, w)} {
			path := write(fmt.Sprintf("%d%s%s", i, w, name), text)
			calls := [][]string{{"facts", path}, {"facts", path, "--why"}, {"facts", path, "--json"}, {"read", path}}
			for _, kind := range map[string][]string{".html": {"html", "article", "discover"}, ".xml": {"feed", "opml"}, ".json": {"feed"}, ".jsonl": {"threads"}}[name] {
				calls = append(calls, []string{"inspect", kind, path})
			}
			if name == ".jsonl" {
				calls = append(calls, []string{"import", path})
			}
			for _, args := range calls {
				n++
				command(t, env, "", args...).clean(t, fmt.Sprintf("%q", args))
			}
		}
		command(t, env, fmt.Sprintf("{\"id\":%q,\"title\":%q,\"text\":%q}\n{%s\n", w, w, w+" paid $5 million", strings.ReplaceAll(w, "\n", " ")), "facts", "--jsonl").clean(t, "facts --jsonl")
		home := filepath.Join(dir, fmt.Sprintf("newsboat%d", i))
		if err := os.MkdirAll(home, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"urls": urls, "config": "bind-key " + w + "\nhighlight " + w + "\nignore-article \"*\" \"title =~ \\\"" + w + "\\\"\"\nmacro " + w + "\n"} {
			if err := os.WriteFile(filepath.Join(home, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{{"import", write(fmt.Sprintf("%d.opml", i), opml)}, {"import", home}, {"feeds"}, {"ls"}, {"export"}} {
			n++
			command(t, env, "", args...).clean(t, fmt.Sprintf("%q", args))
		}
		conf := write(fmt.Sprintf("%d.toml", i), "theme = "+fmt.Sprintf("%q", w)+"\n"+strings.ReplaceAll(w, "\n", " ")+" = 1\nmute = ["+fmt.Sprintf("%q", "("+w)+"]\n[views]\nx = "+fmt.Sprintf("%q", w)+"\n")
		n++
		command(t, env, "", "ls", "--config", conf).clean(t, "config")
		command(t, env, "", "config", "--config", conf).clean(t, "config")
	}
	t.Logf("%d calls over hostile files", n)
}

// A server's words come back in errors: its reason phrase, where it sends us, what it calls its feed.
func TestHostileServersAreToldAsText(t *testing.T) {
	t.Parallel()
	words := some(hostileWords(), long(40, 400))
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Skip("no loopback here: ", err)
	}
	defer ln.Close()
	go http.Serve(ln, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		var i, how int
		fmt.Sscanf(r.URL.Path, "/%d/%d", &i, &how)
		word := words[i%len(words)]
		line := strings.NewReplacer("\r", "", "\n", "").Replace(word)
		feed := `<rss version="2.0"><channel><title>` + word + `</title><item><title>` + word + `</title><guid>` + word + `</guid></item></channel></rss>`
		switch how {
		case 0:
			fmt.Fprintf(conn, "HTTP/1.1 503 %s\r\nRetry-After: %s\r\n\r\n%s", line, line, word)
		case 1:
			fmt.Fprintf(conn, "HTTP/1.1 302 x\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n", line)
		case 2:
			fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nETag: %s\r\nContent-Length: %d\r\n\r\n%s", line, line, len(feed), feed)
		case 3:
			fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\nContent-Length: 3\r\n\r\nabc", line)
		case 4:
			fmt.Fprintf(conn, "%s\r\n\r\n%s", word, word)
		case 5:
			fmt.Fprintf(conn, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>%s</title><p>%s", word, word)
		}
	}))
	env := homeless(t, filepath.Join(t.TempDir(), "lede.db"))
	folder := filepath.Join(env["XDG_CONFIG_HOME"], "lede")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "config.toml"), fmt.Appendf(nil, "[fetch]\nallow = [%q]\ngap = \"0s\"\nper_host = 16\n", ln.Addr()), 0o644); err != nil {
		t.Fatal(err)
	}
	var opml strings.Builder
	opml.WriteString("<opml version=\"2.0\"><body>")
	for i := range words {
		for how := range 6 {
			fmt.Fprintf(&opml, `<outline text="f" xmlUrl="http://%s/%d/%d"/>`, ln.Addr(), i, how)
		}
	}
	opml.WriteString("</body></opml>")
	list := filepath.Join(t.TempDir(), "list.opml")
	if err := os.WriteFile(list, []byte(opml.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	command(t, env, "", "import", list).clean(t, "import")
	r := command(t, env, "", "fetch")
	r.clean(t, "fetch")
	if n := strings.Count(r.errs, "\n"); r.code != failed || n < 3*len(words) {
		t.Errorf("exit code %d and %d lines of errors", r.code, n)
	}
	for _, args := range [][]string{{"feeds"}, {"feeds", "--json"}, {"ls"}, {"ls", "--json"}, {"fetch", "--json"}, {"add", "http://" + ln.Addr().String() + "/3/0"}, {"read", "http://" + ln.Addr().String() + "/5/0"}, {"facts", "http://" + ln.Addr().String() + "/7/5"}} {
		command(t, env, "", args...).clean(t, strings.Join(args, " "))
	}
	t.Logf("%d answers of a hostile server", 6*len(words))
}
