package facts

import (
	"strconv"
	"strings"

	"lede/model"
	"lede/ui/row"
	"lede/ui/term"
)

// group is a heading of the sidebar.
type group uint8

const (
	brief group = iota
	money
	numbers
	dates
	people
	orgs
	places
	laws
	products
	events
	quotes
	sources
	groups
)

var titles = [groups]string{"IN BRIEF", "MONEY", "NUMBERS", "WHEN", "PEOPLE", "ORGANISATIONS", "PLACES", "LAWS", "NAMES & TICKERS",
	"EVENTS", "QUOTES", "SOURCES"}

func groupOf(k model.Kind) group {
	switch k {
	case model.Money:
		return money
	case model.Number, model.Percent, model.Quantity:
		return numbers
	case model.Date, model.Time, model.Duration:
		return dates
	case model.Person:
		return people
	case model.Org:
		return orgs
	case model.Place:
		return places
	case model.Law:
		return laws
	case model.Product, model.Ticker:
		return products
	case model.Event:
		return events
	case model.QuoteOf:
		return quotes
	}
	return sources
}

// build lists the items: the clauses, then each group with its facts in the order of the text, the
// mentions of one thing as one item.
func (p Pane) build() []item {
	if p.story == nil {
		return nil
	}
	var out []item
	if len(p.story.Brief) > 0 {
		out = append(out, item{what: heading, group: brief})
		if !p.folded[brief] {
			for _, c := range p.story.Brief {
				out = append(out, item{what: clause, group: brief, facts: p.known(c.Facts), span: c.Span})
			}
		}
	}
	var by [groups][]item
	at := map[string]int{}
	for i := range p.story.Facts {
		f := &p.story.Facts[i]
		if f.Span.In(p.text) == "" {
			continue
		}
		g := groupOf(f.Kind)
		key := identity(f, p.text)
		if j, ok := at[key]; ok {
			by[g][j].facts = append(by[g][j].facts, i)
			continue
		}
		at[key] = len(by[g])
		by[g] = append(by[g], item{what: fact, group: g, facts: []int{i}, span: f.Span})
	}
	for g, items := range by {
		if len(items) == 0 {
			continue
		}
		h := item{what: heading, group: group(g)}
		for _, it := range items {
			h.facts = append(h.facts, it.facts[0])
		}
		out = append(out, h)
		if !p.folded[g] {
			out = append(out, items...)
		}
	}
	return out
}

// known are the indexes that the story has a fact for.
func (p Pane) known(facts []int) []int {
	var out []int
	for _, f := range facts {
		if f >= 0 && f < len(p.story.Facts) {
			out = append(out, f)
		}
	}
	return out
}

// identity is the same for two facts that are shown as one.
func identity(f *model.Fact, text string) string {
	switch {
	case f.Kind == model.QuoteOf:
		return "q" + strconv.Itoa(f.Span.Start)
	case f.Entity > 0:
		return string(f.Kind) + "#" + strconv.Itoa(f.Entity)
	}
	v := f.Value
	if v == "" {
		v = strings.ToLower(f.Span.In(text))
	}
	about := strings.ToLower(f.About.In(text))
	return strings.Join([]string{string(f.Kind), v, f.ValueHigh, f.Currency, f.Unit, strconv.Itoa(int(f.Hedge)), about}, "\x00")
}

// How many rows a clause and a quotation may take.
const (
	clauseRows = 4
	quoteRows  = 4
)

// lead is what stands before every text: the bar of the selection and a blank. margin stays free
// behind it.
const (
	lead   = 2
	margin = 1
	bullet = 2 // before a clause, so that one is seen to end and the next to begin
)

// lay computes what each row shows, for the pane's width.
func (p Pane) lay() Pane {
	p.rows = nil
	w := max(p.rect.W-lead-margin, 1)
	items := make([]item, len(p.items))
	copy(items, p.items)
	for i := range items {
		it := &items[i]
		n := 1
		switch {
		case it.what == heading:
			if i > 0 {
				p.rows = append(p.rows, place{-1, 0})
			}
		case it.what == clause:
			it.breaks, it.cut = row.Breaks(p.words(it.span), max(w-bullet, 1), clauseRows)
			n = len(it.breaks)
		case it.group == quotes:
			it.breaks, it.cut = row.Breaks(p.words(it.span), w, quoteRows)
			n = len(it.breaks)
			if p.tail(it) != "" || !p.fits(it, w) {
				n++
			}
		}
		for part := range n {
			p.rows = append(p.rows, place{i, part})
		}
	}
	p.items = items
	p.top = p.bounded(p.top)
	p.gen++
	return p
}

// tail is who said a quotation.
func (p Pane) tail(it *item) string {
	f := p.story.Facts[it.facts[0]]
	s := term.Safe(f.Speaker)
	if role := p.words(f.SpeakerRole); role != "" && s != "" {
		s += ", " + role
	}
	return s
}

// fits tells whether the paragraph mark fits behind the last line of an item.
func (p Pane) fits(it *item, w int) bool {
	if len(it.breaks) == 0 || it.cut {
		return false
	}
	b := it.breaks[len(it.breaks)-1]
	return term.Width(p.words(it.span)[b[0]:b[1]])+len(strconv.Itoa(p.paragraph(it.span)))+2 <= w
}
