package migrate

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"lede/feed/fetch"
	"lede/model"
)

// newsboat reads urls, the config's kill rules and filters, and cache.db. path is its folder, or one of
// these files.
func (h *haul) newsboat(ctx context.Context, path string) error {
	folder, file := folderOf(path)
	urls, cache := filepath.Join(folder, "urls"), ""
	if file != "" {
		if head, err := readHead(file); err == nil && strings.HasPrefix(string(head), "SQLite format 3\x00") {
			cache = file
		} else {
			urls = file
		}
	}
	if err := h.newsboatURLs(urls); err != nil && (cache == "" || !errors.Is(err, os.ErrNotExist)) {
		if cache = dataFile(folder, "newsboat", "cache.db"); cache == "" {
			return err
		}
	}
	if at := h.newsboatConfig(filepath.Join(folder, "config")); at != "" && cache == "" {
		cache = at
	}
	if cache == "" {
		cache = dataFile(folder, "newsboat", "cache.db")
	}
	if cache != "" {
		h.newsboatCache(ctx, cache)
		h.newsboatQueue(filepath.Join(filepath.Dir(cache), "queue"))
	}
	return nil
}

// newsboatURLs reads the list of feeds: an address and then tags, of which "~name" names the feed and those with
// "!" before them hide it; or a query feed.
func (h *haul) newsboatURLs(path string) error {
	data, err := h.read(path)
	if err != nil {
		return err
	}
	row := 0
	for line := range strings.Lines(string(data)) {
		row++
		args := newsboatWords(line)
		if len(args) == 0 {
			continue
		}
		if q, ok := strings.CutPrefix(args[0], "query:"); ok {
			h.newsboatQuery(row, q, args[1:])
			continue
		}
		h.newsboatFeed(row, args[0], args[1:])
	}
	return nil
}

func (h *haul) newsboatQuery(row int, q string, tags []string) {
	name, filter, ok := strings.Cut(q, ":")
	what := "query feed “" + name + "”"
	if !ok || strings.TrimSpace(filter) == "" {
		h.left(row, what, "it has no filter")
		return
	}
	text, note, ok := h.newsboatFilter(row, what, filter)
	if !ok {
		return
	}
	h.Queries = append(h.Queries, NamedQuery{name, text})
	if len(tags) > 0 {
		note += "; its tags are left out: a view has none"
	}
	h.took(row, "%s as the view %s%s", what, text, note)
}

func (h *haul) newsboatFeed(row int, address string, tags []string) {
	f := model.Feed{Address: address}
	for _, t := range tags {
		if name, named := strings.CutPrefix(t, "~"); named {
			f.Name = name
			continue
		}
		bare, hides := strings.CutPrefix(t, "!")
		if bare = strings.TrimSpace(bare); bare != "" && !contains(f.Tags, bare) {
			f.Tags = append(f.Tags, bare)
		}
		if hides && !contains(f.Tags, hidden) {
			f.Tags = append(f.Tags, hidden)
		}
	}
	if why := h.unfit(address); why != "" {
		h.left(row, address, why)
		return
	}
	h.feed(row, f)
	if contains(f.Tags, hidden) {
		h.left(row, "that it is hidden", "lede shows every feed: a filter with -tag:"+hidden+" leaves it out")
	}
}

// hidden is the tag of feeds that newsboat shows in query feeds only.
const hidden = "hidden"

// unfit says why an address of the owner's own list cannot be a feed; "" when it can. Programs may be:
// they ran before.
func (h *haul) unfit(address string) string {
	scheme, rest, ok := strings.Cut(address, ":")
	switch {
	case !ok:
		return "it is no address"
	case scheme == "http" || scheme == "https" || scheme == "file":
		return ""
	case scheme == "exec":
		return shellWanted(rest)
	case scheme == "filter":
		for _, sep := range []string{":http", ":file:", ":exec:"} {
			if i := strings.Index(rest, sep); i > 0 {
				return shellWanted(rest[:i])
			}
		}
		return "it has no address after the program"
	}
	return "addresses with " + short(scheme) + ": cannot be fetched"
}

// shellWanted says that a command line only works in a shell, "" when it is a program and its arguments.
func shellWanted(line string) string {
	if _, err := fetch.Words(line); err != nil {
		return "its command line cannot be read: " + err.Error()
	}
	if i := strings.IndexAny(line, "|;&<>$`*?(){}"); i >= 0 {
		return fmt.Sprintf("it needs a shell, for its %q: lede starts programs without one; put the line into a script", line[i:i+1])
	}
	return ""
}

// home is a path with a leading "~/" resolved.
func home(path string) string {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		if dir, err := os.UserHomeDir(); err == nil {
			return filepath.Join(dir, rest)
		}
	}
	return path
}

// newsboatWords parts a line as newsboat does: words parted by blanks; in double quotes, where a backslash
// keeps the next character, all stays together; "#" at the start of a word begins a comment.
func newsboatWords(line string) []string {
	var out []string
	line = strings.TrimSpace(line)
	for line != "" && line[0] != '#' {
		var word string
		if line[0] == '"' {
			word, line = quotedWord(line[1:])
		} else {
			end := strings.IndexAny(line, " \t")
			if end < 0 {
				end = len(line)
			}
			word, line = line[:end], line[end:]
		}
		out = append(out, word)
		line = strings.TrimLeft(line, " \t\r\n")
	}
	return out
}

// quotedWord reads up to the closing quotation mark, or to the end.
func quotedWord(s string) (word, rest string) {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return b.String(), s[i+1:]
		case c == '\\' && i+1 < len(s):
			i++
			switch s[i] {
			case 'n':
				b.WriteByte('\n')
			case 't':
				b.WriteByte('\t')
			case '"', '\\', '`':
				b.WriteByte(s[i])
			default:
				b.WriteString(s[i-1 : i+1])
			}
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), ""
}
