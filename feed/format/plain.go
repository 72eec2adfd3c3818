package format

import (
	"bytes"
	"strings"
)

// parsePlain reads a wire dump: stories are parted by two or more blank lines, a form feed or a line of
// three or more hyphens; every other line is a paragraph. Items have Content in the Plain form, with one
// paragraph a line and no blank line, and no title: finding one is the work of feed/clean.
func (p *parser) parsePlain(doc []byte) {
	for len(doc) > 0 && !p.full() {
		page := doc
		if i := bytes.IndexByte(doc, '\f'); i >= 0 {
			page, doc = doc[:i], doc[i+1:]
		} else {
			doc = nil
		}
		p.plainPage(string(page))
	}
}

// plainPage reads the stories of one page, which has no form feed.
func (p *parser) plainPage(page string) {
	var story []string
	blank := 0
	end := func() {
		if len(story) > 0 {
			it := p.newItem()
			it.Content = Text{strings.Join(story, "\n"), Plain}
			p.endItem()
			story = story[:0]
		}
	}
	for line := range strings.Lines(strings.ReplaceAll(page, "\r\n", "\n")) {
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			if blank++; blank == 2 {
				end()
			}
			continue
		case isRule(line):
			end()
		default:
			story = append(story, line)
		}
		blank = 0
	}
	end()
}

// isRule says that line is nothing but three or more hyphens.
func isRule(line string) bool { return len(line) >= 3 && strings.Trim(line, "-") == "" }
