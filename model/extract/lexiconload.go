package extract

import (
	"strings"

	"lede/model"
	"lede/model/text"
)

// eachForm calls use for every form of every line of a word list, with the columns behind it.
func eachForm(tsv string, use func(form string, columns []string)) {
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		col := strings.Split(line, "\t")
		for form := range strings.SplitSeq(col[0], "|") {
			use(form, col[1:])
		}
	}
}

var hedgeNames = map[string]model.Hedge{"approx": model.Approx, "min": model.AtLeast, "max": model.AtMost}

// grow adds a term.
func (l *lexicon) grow(form string) term {
	l.forms, l.roles, l.parts, l.values = append(l.forms, form), append(l.roles, 0), append(l.parts, 0), append(l.values, 0)
	l.weights, l.begins = append(l.weights, 0), append(l.begins, false)
	return term(len(l.forms) - 1)
}

// word is the term of a form, which is added where it is new.
func (l *lexicon) word(form string) term {
	h := text.Hash(form)
	if t, ok := l.ids[h]; ok {
		return t
	}
	t := l.grow(strings.ToLower(form))
	l.ids[h] = t
	l.filter[h>>6&(1<<10-1)] |= 1 << (h & 63)
	return t
}

// path is the node at the end of a form, from a root.
func (l *lexicon) path(root uint32, form string, backward bool) uint32 {
	words := formWords(form)
	node := root
	for i := range words {
		w := words[i]
		if backward {
			w = words[len(words)-1-i]
		}
		key := node<<16 | uint32(l.word(w))
		n, ok := l.next[key]
		if !ok {
			n = l.nodes
			l.nodes++
			l.next[key] = n
		}
		node = n
	}
	return node
}

// formWords are the tokens of a form as they stand in running text, where "Rs." owns its full stop.
func formWords(form string) []string {
	var out []string
	for w := range strings.FieldsSeq(form) {
		if len(w) > 1 && strings.Index(w, ".") == len(w)-1 {
			out = append(out, w)
			continue
		}
		d := text.Read(w, nil)
		for i := range d.Tokens {
			out = append(out, d.Word(i))
		}
	}
	return out
}

// add enters a currency or unit and gives the term that its form begins with.
func (l *lexicon) add(m measure) term {
	node := l.path(rootMeasure, m.form, false)
	l.measures[node] = append(l.measures[node], m)
	return l.word(formWords(m.form)[0])
}
