package extract

import (
	"sync"
	"time"

	"lede/model/text"
)

// looking is the way in which a sentence looks.
type looking int8

const (
	back looking = iota - 1
	eitherWay
	ahead
)

// wordSet tells whether a token's fold is one of a list of words.
type wordSet map[uint32]bool

func setOf(words ...string) wordSet {
	out := wordSet{}
	for _, w := range words {
		out[text.Hash(w)] = true
	}
	return out
}

// aheadWords make what follows them lie ahead, backWords make it lie behind. Participles that
// announce ("scheduled", "due") look ahead though they end as the past does.
var (
	aheadWords = sync.OnceValue(func() wordSet {
		return setOf("will", "'ll", "’ll", "ll", "shall", "would", "may", "might", "could", "can", "must", "should", "going", "plans", "plan",
			"planned", "planning", "scheduled", "due", "slated", "expected", "expects", "expect", "set", "aims", "upcoming", "ahead", "deadline",
			"until", "till", "by", "begins", "starts", "opens", "expires", "takes", "ends", "closes", "next", "forecast", "proposed", "hopes",
			"intends", "wants", "won't", "won’t", "please", "let's", "let’s", "postponed", "delayed", "extended", "later", "targeted", "looms")
	})
	backWords = sync.OnceValue(func() wordSet {
		return setOf("was", "were", "had", "said", "told", "did", "fell", "rose", "met", "sold", "bought", "held", "won", "lost", "made", "took",
			"came", "went", "began", "left", "led", "saw", "gave", "got", "hit", "cut", "shot", "died", "ran", "beat", "found", "sent", "spent",
			"built", "brought", "became", "broke", "drew", "drove", "flew", "grew", "kept", "knew", "paid", "put", "sank", "sought", "spoke",
			"stood", "struck", "swore", "taught", "threw", "wrote", "wore", "withdrew", "been", "since", "last", "ago", "after", "following", "has", "have")
	})
)

// looks tells where the phrase that begins at token i lies: the nearest verb before it in its
// sentence decides, else the nearest behind it.
func (d *dater) looks(i int) looking {
	s := d.Sentences[d.SentenceOf(i)]
	for j := i - 1; j >= s.First && j > i-16; j-- {
		if l := d.verb(j, s.First); l != eitherWay {
			return l
		}
	}
	for j := i + 1; j < s.Last && j < i+12; j++ {
		if l := d.verb(j, s.First); l != eitherWay {
			return l
		}
	}
	return eitherWay
}

// verb tells how one word looks. A participle behind "be" leaves the word to what stands before it.
func (d *dater) verb(j, first int) looking {
	t := &d.Tokens[j]
	if t.Class != text.Word && t.Class != text.Possessive {
		return eitherWay
	}
	if aheadWords()[t.Fold] {
		return ahead
	}
	past := backWords()[t.Fold]
	if !past && t.Shape == text.Lower && t.End-t.Start > 4 {
		w := d.Text[t.Start:t.End]
		past = w[len(w)-2:] == "ed" && w != "based"
	}
	if !past {
		return eitherWay
	}
	if j > first && d.says(j-1, "be", "to", "being") {
		if d.says(j-1, "be") && j-1 > first && d.says(j-2, "to") {
			return ahead
		}
		return eitherWay
	}
	return back
}

// nearest is the year's occurrence that the phrase at token i means: the latest past one where the
// sentence looks back, the next where it looks ahead, else the nearer, the past being three times as near.
func (d *dater) nearest(i int, in func(year int) (period, bool)) period {
	today := d.today()
	var past, next period
	for y := today.Year() + 4; y >= today.Year()-4; y-- {
		p, ok := in(y)
		if !ok {
			continue
		}
		if p.from.After(today) {
			next = p
		} else if !past.ok() {
			past = p
		}
	}
	switch look := d.looks(d.begin); {
	case !past.ok():
		return next
	case !next.ok() || look == back:
		return past
	case look == ahead || d.asks:
		if past.to.After(today) { // it is going on
			return past
		}
		return next
	}
	if today.Sub(past.from)/3 > next.from.Sub(today) && today.Sub(past.from) > 90*24*time.Hour {
		return next
	}
	return past
}
