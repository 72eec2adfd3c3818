// Package prompt is a line being typed: a filter, a search, an address, a command. It edits, offers
// completions and older lines, and points at what is wrong with a query. Positions are bytes of the
// text; the cursor moves by clusters, as one reads them.
package prompt

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lede/ui/desk"
	"lede/ui/keys"
	"lede/ui/term"
)

// Pane is the line. Make it with Open.
type Pane struct {
	label string
	text  string
	at    int // the cursor, in bytes

	history []string // oldest first
	older   int      // how far back the shown one lies; 0 is the line itself
	draft   string   // the line itself while an older one is shown

	offers []desk.Completion
	offer  int    // chosen, -1 for none
	before string // the line before an offer was taken
	cursor int    // the cursor then

	fault int    // 1-based, in runes; 0 for none
	why   string // what is wrong
	note  string // "12 stories"
}

// maxBytes is the longest line that is taken.
const maxBytes = 4096

// Open begins a line that holds text, with the cursor at its end.
func Open(label, text string, history []string) Pane {
	text = term.Safe(text)
	return Pane{label: label, text: text, at: len(text), history: history, offer: -1}
}

// Text is the line, and where its cursor stands in bytes.
func (p Pane) Text() (text string, cursor int) { return p.text, p.at }

// Insert types or pastes text at the cursor.
func (p Pane) Insert(text string) Pane {
	text = term.Safe(text)
	if len(p.text)+len(text) > maxBytes {
		return p
	}
	return p.edit(p.text[:p.at]+text+p.text[p.at:], p.at+len(text))
}

func (p Pane) edit(text string, at int) Pane {
	p.text, p.at = text, at
	p.offers, p.offer, p.older = nil, -1, 0
	p.fault, p.why = 0, ""
	return p
}

// Do is what the reader asked of the line.
func (p Pane) Do(a keys.Action) Pane {
	switch a {
	case keys.Left:
		p.at = p.back()
	case keys.Right:
		p.at = p.forth()
	case keys.Home:
		p.at = 0
	case keys.End:
		p.at = len(p.text)
	case keys.WordLeft:
		p.at = p.wordBack()
	case keys.WordRight:
		p.at = p.wordForth()
	case keys.Backspace:
		return p.cut(p.back(), p.at)
	case keys.Delete:
		return p.cut(p.at, p.forth())
	case keys.DeleteWord:
		return p.cut(p.wordBack(), p.at)
	case keys.DeleteLine:
		return p.cut(0, p.at)
	case keys.Older:
		return p.recall(1)
	case keys.Newer:
		return p.recall(-1)
	case keys.Complete:
		return p.complete(1)
	case keys.CompletePrv:
		return p.complete(-1)
	}
	return p
}

func (p Pane) cut(from, to int) Pane {
	if from >= to {
		return p
	}
	return p.edit(p.text[:from]+p.text[to:], from)
}

func (p Pane) forth() int {
	if p.at >= len(p.text) {
		return p.at
	}
	c, _ := ansi.FirstGraphemeCluster(p.text[p.at:], ansi.GraphemeWidth)
	return p.at + max(len(c), 1)
}

func (p Pane) back() int {
	at := 0
	for at < p.at {
		c, _ := ansi.FirstGraphemeCluster(p.text[at:], ansi.GraphemeWidth)
		if at+max(len(c), 1) >= p.at {
			break
		}
		at += max(len(c), 1)
	}
	return at
}

func (p Pane) wordBack() int {
	s := strings.TrimRight(p.text[:p.at], " ")
	return strings.LastIndexByte(s, ' ') + 1
}

func (p Pane) wordForth() int {
	rest := p.text[p.at:]
	skip := len(rest) - len(strings.TrimLeft(rest, " "))
	if i := strings.IndexByte(rest[skip:], ' '); i >= 0 {
		return p.at + skip + i
	}
	return len(p.text)
}

// recall shows an older line (by 1) or a newer one (-1).
func (p Pane) recall(by int) Pane {
	n := p.older + by
	if n < 0 || n > len(p.history) {
		return p
	}
	draft := p.draft
	if p.older == 0 {
		draft = p.text
	}
	text := draft
	if n > 0 {
		text = term.Safe(p.history[len(p.history)-n])
	}
	p = p.edit(text, len(text))
	p.older, p.draft = n, draft
	return p
}

// Offer gives completions for the word at the cursor.
func (p Pane) Offer(offers []desk.Completion) Pane {
	p.offers, p.offer = offers, -1
	return p
}

// Offered tells whether completions are shown.
func (p Pane) Offered() bool { return len(p.offers) > 0 }

// complete takes the next offer (by 1) or the one before (-1) in place of the last one taken.
func (p Pane) complete(by int) Pane {
	n := len(p.offers)
	if n == 0 {
		return p
	}
	if p.offer < 0 {
		p.before, p.cursor = p.text, p.at
		if by < 0 {
			p.offer = 0
		}
	}
	i := (p.offer + by + n) % n
	o := p.offers[i]
	if o.From < 0 || o.From > p.cursor {
		return p
	}
	insert := term.Safe(o.Insert)
	p.text, p.at = p.before[:o.From]+insert+p.before[p.cursor:], o.From+len(insert)
	p.offer, p.fault, p.why = i, 0, ""
	return p
}

// Fault points at a column, 1-based and in runes, and says what is wrong there; 0 ends it.
func (p Pane) Fault(column int, why string) Pane {
	p.fault, p.why = column, why
	return p
}

// Note says how the line does: "12 stories".
func (p Pane) Note(s string) Pane {
	p.note = s
	return p
}

// Remember is a history with a line added at its end, without doubles and at most so long.
func Remember(history []string, line string) []string {
	const most = 50
	line = strings.TrimSpace(line)
	if line == "" {
		return history
	}
	out := make([]string, 0, len(history)+1)
	for _, h := range history {
		if h != line {
			out = append(out, h)
		}
	}
	out = append(out, line)
	return out[max(len(out)-most, 0):]
}
