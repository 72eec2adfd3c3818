package opml

import (
	"bufio"
	"encoding/xml"
	"io"
	"net/url"
	"strings"

	"lede/feed/fetch"
	"lede/model"
	"lede/model/safe"
)

// Write writes feeds as an OPML 2.0 list. A feed stands in the folder of its first tag ("outer/inner" is a
// folder in a folder), in the order of feeds; all its tags are in its category attribute when it has
// more than one, so that Read gives them back. Feeds that are files or programs of this machine are left
// out, and so are names and passwords in addresses: a list is made to be handed on.
func Write(w io.Writer, title string, feeds []model.Feed) error {
	root := folder{}
	for _, f := range feeds {
		if address := public(f.Address); address != "" {
			at := &root
			if len(f.Tags) > 0 {
				at = root.find(strings.Split(f.Tags[0], "/"))
			}
			at.kids = append(at.kids, outline(f, address))
		}
	}
	p := printer{w: bufio.NewWriter(w)}
	p.line(0, `<?xml version="1.0" encoding="UTF-8"?>`)
	p.line(0, `<opml version="2.0">`)
	p.line(1, "<head>")
	p.line(2, "<title>", text(title), "</title>")
	p.line(1, "</head>")
	p.line(1, "<body>")
	p.folder(2, &root)
	p.line(1, "</body>")
	p.line(0, "</opml>")
	return p.w.Flush()
}

// public is an address as it may be handed on, "" for one that may not.
func public(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return fetch.Hide(address)
}

// folder is an outline with outlines in it.
type folder struct {
	name string
	kids []any // string for a feed's outline, *folder
}

// find is the folder of that path, made where it is not there yet.
func (f *folder) find(path []string) *folder {
	for _, name := range path[:min(len(path), maxDepth)] {
		if name = strings.TrimSpace(name); name != "" {
			f = f.sub(name)
		}
	}
	return f
}

func (f *folder) sub(name string) *folder {
	for _, k := range f.kids {
		if s, ok := k.(*folder); ok && s.name == name {
			return s
		}
	}
	s := &folder{name: name}
	f.kids = append(f.kids, s)
	return s
}

// outline is a feed's own tag.
func outline(f model.Feed, address string) string {
	var b strings.Builder
	label := f.Label()
	if label == f.Address {
		label = address
	}
	name := text(label)
	b.WriteString(`<outline type="rss" text="` + name + `" title="` + name + `" xmlUrl="` + text(address) + `"`)
	if link := safe.URL(f.Link); link != "" {
		b.WriteString(` htmlUrl="` + text(link) + `"`)
	}
	if len(f.Tags) > 1 {
		var tags []string
		for _, t := range f.Tags {
			tags = append(tags, "/"+strings.ReplaceAll(t, ",", " "))
		}
		b.WriteString(` category="` + text(strings.Join(tags, ",")) + `"`)
	}
	b.WriteString("/>")
	return b.String()
}

// text is s escaped for XML, on one safe line.
func text(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(safe.Line(s)))
	return b.String()
}

type printer struct{ w *bufio.Writer }

func (p printer) line(depth int, parts ...string) {
	p.w.WriteString(strings.Repeat("  ", depth))
	for _, s := range parts {
		p.w.WriteString(s)
	}
	p.w.WriteByte('\n')
}

func (p printer) folder(depth int, f *folder) {
	for _, k := range f.kids {
		switch k := k.(type) {
		case string:
			p.line(depth, k)
		case *folder:
			name := text(k.name)
			p.line(depth, `<outline text="`, name, `" title="`, name, `">`)
			p.folder(depth+1, k)
			p.line(depth, "</outline>")
		}
	}
}
