package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"lede/model"
	"lede/model/safe"
)

// text takes a token of text: entities are decoded once, the rest is made safe.
func (w *walker) text(t *token) {
	s := w.src[t.from:t.to]
	for i := 0; i < len(s); {
		amp := -1
		if !t.raw {
			amp = strings.IndexByte(s[i:], '&')
		}
		if amp < 0 {
			w.stretch(s[i:], t.from+i)
			return
		}
		if amp > 0 {
			w.stretch(s[i:i+amp], t.from+i)
			i += amp
		}
		n := entity(s[i:])
		if k := codedEscape(s[i:], n); k > n {
			i += k
			continue
		}
		if dec := html.UnescapeString(s[i : i+n]); dec != s[i:i+n] {
			w.whole = true
			w.emit(safe.Text(dec), t.from+i, t.from+i+n)
			w.whole = false
		} else {
			w.stretch(s[i:i+n], t.from+i)
		}
		i += n
	}
}

// codedEscape is the length of an escape sequence whose first byte is written as the character reference s[:n];
// 0 when s begins with none.
func codedEscape(s string, n int) int {
	if n < 5 || s[1] != '#' || html.UnescapeString(s[:n]) != "\x1b" {
		return 0
	}
	k, first := 0, true
	safe.Walk("\x1b"+clip(s[n:], 128), false, func(_, to int, out string) {
		if first && out == "" {
			k = to - 1
		}
		first = false
	})
	return n + k
}

// entity is the length of what may be a character reference at the start of s, at least 1.
func entity(s string) int {
	n := 1
	for n < len(s) && n < 34 {
		c := s[n]
		if c == ';' {
			return n + 1
		}
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && (c != '#' || n > 1) {
			break
		}
		n++
	}
	return n
}

// stretch takes text without entities whose first byte stands at from in the source.
func (w *walker) stretch(s string, from int) {
	if w.shape().Kind == model.Code {
		s, from = w.tabs(s, from)
	}
	if ascii(s) {
		w.emit(s, from, from+len(s))
		return
	}
	safe.Walk(s, false, func(a, b int, out string) {
		if out != "" {
			w.emit(out, from+a, from+b)
		}
	})
}

// ascii tells printable ASCII with line breaks.
func ascii(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' && c != '\n' || c > '~' {
			return false
		}
	}
	return true
}

// mark adds text that stands for a tag and has no bytes in the source.
func (w *walker) mark(s string) { w.emit(s, -1, -1) }

// pieces is how many pieces the open leaf has.
func (w *walker) pieces() int {
	if w.leaf == nil {
		return 0
	}
	return len(w.leaf.pieces)
}

// br is a line break: one ends a line, two end a paragraph.
func (w *walker) br() {
	if w.leaf == nil {
		return
	}
	switch w.leaf.Kind {
	case model.Code:
		w.emit("\n", -1, -1)
	case model.Paragraph, model.Figure:
		w.breaks++
	default:
		w.emit(" ", -1, -1)
	}
}

// openLeaf makes sure that there is a leaf for text to join.
func (w *walker) openLeaf() {
	if w.leaf != nil {
		return
	}
	if n := len(w.stack); n > 0 {
		if b := w.stack[n-1].box; b != nil && b.Kind == model.List {
			w.pushItem(atom.Li)
		}
	}
	w.leaf, w.column = &draft{Block: w.shape()}, column{}
	if w.leaf.Kind == model.Cell {
		w.leaf.loose = true
	} else {
		w.put(w.leaf)
	}
}

// emit adds text that is safe; blanks collapse unless the leaf is Code. from and to are its bytes in the
// source, from < 0 for none.
func (w *walker) emit(s string, from, to int) {
	if w.leaf == nil {
		if w.shape().Kind != model.Code && strings.Trim(s, " \n") == "" {
			return
		}
		w.openLeaf()
	}
	if w.leaf.Kind == model.Code {
		if len(w.leaf.pieces) == 0 && from >= 0 && to-from == len(s) && !w.whole && strings.HasPrefix(s, "\n") {
			s, from = s[1:], from+1 // the break after <pre> is no part of it
		}
		w.column.pass(s)
		w.add(s, from, to)
		return
	}
	if w.breaks > 0 && strings.Trim(s, " \n") != "" {
		w.breakLine()
	}
	w.collapse(s, from, to)
}

// breakLine puts the line breaks that were met before the text at hand.
func (w *walker) breakLine() {
	n := w.breaks
	w.breaks = 0
	if len(w.leaf.pieces) == 0 {
		return
	}
	if n > 1 && w.leaf.Kind == model.Paragraph {
		w.endLeaf()
		w.openLeaf()
		return
	}
	w.leaf.pieces = append(trimEnd(trimStart(w.leaf.pieces)), piece{s: "\n", from: -1, to: -1})
}

// collapse adds s with each run of blanks as one, and none at the start of a line.
func (w *walker) collapse(s string, from, to int) {
	exact := from >= 0 && to-from == len(s) && !w.whole
	span := func(a, b int) (int, int) {
		if exact {
			return from + a, from + b
		}
		return from, to
	}
	start := 0
	for i := 0; i < len(s); {
		if c := s[i]; c != ' ' && c != '\n' {
			i++
			continue
		}
		j := i + 1
		for j < len(s) && (s[j] == ' ' || s[j] == '\n') {
			j++
		}
		if j == i+1 && s[i] == ' ' && i > start {
			i = j
			continue
		}
		if i > start {
			a, b := span(start, i)
			w.add(s[start:i], a, b)
		}
		brk := w.loose && strings.Contains(s[i:j], "\n")
		a, b := span(i, j)
		switch {
		case brk:
			w.breaks += strings.Count(s[i:j], "\n")
			if j < len(s) {
				w.breakLine()
				w.openLeaf()
			}
		case !w.afterBlank() && w.breaks == 0:
			w.add(" ", a, b)
		}
		start, i = j, j
	}
	if start < len(s) {
		a, b := span(start, len(s))
		w.add(s[start:], a, b)
	}
}

// afterBlank tells whether a blank now would be one too many.
func (w *walker) afterBlank() bool {
	n := len(w.leaf.pieces)
	if n == 0 {
		return true
	}
	last := w.leaf.pieces[n-1].s
	return last[len(last)-1] == ' ' || last[len(last)-1] == '\n'
}

func (w *walker) add(s string, from, to int) {
	if s == "" {
		return
	}
	if s[0] == ' ' && w.leaf.Kind != model.Code && w.afterBlank() {
		if s = s[1:]; s == "" {
			return
		}
		if from >= 0 && to-from == len(s)+1 && !w.whole {
			from++
		}
	}
	w.leaf.pieces = append(w.leaf.pieces, piece{s, from, to, w.whole, w.style, w.href})
}

// raise writes the text of a sup or sub that has just ended so that it cannot be read as part of the word
// or number before it: 10⁶, CO₂, x^n. Ordinals and marks (21st, ™) read well as they are.
func (w *walker) raise(in inline) {
	if w.leaf == nil || in.leaf != nil && in.leaf != w.leaf {
		return
	}
	mark := in.mark
	if in.leaf == nil {
		mark = 0
	}
	if mark <= 0 || mark >= len(w.leaf.pieces) {
		return // nothing before it, or nothing in it
	}
	ps := w.leaf.pieces[mark:]
	s := textOf(ps)
	to, sign := superscripts, "^"
	if in.tag == atom.Sub {
		to, sign = subscripts, "_"
	}
	if t := translate(s, to); t != "" {
		p := ps[0]
		p.s, p.to = t, ps[len(ps)-1].to
		w.leaf.pieces = append(w.leaf.pieces[:mark], p)
		return
	}
	if in.tag == atom.Sup && plainAbove(s) {
		return
	}
	p := piece{s: sign, from: -1, to: -1, style: ps[0].style, href: ps[0].href}
	rest := append([]piece{p}, ps...)
	w.leaf.pieces = append(w.leaf.pieces[:mark], rest...)
}

const (
	superscripts = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺-⁻−⁻n ⁿ"
	subscripts   = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊-₋−₋"
)

// translate writes s with the letters of a table of pairs, "" when one is missing.
func translate(s, pairs string) string {
	var b strings.Builder
	for _, r := range s {
		_, after, ok := strings.Cut(pairs, string(r))
		if !ok || r == ' ' {
			return ""
		}
		for _, t := range after {
			b.WriteRune(t)
			break
		}
	}
	return b.String()
}

// plainAbove tells raised text that needs no sign: notes in brackets, ordinals, marks of trade.
func plainAbove(s string) bool {
	if strings.HasPrefix(s, "[") || strings.HasPrefix(s, "(") {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "", "st", "nd", "rd", "th", "er", "ère", "e", "ème", "o", "a", "º", "ª", "tm", "sm", "r", "®", "™", "*", "†", "‡":
		return true
	}
	return false
}
