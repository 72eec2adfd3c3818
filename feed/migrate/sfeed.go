package migrate

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"lede/feed/fetch"
	"lede/model"
)

// sfeed reads sfeedrc, which is a shell script, without running it; the .tsv files of its feeds; and the
// list of read addresses that sfeed_curses keeps (SFEED_URL_FILE) when it is called "urls".
func (h *haul) sfeed(ctx context.Context, path string) error {
	folder, file := folderOf(path)
	if file == "" {
		file = filepath.Join(folder, "sfeedrc")
	}
	store, files, err := h.sfeedrc(file)
	if err != nil {
		return err
	}
	if store == "" {
		store = filepath.Join(folder, "feeds")
	}
	read := h.sfeedRead(folder)
	if isDir(store) {
		h.sfeedStories(ctx, store, files, read)
	} else {
		h.file = filepath.Base(file)
		h.left(0, store, "there is no such folder: only the feeds are taken")
	}
	return nil
}

// sfeedFile is the file that holds a feed's stories.
type sfeedFile struct{ name, address string }

// sfeedrc finds the calls of feed and the folder of the files.
func (h *haul) sfeedrc(path string) (store string, files []sfeedFile, err error) {
	data, err := h.read(path)
	if err != nil {
		return "", nil, err
	}
	text := strings.ReplaceAll(string(data), "\\\n", "\x00") // a line that goes on: its rows are still counted
	row := 0
	for line := range strings.Lines(text) {
		row++
		at := row
		row += strings.Count(line, "\x00")
		line = strings.TrimSpace(strings.ReplaceAll(line, "\x00", " "))
		if value, ok := strings.CutPrefix(line, "sfeedpath="); ok {
			store = h.sfeedPath(at, value)
			continue
		}
		if args, ok := strings.CutPrefix(line, "feed"); ok && (strings.HasPrefix(args, " ") || strings.HasPrefix(args, "\t")) {
			if f, ok := h.sfeedFeed(at, line); ok {
				files = append(files, f)
			}
		}
	}
	return store, files, nil
}

// sfeedPath reads the folder of the files, in which $HOME is the only variable that is known.
func (h *haul) sfeedPath(row int, value string) string {
	args, err := fetch.Words(value)
	if err != nil {
		h.left(row, "sfeedpath="+value, err.Error())
		return ""
	}
	path := strings.NewReplacer("${HOME}", "~", "$HOME", "~").Replace(args[0])
	if strings.ContainsAny(path, "$`") {
		h.left(row, "sfeedpath="+value, "only a shell knows what it stands for")
		return ""
	}
	return home(path)
}

// sfeedFeed reads one call: feed "name" "address" "page" "charset".
func (h *haul) sfeedFeed(row int, line string) (sfeedFile, bool) {
	if i := strings.Index(line, " #"); i >= 0 && strings.Count(line[:i], `"`)%2 == 0 && strings.Count(line[:i], "'")%2 == 0 {
		line = line[:i]
	}
	args, err := fetch.Words(strings.TrimRight(line, "; \t"))
	switch {
	case err != nil:
		h.left(row, line, err.Error())
	case len(args) < 3:
		h.left(row, line, "it has no address")
	case strings.ContainsAny(args[1]+args[2], "$`"):
		h.left(row, line, "only a shell knows what it stands for")
	case h.unfit(args[2]) != "":
		h.left(row, args[2], h.unfit(args[2]))
	default:
		f := model.Feed{Address: args[2], Name: args[1]}
		if len(args) > 3 {
			f.Link = args[3]
		}
		h.feed(row, f)
		return sfeedFile{strings.ReplaceAll(args[1], "/", "_"), args[2]}, true
	}
	return sfeedFile{}, false
}

// sfeedRead are the addresses that were read; nil where no list of them is kept.
func (h *haul) sfeedRead(folder string) map[string]bool {
	data, err := readFile(filepath.Join(folder, "urls"))
	if err != nil {
		return nil
	}
	read := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		read[strings.TrimSpace(line)] = true
	}
	return read
}

// sfeedStories notes which stories were read, and how all are read in again.
func (h *haul) sfeedStories(ctx context.Context, store string, files []sfeedFile, read map[string]bool) {
	for _, f := range files {
		h.file = f.name
		n, bad := 0, 0
		for s, err := range sfeedRows(ctx, filepath.Join(store, f.name), f.address, read) {
			switch {
			case err != nil:
				h.left(0, f.name, err.Error())
			case s.URL == "" && s.Title == "":
				bad++
			default:
				n++
				if s.Read {
					h.States = append(h.States, s.StoryState)
				}
			}
		}
		if bad > 0 {
			h.left(0, fmt.Sprintf("%d lines", bad), "they are not of sfeed's form")
		}
		h.took(0, "%d stories", n)
	}
	if read == nil {
		h.file = "urls"
		h.left(0, "what was read", "sfeed keeps no list of it here")
	}
	h.bodies = func(ctx context.Context, yield func(Story, error) bool) {
		for _, f := range files {
			for s, err := range sfeedRows(ctx, filepath.Join(store, f.name), f.address, read) {
				if (err != nil || s.URL != "" || s.Title != "") && !yield(s, err) {
					return
				}
			}
		}
	}
}

// sfeedRows reads a file of sfeed(5): a story a line, fields parted by tabs.
func sfeedRows(ctx context.Context, path, address string, read map[string]bool) func(func(Story, error) bool) {
	return func(yield func(Story, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(Story{}, fileError(path, err))
			return
		}
		defer f.Close()
		sc := bufio.NewScanner(io.LimitReader(f, 1<<30))
		sc.Buffer(nil, maxFile)
		for sc.Scan() {
			if ctx.Err() != nil {
				yield(Story{}, ctx.Err())
				return
			}
			if !yield(sfeedRow(strings.ToValidUTF8(sc.Text(), "\uFFFD"), address, read), nil) {
				return
			}
		}
		if err := sc.Err(); err != nil {
			yield(Story{}, fmt.Errorf("%s: %w", filepath.Base(path), err))
		}
	}
}

// sfeedRow reads one line; a story without title and address when it is none.
func sfeedRow(line, address string, read map[string]bool) Story {
	f := strings.Split(line, "\t")
	if len(f) < 3 {
		return Story{}
	}
	f = append(f, make([]string, 9)...)
	s := Story{StoryState: StoryState{FeedAddress: address, Title: f[1], URL: f[2], GUID: f[5]}, Author: f[6], EnclosureURL: f[7]}
	s.Read = read[s.URL] || s.URL == "" && s.GUID != "" && read[s.GUID]
	if n, err := strconv.ParseInt(f[0], 10, 64); err == nil {
		s.Published = time.Unix(n, 0).UTC()
	}
	s.HTML = strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\\`, `\`).Replace(f[3])
	if f[4] == "plain" {
		s.HTML = plainAsHTML(s.HTML)
	}
	return s
}

// plainAsHTML is plain text in markup that says the same.
func plainAsHTML(s string) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
	return "<p>" + strings.ReplaceAll(s, "\n\n", "</p><p>") + "</p>"
}
