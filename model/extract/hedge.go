package extract

import (
	"lede/model"
	"lede/model/text"
)

// hedgeOf is how firmly the text states a figure: the words before it ("more than"), or else behind it ("or so").
func (p *page) hedgeOf(f *figure) model.Hedge {
	if h := p.hedgeBefore(f); h != model.Exact {
		return h
	}
	return p.hedgeBehind(f)
}

func (p *page) hedgeBefore(f *figure) model.Hedge {
	l := p.lex
	i := f.first - 1
	article := false
	switch p.Word(i) {
	case "a", "an", "A":
		i, article = i-1, true // "about a $5 million loss"
	}
	node, best := uint32(rootHedge), model.Exact
	for ; p.sameSentence(i, f.first); i-- {
		t := p.term(i)
		if t == 0 {
			break
		}
		n, ok := l.next[node<<16|uint32(t)]
		if !ok {
			break
		}
		node = n
		if h, ok := l.hedges[node]; ok {
			best = h
			if p.placing(i, article) {
				best = model.Exact
			}
		}
	}
	return best
}

// placing tells whether the word at i places rather than hedges: "over a 2km stretch", "handed over 21 captives".
func (p *page) placing(i int, article bool) bool {
	switch p.Word(i) {
	case "over":
		switch p.Word(i - 1) {
		case "handed", "hand", "hands", "handing", "turned", "turn", "took", "take", "takes", "taking", "taken", "gave", "give", "signed",
			"passed", "won", "came",
			"come", "carried", "presided", "rolled", "ran", "run", "all":
			return true
		}
		return article
	case "under", "above", "below", "within", "beyond", "near", "top":
		return article
	}
	return false
}

func (p *page) hedgeBehind(f *figure) model.Hedge {
	l := p.lex
	j := f.next
	if p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) {
		j++
	} else if p.Word(j) == "+" && !p.tight(j) {
		return model.Exact
	}
	node, best := uint32(rootTail), model.Exact
	for ; p.sameSentence(j, f.first); j++ {
		t := p.term(j)
		if t == 0 {
			break
		}
		n, ok := l.next[node<<16|uint32(t)]
		if !ok {
			break
		}
		node = n
		if h, ok := l.hedges[node]; ok {
			best = h
		}
	}
	if best != model.Exact && j < len(p.Tokens) && j == f.next+1 && !tailAlone(p.Word(f.next)) && p.class(f.next) == text.Word {
		return model.Exact
	}
	return best
}

// tailAlone tells whether a single word behind a figure hedges it.
func tailAlone(w string) bool {
	switch w {
	case "plus", "upwards", "tops", "odd", "approximately":
		return true
	}
	return false
}
