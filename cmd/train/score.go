package main

import (
	"fmt"
	"path/filepath"
	"sort"
	"strings"

	"lede/model/extract/ner"
	"lede/model/text"
)

// tally counts names found, given and right.
type tally struct{ found, given, right int }

func (t tally) f1() float64 {
	if t.found+t.given == 0 {
		return 0
	}
	return 200 * float64(t.right) / float64(t.found+t.given)
}

// measure gives the exact F1 of a model on the .dev sets.
func measure(s settings, m *ner.Model) (string, error) {
	files, err := filepath.Glob(filepath.Join(s.data, "*.dev.jsonl.gz"))
	if err != nil {
		return "", err
	}
	sort.Strings(files)
	var b strings.Builder
	var pool, fair tally
	line := func(name string, t [4]tally, all tally) {
		fmt.Fprintf(&b, "%-22s PER/ORG/LOC %5.1f (PER %.1f ORG %.1f LOC %.1f MISC %.1f)\n", name, all.f1(), t[0].f1(), t[1].f1(), t[2].f1(), t[3].f1())
	}
	var sum [4]tally
	for _, f := range files {
		rows, err := readSet(f)
		if err != nil {
			return "", err
		}
		var per [4]tally
		var all tally
		for _, r := range rows {
			p := score(m, r)
			for t := range p {
				add(&per[t], p[t])
				add(&sum[t], p[t])
				if t < 3 {
					add(&all, p[t])
				}
			}
			q := r
			q.set, q.Ents = "", append([]entity(nil), r.Ents...)
			tidy(&q)
			p = score(m, q)
			for t := range 3 {
				add(&fair, p[t])
			}
		}
		add(&pool, all)
		line(strings.TrimSuffix(filepath.Base(f), ".dev.jsonl.gz"), per, all)
	}
	line("together", sum, pool)
	fmt.Fprintf(&b, "with our conventions   PER/ORG/LOC %5.1f\n", fair.f1())
	return b.String(), nil
}

func add(t *tally, o tally) { t.found += o.found; t.given += o.given; t.right += o.right }

// score compares one text's names with its labels.
func score(m *ner.Model, l labelled) (out [4]tally) {
	d := text.Read(l.Text, nil)
	gold := map[entity]bool{}
	for _, e := range l.Ents {
		if t, ok := types[e.Type]; ok {
			gold[e] = true
			out[t].given++
		}
	}
	for _, n := range m.Find(d) {
		sp := d.Span(n.First, n.Last)
		out[n.Type].found++
		if gold[entity{sp.Start, sp.End, n.Type.String()}] {
			out[n.Type].right++
		}
	}
	return out
}

// header is what the model file says of itself: how it was made, from what, under which licences,
// and what it scores.
func header(s settings, report string) string {
	return "made by cmd/train: conditional random field, " + fmt.Sprintf("%d passes, %d features", s.epochs, s.rows) + `
learnt from the .train parts of:
  wikigold, English Wikipedia, annotations CC BY 4.0 (Balasuriya and others, 2009)
  Re-DocRED dev and test parts, MIT (Tan and others, 2022); text of Wikipedia, CC BY-SA
  CrossNER, MIT (Liu and others, 2021); text of Wikipedia, CC BY-SA
  UNER English-EWT dev and test parts, CC BY-SA 4.0 (Universal NER)
  GUM, annotations CC BY 4.0 (Zeldes and others); texts CC BY 2.5, 4.0 and CC BY-SA 3.0
and from text written for lede (cmd/train/text), MIT
word lists: GeoNames cities of 15,000 people, CC BY 4.0; country codes and S&P 500 of datasets on GitHub, PDDL;
  US states and given names of stdlib, PDDL and CC0; congress-legislators, CC0; lists written for lede (cmd/train/lists), MIT
exact F1 on the .dev parts, model alone:
` + strings.TrimRight(report, "\n")
}
