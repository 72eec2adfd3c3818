package sqlite

import (
	"bytes"
	"strings"

	"lede/model"
	"lede/model/query"
)

func (a *asking) when(w query.When) (answer, error) {
	from, to := w.Bounds(a.now)
	spoken := func(k []byte) bool { return query.Spoken(string(k), from, to) }
	one, err := a.keys(keyDate, spoken)
	if err != nil {
		return one, err
	}
	many, err := a.keys(keyDates, spoken)
	return combine(one, many, set.or), err
}

func (a *asking) named(n query.Named) (answer, error) {
	text, open := strings.CutSuffix(n.Text, "*")
	toks := query.Tokens(text)
	if n.Key == "quote" {
		return a.quoted(toks, open)
	}
	head := keyName + n.Key + "\x00"
	if n.Whole {
		if open {
			return a.wordsFrom(head, strings.Join(toks, " "))
		}
		return a.key(head, strings.Join(toks, " "))
	}
	var out answer
	for i, t := range toks {
		var r answer
		var err error
		if open && i == len(toks)-1 {
			r, err = a.wordsFrom(keyNameWord+n.Key+"\x00", t)
		} else {
			r, err = a.key(keyNameWord+n.Key+"\x00", t)
		}
		if err != nil {
			return r, err
		}
		out = combine(out, r, set.and)
	}
	if len(toks) == 1 {
		return out, nil
	}
	whole, err := a.key(head, strings.Join(toks, " "))
	return answer{whole.surely, out.maybe}, err
}

// quoted are stories whose quotations may hold the words: those of the text, and the first and last of
// each quotation.
func (a *asking) quoted(toks []string, open bool) (answer, error) {
	out, err := a.key(keyHas, string(model.QuoteOf))
	for i := 0; i < len(toks) && err == nil; i++ {
		read := a.key
		if open && i == len(toks)-1 {
			read = a.wordsFrom
		}
		var in, edge answer
		if in, err = read(keyWord, toks[i]); err != nil {
			break
		}
		if edge, err = read(keyNameWord+"quote\x00", toks[i]); err != nil {
			break
		}
		out = combine(out, combine(in, edge, set.or), set.and)
	}
	if err != nil {
		return out, err
	}
	return a.perhaps(out.maybe), nil
}

func (a *asking) figure(q query.Figure) (answer, error) {
	surely, maybe := newSet(a.n), newSet(a.n)
	want := seek(q)
	var unit []byte // the last one, and whether it is asked for
	asked, long := false, false
	err := a.under(keyFigure+string(q.Kind())+"\x00", func(g *segment, e entry) error {
		u, b, ok := figureOf(e.key)
		if !ok {
			return nil
		}
		if unit == nil || !bytes.Equal(u, unit) {
			unit = append(unit[:0], u...)
			long = len(u) >= longUnit // it was cut: only the fact itself knows
			asked = long || unitIs(q, string(u))
		}
		if !asked {
			return nil
		}
		switch yes, perhaps := want.in(b); {
		case yes && !long:
			e.into(surely.chunk(g.chunk))
		case yes || perhaps:
			e.into(maybe.chunk(g.chunk))
		}
		return nil
	})
	if err != nil {
		return answer{}, err
	}
	r, err := a.indexed(surely, true)
	if err != nil || maybe.andNot(surely).empty() {
		return r, err
	}
	return answer{r.surely.copy(), maybe.or(r.maybe)}, nil
}

func unitIs(q query.Figure, unit string) bool {
	if q.Kind() == model.Money {
		unit = strings.ToUpper(unit)
	}
	return q.UnitIs(unit)
}
