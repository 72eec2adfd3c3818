package extract

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"lede/model"
	"lede/model/text"
)

// The word lists of figures. Each names what it holds and where it comes from in its first lines.
var (
	//go:embed numerals.tsv
	numeralsTSV string
	//go:embed currencies.tsv
	currenciesTSV string
	//go:embed units.tsv
	unitsTSV string
	//go:embed cues.tsv
	cuesTSV string
	//go:embed verbs.tsv
	verbsTSV string
)

// term numbers the words of the lexicon; 0 is a word that it does not know. Case is folded.
type term uint16

// role is a set of what a word tells about a numeral beside it; the names are those of cues.tsv.
type role uint32

const (
	rMonth role = 1 << iota
	rWeekday
	rClock
	rLength
	rLabel
	rStreet
	rPeople
	rScore
	rWeigh
	rPound
	rTemp
	rChange
	rApart
	rVague
	rStretch
	rVerb     // tells news
	rJoin     // joins a subject to its figure
	rCurrency // begins the name of a currency
)

var roleNames = map[string]role{"month": rMonth, "weekday": rWeekday, "clock": rClock, "length": rLength, "label": rLabel, "street": rStreet,
	"people": rPeople, "score": rScore, "weigh": rWeigh, "pound": rPound, "temp": rTemp, "change": rChange, "apart": rApart,
	"vague": rVague, "stretch": rStretch}

// part is what a word does in a numeral; the names are those of numerals.tsv.
type part uint8

const (
	noPart part = iota
	unitPart
	tenPart
	hundredPart
	scalePart
	letterPart
	timesPart
	divisorPart
	moneyPart
)

var partNames = map[string]part{"unit": unitPart, "ten": tenPart, "hundred": hundredPart, "scale": scalePart, "letter": letterPart,
	"times": timesPart, "part": divisorPart, "money": moneyPart}

// measure is a currency or a unit, in one of the forms in which it is written.
type measure struct {
	kind model.Kind // Money, Percent or Quantity
	code string     // currency or unit in normal form
	exp  int        // power of ten: -2 for a cent
	form string
	what string // of a unit: "length", "heat" …

	before, behind bool // where it may stand, seen from the amount
	exact          bool // letter case counts
	solid          bool // no blank within
	attached       bool // only directly behind digits
	scaled         bool // before an amount only where that has a scale
	local          bool // the dollar of the place
	told           bool // only where the words around tell
}

// lexicon is all that is known about words beside and in figures.
type lexicon struct {
	ids      map[uint32]term
	forms    []string // by term, folded
	filter   [1 << 10]uint64
	next     map[uint32]uint32 // node<<16 | term → node
	nodes    uint32
	measures map[uint32][]measure // by the node at which the form ends
	hedges   map[uint32]model.Hedge
	roles    []role
	parts    []part
	values   []uint64
	weights  []uint8 // of verbs: see verbs.tsv
	begins   []bool  // a figure may begin with it
}

// The roots of the tries: measures read forward, hedges before a figure read backward, hedges behind
// one read forward.
const (
	rootMeasure = 1 + iota
	rootHedge
	rootTail
	firstNode
)

// figureTerms is the lexicon, made on first use.
var figureTerms = sync.OnceValue(func() *lexicon {
	l := &lexicon{ids: make(map[uint32]term, 2048), next: make(map[uint32]uint32, 4096), nodes: firstNode,
		measures: make(map[uint32][]measure, 2048), hedges: make(map[uint32]model.Hedge, 128)}
	l.grow("")
	eachForm(numeralsTSV, func(form string, col []string) {
		t := l.word(form)
		l.parts[t] = partNames[col[0]]
		l.values[t], _ = strconv.ParseUint(col[1], 10, 64)
		l.begins[t] = l.parts[t] == unitPart || l.parts[t] == tenPart || l.parts[t] == divisorPart
	})
	eachForm(cuesTSV, l.cue)
	eachForm(verbsTSV, func(form string, col []string) {
		t := l.word(form)
		l.weights[t] = max(l.weights[t], col[0][0]-'0')
		if col[0] == "0" {
			l.roles[t] |= rJoin
		} else {
			l.roles[t] |= rVerb
		}
	})
	eachForm(currenciesTSV, func(form string, col []string) {
		exp, _ := strconv.Atoi(col[1])
		where, flags, _ := strings.Cut(col[2], " ")
		m := measure{kind: model.Money, code: col[0], exp: exp, form: form,
			before: where != "post", behind: where != "pre", exact: strings.Contains(flags, "C"), solid: strings.Contains(flags, "T"),
			scaled: strings.Contains(flags, "B"), local: strings.Contains(flags, "D"), told: strings.Contains(flags, "W")}
		t := l.add(m)
		l.roles[t] |= rCurrency
		l.begins[t] = true
	})
	eachForm(unitsTSV, func(form string, col []string) {
		what, flags, _ := strings.Cut(col[1], " ")
		m := measure{kind: model.Quantity, code: col[0], form: form, what: what, behind: true, exact: strings.Contains(flags, "C"),
			attached: strings.Contains(flags, "A"), told: strings.Contains(flags, "W")}
		switch {
		case col[0] == "=":
			m.code = form
		case what == "percent" || what == "pp":
			m.kind = model.Percent
			if m.code == "bp" {
				m.code, m.exp = "pp", -2
			}
		}
		if t := l.add(m); m.kind == model.Percent {
			l.begins[t] = true
		}
	})
	for _, w := range [...]string{"a", "an", "minus", "negative"} {
		l.begins[l.word(w)] = true
	}
	return l
})

// cue enters a line of cues.tsv.
func (l *lexicon) cue(form string, col []string) {
	switch col[0] {
	case "approx", "min", "max":
		l.path(rootHedge, form, true)
		l.hedges[l.path(rootHedge, form, true)] = hedgeNames[col[0]]
	case "tailapprox", "tailmin", "tailmax":
		l.hedges[l.path(rootTail, form, false)] = hedgeNames[col[0][len("tail"):]]
	default:
		l.roles[l.word(form)] |= roleNames[col[0]]
	}
}

// of is the term of every token of d.
func (l *lexicon) of(d *text.Doc) []term {
	out := make([]term, len(d.Tokens))
	for i := range d.Tokens {
		h := d.Tokens[i].Fold
		if l.filter[h>>6&(1<<10-1)]&(1<<(h&63)) == 0 {
			continue
		}
		if t := l.ids[h]; t != 0 && sameFold(l.forms[t], d.Word(i)) {
			out[i] = t
		}
	}
	return out
}

// sameFold tells whether b with ASCII capitals lowered is a.
func sameFold(a, b string) bool {
	if len(a) != len(b) {
		return strings.EqualFold(a, b)
	}
	for i := range len(a) {
		c := b[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if a[i] != c {
			return strings.EqualFold(a, b)
		}
	}
	return true
}

// is tells whether token i has one of the roles.
func (p *page) is(i int, r role) bool { return p.lex.roles[p.term(i)]&r != 0 }

// part is what token i does in a numeral, and the value that it has there.
func (p *page) part(i int) (part, uint64) {
	t := p.term(i)
	return p.lex.parts[t], p.lex.values[t]
}

// measureAt is the longest currency or unit that begins with token i and passes ok, and the token
// behind it; nil for none. A hyphen may stand for a blank within it.
func (p *page) measureAt(i int, ok func(m *measure, next int) bool) (found *measure, next int) {
	l := p.lex
	node, solid := uint32(rootMeasure), true
	for j := i; j < len(p.terms); j++ {
		t := p.term(j)
		if t == 0 {
			break
		}
		if j > i {
			solid = solid && p.tight(j)
		}
		n, there := l.next[node<<16|uint32(t)]
		if !there {
			if j > i && p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) {
				continue
			}
			break
		}
		node = n
		ms := l.measures[node]
		for k := range ms {
			m := &ms[k]
			if m.solid && !solid || m.exact && !p.reads(i, j, m.form) {
				continue
			}
			if ok(m, j+1) {
				found, next = m, j+1
				break
			}
		}
	}
	return found, next
}

// reads tells whether the tokens i to j are the form, blanks aside.
func (p *page) reads(i, j int, form string) bool {
	for k := i; k <= j; k++ {
		w := p.Word(k)
		form = strings.TrimLeft(form, " ")
		if !strings.HasPrefix(form, w) {
			return false
		}
		form = form[len(w):]
	}
	return form == ""
}
