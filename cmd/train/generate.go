package main

import (
	"path/filepath"
	"strings"
)

// made is how many sentences are generated from the templates.
const made = 3000

// generate makes sentences from the templates in text/templates.tsv and the word lists: one a line,
// with slots such as {person}, {surname:1}, {company}. The same seed gives the same sentences.
func generate(s settings) ([]labelled, error) {
	var templates []string
	if err := eachLine(filepath.Join(s.home, "text", "templates.tsv"), func(l string) {
		if !strings.HasPrefix(l, "#") {
			templates = append(templates, l)
		}
	}); err != nil {
		return nil, err
	}
	m := &maker{lists: map[string][]item{}, rand: 7}
	for _, n := range []string{"company", "body", "paper", "team", "region", "product", "event", "surname", "given"} {
		items, err := readOwn(filepath.Join(s.home, "lists", n+".txt"))
		if err != nil {
			return nil, err
		}
		m.lists[n] = items
	}
	if err := m.fromGazetteers(filepath.Join(s.data, "gazetteers")); err != nil {
		return nil, err
	}
	var out []labelled
	for i := range made {
		l, err := unmark(m.fill(templates[i%len(templates)]))
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// maker fills templates.
type maker struct {
	lists map[string][]item
	rand  random
	held  map[string]string // values of numbered slots
}

// fromGazetteers takes given names, cities and firms.
func (m *maker) fromGazetteers(dir string) error {
	g := &gaz{}
	g.visit = func(name string, kind string) { m.lists[kind] = append(m.lists[kind], item{name: name}) }
	for _, f := range []func(*gaz, string) error{countries, cities, companies, firstNames} {
		if err := f(g, dir); err != nil {
			return err
		}
	}
	return nil
}

func (m *maker) pick(list string) string {
	l := m.lists[list]
	return l[m.rand.below(len(l))].name
}

// fill replaces each slot of a template by marked names.
func (m *maker) fill(t string) string {
	m.held = map[string]string{}
	var b strings.Builder
	for {
		i := strings.IndexByte(t, '{')
		if i < 0 {
			b.WriteString(t)
			return b.String()
		}
		j := strings.IndexByte(t, '}')
		b.WriteString(t[:i])
		b.WriteString(m.slot(t[i+1 : j]))
		t = t[j+1:]
	}
}

// slot is the marked text for one slot: "kind" or "kind:number"; surname:1 is the last word of
// person:1, short:1 the first of firm:1.
func (m *maker) slot(s string) string {
	kind, n, numbered := strings.Cut(s, ":")
	switch kind {
	case "surname":
		full := m.held["person:"+n]
		if full == "" {
			full = m.name()
		}
		return "<person>" + full[strings.LastIndexByte(full, ' ')+1:] + "</person>"
	case "short":
		full := m.held["firm:"+n]
		first, _, _ := strings.Cut(full, " ")
		return "<org>" + first + "</org>"
	}
	v, tag := m.value(kind)
	if numbered {
		if h := m.held[s]; h != "" {
			v = h
		}
		m.held[s] = v
	}
	return "<" + tag + ">" + v + "</" + tag + ">"
}

// value is a fresh name for a slot and its mark.
func (m *maker) value(kind string) (v, tag string) {
	switch kind {
	case "person":
		return m.name(), "person"
	case "firm":
		return m.firm(), "org"
	case "company", "body", "paper", "team":
		return m.pick(kind), "org"
	case "listed":
		return m.pick("listed"), "org"
	case "product", "event":
		return m.pick(kind), kind
	case "city", "country":
		return m.pick(kind), "place"
	}
	return m.pick("region"), "place"
}

// name is a made-up person: a given name, sometimes an initial, a family name.
func (m *maker) name() string {
	given := m.pick("given")
	if m.rand.below(2) == 0 {
		given = m.pick("first")
	}
	family := m.pick("surname")
	switch m.rand.below(12) {
	case 0:
		return given + " " + string(rune('A'+m.rand.below(26))) + ". " + family
	case 1:
		return given + " " + family + "-" + m.pick("surname")
	case 2:
		return given + " " + strings.TrimSpace([]string{"van", "de", "al", "bin", "von", "Mac"}[m.rand.below(6)]) + " " + family
	}
	return given + " " + family
}

// firm is a made-up firm.
func (m *maker) firm() string {
	root := m.pick("surname")
	if m.rand.below(2) == 0 {
		root = m.coined()
	}
	tails := []string{"Inc.", "Ltd", "plc", "Corp", "Group", "Holdings", "Energy", "Capital", "Partners", "Technologies", "Pharma", "Mining", "Airlines", "Foods", "Bank", "& Sons", "Motors",
		"Systems", "Media", "Resources", "Therapeutics", "Robotics", "Shipping", "Insurance", "Steel", "Labs", "Networks", "Entertainment", "Securities", "Brothers"}
	v := root + " " + tails[m.rand.below(len(tails))]
	if m.rand.below(3) == 0 {
		v += " " + []string{"Inc.", "Ltd", "plc", "Corp.", "LLC", "AG", "SA", "Limited"}[m.rand.below(8)]
	}
	return v
}

// coined is a made-up word such as firms are called.
func (m *maker) coined() string {
	head := []string{"Nova", "Vel", "Kin", "Or", "Ax", "Tri", "Zen", "Lum", "Hel", "Cor", "Ver", "Syn", "Omni", "Pan", "Alt", "Mer", "Sol", "Ter", "Qui", "Fen"}
	tail := []string{"tra", "ix", "ora", "ent", "ium", "ova", "ys", "eon", "ara", "ique", "tek", "via", "dyne", "met", "gen", "cor", "lis", "mark", "wave", "stone"}
	return head[m.rand.below(len(head))] + tail[m.rand.below(len(tail))]
}
