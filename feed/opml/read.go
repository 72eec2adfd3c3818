package opml

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"

	"lede/model/safe"
)

// decode gives data as UTF-8: by its byte order mark, as it stands when it is UTF-8, by the XML
// declaration. Bytes that are invalid in it are read as windows-1252.
func decode(data []byte) string {
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return string(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")))
	}
	label := ""
	if _, after, ok := bytes.Cut(data[:min(len(data), 200)], []byte("encoding=")); ok && len(after) > 0 {
		if end := bytes.IndexByte(after[1:], after[0]); end >= 0 {
			label = string(after[1 : end+1])
		}
	}
	enc, name, _ := charset.DetermineEncoding(data, "text/xml; charset="+label)
	if out, err := enc.NewDecoder().Bytes(data); err == nil && name != "utf-8" {
		return string(bytes.ReplaceAll(out, []byte{0}, nil))
	}
	var b strings.Builder
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n <= 1 {
			r = charmap.Windows1252.DecodeByte(data[0])
		}
		if r != 0 {
			b.WriteRune(r)
		}
		data = data[n:]
	}
	return b.String()
}

// reader goes through a list tag by tag.
type reader struct {
	text    string
	at      int
	list    List
	seen    bool     // an opml or outline tag
	folders []string // open outlines: their names, "" for a feed that is open
	deeper  int      // open beyond maxDepth
	none    string   // the ends that do not come any more
}

func (r *reader) read() {
	for {
		i := strings.IndexByte(r.text[r.at:], '<')
		if i < 0 || len(r.list.Feeds) >= maxFeeds {
			break
		}
		r.at += i + 1
		rest := r.text[r.at:]
		switch name := tagName(rest); {
		case strings.HasPrefix(rest, "!--"):
			r.skip("-->")
		case strings.HasPrefix(rest, "![CDATA["):
			r.skip("]]>")
		case is(name, "outline"):
			r.outline()
		case strings.HasPrefix(rest, "/") && is(tagName(rest[1:]), "outline"):
			r.close()
		case is(name, "opml"):
			r.seen = true
		case is(name, "title") && r.list.Title == "" && len(r.folders) == 0:
			r.title()
		}
	}
	if len(r.list.Feeds) >= maxFeeds {
		r.note("more than %d feeds: the rest is left out", maxFeeds)
	}
	if len(r.folders) > 0 {
		r.note("the list breaks off: what came before is taken")
	}
}

// tagName is the name at the start of s, without a namespace prefix.
func tagName(s string) string {
	name := s[:len(s)-len(strings.TrimLeft(s, nameBytes))]
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	return name
}

const nameBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:."

func is(name, want string) bool { return strings.EqualFold(name, want) }

// skip goes past the next end, or stays where there is none. That is found out once.
func (r *reader) skip(end string) {
	if strings.Contains(r.none, end) {
		return
	}
	if i := strings.Index(r.text[r.at:], end); i >= 0 {
		r.at += i + len(end)
	} else {
		r.none += end
	}
}

// title takes the list's own title from its head.
func (r *reader) title() {
	rest := r.text[r.at:]
	open := strings.IndexByte(rest, '>')
	if open < 0 {
		return
	}
	rest = rest[open+1:]
	if end := strings.IndexByte(rest, '<'); end >= 0 {
		r.list.Title = name(unescape(rest[:end]))
	}
}

// outline reads one outline: a feed, or a folder when it is left open.
func (r *reader) outline() {
	r.seen = true
	t := readTag(r.text[r.at:])
	r.at += t.size
	if address := t.address(); address != "" {
		r.feed(t, address)
		if !t.empty {
			r.open("")
		}
		return
	}
	if !t.empty {
		r.open(name(first(t.attr["title"], t.attr["text"])))
	}
}

func (r *reader) open(folder string) {
	if len(r.folders) == maxDepth {
		r.deeper++
		return
	}
	r.folders = append(r.folders, folder)
}

func (r *reader) close() {
	switch {
	case r.deeper > 0:
		r.deeper--
	case len(r.folders) > 0:
		r.folders = r.folders[:len(r.folders)-1]
	}
}

// feed takes a feed down, or says why not.
func (r *reader) feed(t tag, address string) {
	title := name(first(t.attr["title"], t.attr["text"]))
	if why := unfit(address); why != "" {
		r.note("%s: %s", short(safe.Line(first(title, address))), why)
		return
	}
	if t.attr["filtercmd"] != "" {
		r.note("%s: its filter program is left out: a list is no place to start programs from", short(first(title, address)))
	}
	if kind, _, ok := strings.Cut(strings.ToLower(t.attr["type"]), "+"); ok && (kind == "html" || kind == "xml" || kind == "json") {
		r.note("%s: the rules by which FreshRSS reads it are left out: the address is taken as that of a feed", short(first(title, address)))
	}
	e := Entry{URL: address, Title: title, Link: t.attr["htmlurl"]}
	for _, f := range r.folders {
		if f != "" {
			e.Path = append(e.Path, f)
		}
	}
	for c := range strings.SplitSeq(t.attr["category"], ",") {
		if c = name(strings.Trim(strings.TrimSpace(c), "/")); c != "" {
			e.Tags = append(e.Tags, c)
		}
	}
	r.list.Feeds = append(r.list.Feeds, e)
}

// unfit says why an address of a list is not subscribed to, "" when it may be.
func unfit(address string) string {
	if len(address) > 2048 {
		return "its address is too long"
	}
	if safe.Line(address) != address || strings.ContainsAny(address, "<>\"`") {
		return "its address has characters in it that no address has"
	}
	if address[0] == '|' { // Liferea's for a program
		return "programs are not taken from a list"
	}
	scheme, _, ok := strings.Cut(address, ":")
	switch low := strings.ToLower(scheme); {
	case !ok, low == "http", low == "https", low == "feed", strings.ContainsAny(scheme, "./"):
		return ""
	case low == "exec", low == "filter", low == "query":
		return low + ": addresses are not taken from a list"
	default:
		return short(safe.Line(low)) + ": is not http or https"
	}
}

func (r *reader) note(format string, args ...any) {
	if len(r.list.Notes) < maxNotes {
		r.list.Notes = append(r.list.Notes, fmt.Sprintf(format, args...))
	}
}

// name is a title or a folder's name on one safe line, short enough.
func name(s string) string {
	s = strings.Join(strings.Fields(safe.Line(s)), " ")
	if utf8.RuneCountInString(s) > maxName {
		s = string([]rune(s)[:maxName]) + "…"
	}
	return s
}

func short(s string) string {
	if len(s) > 80 {
		return strings.ToValidUTF8(s[:80], "") + "…"
	}
	return s
}

func first(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}
