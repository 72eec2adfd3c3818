package extract

import (
	"strings"

	"lede/model"
	"lede/model/text"
)

// aboutTokens is how many tokens tell at most what a figure measures.
const aboutTokens = 3

// about finds the short phrase that says what a figure measures: "global sites" in "more than 40 global sites",
// "hashrate" in "a deployed hashrate of around 50 EH/s", "turnout" in "turnout was 71 per cent". The empty span
// where the text does not say it beside the figure.
func (p *page) about(f *figure) model.Span {
	if f.kind == model.Number {
		for _, find := range [...]func(*figure) model.Span{p.aboutWhole, p.aboutNext, p.aboutBefore, p.aboutSubject} {
			if s := find(f); !s.Empty() {
				return s
			}
		}
		return model.Span{}
	}
	for _, find := range [...]func(*figure) model.Span{p.aboutBefore, p.aboutWhole, p.aboutNext, p.aboutPurpose, p.aboutSubject, p.aboutVerb} {
		if s := find(f); !s.Empty() {
			return s
		}
	}
	return model.Span{}
}

// aboutWhole reads "12% of voters", "84kg of cocaine".
func (p *page) aboutWhole(f *figure) model.Span {
	if p.Word(f.next) != "of" || !p.sameSentence(f.first, f.next+1) {
		return model.Span{}
	}
	return p.phrase(p.skipArticle(f.next+1), false)
}

// aboutNext reads what follows at once: "40 global sites", "a $305 million loan repayment", "a 230-metre vessel".
func (p *page) aboutNext(f *figure) model.Span {
	j := f.next
	if p.class(j) == text.Dash && p.tight(j) {
		return model.Span{} // "a 61-year-old"
	}
	if f.kind != model.Number && !p.attributive(f) && !p.plural(j) {
		return model.Span{}
	}
	return p.phrase(j, f.kind == model.Number && f.v != whole(1))
}

// attributive tells whether the figure stands before its noun as an adjective does: "a $5m fine", "the 3% rise".
func (p *page) attributive(f *figure) bool {
	i := f.first - 1
	switch p.Word(i) {
	case "a", "an", "the", "A", "An", "The", "its", "his", "her", "their", "this", "that", "our", "another", "estimated", "record",
		"first", "new":
		return true
	}
	return p.class(i) == text.Possessive
}

// aboutBefore reads "a net loss of $5m", "gusts of 105 mph", "a dividend of 4.2p".
func (p *page) aboutBefore(f *figure) model.Span {
	i := p.beforeHedge(f)
	if !p.sameSentence(i-1, f.first) {
		return model.Span{}
	}
	switch p.Word(i) {
	case "of":
		return p.nounEnding(i - 1)
	case "at", "to": // "held its main rate at 4.5%", but not "on the street at 25 mph"
		if f.kind != model.Money && f.kind != model.Percent || !p.plainNoun(i-1) {
			return model.Span{}
		}
		s := p.nounEnding(i - 1)
		switch p.Word(p.TokenAt(s.Start) - 1) {
		case "the", "its", "their", "his", "her", "a", "an":
			return s
		}
	}
	return model.Span{}
}

// beforeHedge is the token before the figure and the hedge and article that belong to it.
func (p *page) beforeHedge(f *figure) int {
	i := f.first - 1
	for k := 0; k < 4 && i >= 0; k++ {
		switch p.Word(i) {
		case "a", "an", "the", "about", "around", "roughly", "approximately", "nearly", "almost", "some", "over", "than", "more", "less",
			"least",
			"only", "just", "estimated", "up", "under", "fewer", "another", "between", "close":
			i--
		case "at":
			if p.Word(i+1) != "least" && p.Word(i+1) != "most" {
				return i
			}
			i--
		case "to":
			if p.Word(i-1) != "up" && p.Word(i-1) != "close" {
				return i
			}
			i--
		default:
			return i
		}
	}
	return i
}

// aboutSubject reads the subject of a verb that joins it to the figure: "profit rose 12 per cent to £3.4bn", "turnout was 71%".
func (p *page) aboutSubject(f *figure) model.Span {
	first := p.Sentences[p.SentenceOf(f.first)].First
	for i := f.first - 1; i > first && i > f.first-10; i-- {
		switch p.class(i) {
		case text.Stop, text.Quote:
			return model.Span{}
		case text.Punct:
			if w := p.Word(i); w == ";" || w == ":" {
				return model.Span{}
			}
		}
		if p.pronoun(i) {
			return model.Span{} // whose it is, a word before it does not tell
		}
		if (p.is(i, rChange|rJoin) || p.attains(i, f)) && p.class(i) == text.Word && !p.isUpDown(i) {
			k := i - 1
			for k > first && p.adverb(k) {
				k--
			}
			if k = p.headBefore(p.headOf(k), first); p.shape(k) == text.Lower || p.shape(k) == text.Upper || k == first {
				return p.nounEnding(k)
			}
			return p.subject(k)
		}
		if (f.kind == model.Number || f.kind == model.Quantity) && p.content(i) {
			return model.Span{}
		}
	}
	return model.Span{}
}

// subject is the noun that heads a subject whose last word, token k, is part of a name: "people" in "the
// number of people killed by the storm in Vietnam", "toll" in "the death toll from Sarika".
func (p *page) subject(k int) model.Span {
	head := -1
	for i := k; i > p.Sentences[p.SentenceOf(k)].First; i-- {
		switch p.class(i) {
		case text.Stop, text.Quote, text.Punct:
			i = 0
			continue
		}
		switch p.Word(i) {
		case "in", "of", "from", "at", "by", "on", "for", "across":
			head = i - 1
		}
	}
	switch {
	case head < 0 || p.shape(head) != text.Lower && head != p.Sentences[p.SentenceOf(k)].First:
		return model.Span{}
	case p.Word(head) == "number":
		return p.phrase(head+2, false)
	}
	return p.nounEnding(head)
}

// headOf is the noun before "of" where a name follows: "shares" in "shares of Harrow Inc."; else i.
func (p *page) headOf(i int) int {
	k := i
	for k > i-6 && p.class(k) == text.Word && p.shape(k) != text.Lower {
		k--
	}
	if k < i && p.Word(k) == "of" && p.content(k-1) {
		return k - 1
	}
	return i
}

// headBefore is the noun before a preposition that ties token i to it, where it begins the sentence's subject: "Wheat"
// in "Wheat for December delivery"; else i.
func (p *page) headBefore(i, first int) int {
	if p.shape(i) != text.Lower {
		return i
	}
	for k := i - 1; k > first && k > i-4 && p.class(k) == text.Word; k-- {
		switch p.Word(k) {
		case "for", "on":
			if h := k - 1; p.plainNoun(h) && (h == first || p.class(h-1) == text.Punct) {
				return h
			}
			return i
		}
	}
	return i
}

// attains tells whether the verb at token i says how far its subject came: "yields hit 1.6%", "the index lost 0.8%".
func (p *page) attains(i int, f *figure) bool {
	switch p.Word(i) {
	case "hit", "hits", "reached", "reaches", "closed", "closes", "ended", "settled":
		return f.kind != model.Number && f.first-i <= 4
	case "lost", "loses":
		return f.kind == model.Percent && f.first-i <= 2
	}
	return false
}

// isUpDown tells the small words of change, which follow their verb.
func (p *page) isUpDown(i int) bool {
	w := p.Word(i)
	return w == "up" || w == "down"
}

// adverb tells whether the word at i may stand between a subject and its verb.
func (p *page) adverb(i int) bool {
	w := p.Word(i)
	switch w {
	case "also", "now", "then", "still", "has", "had", "have", "will", "would", "could", "may", "might", "can", "is", "was", "were",
		"are", "be", "been", "that", "which":
		return true
	}
	return len(w) > 4 && w[len(w)-2:] == "ly"
}

// aboutPurpose reads what money is for: "$2.4 billion on a battery plant", "$305 million in USDT".
func (p *page) aboutPurpose(f *figure) model.Span {
	j := f.next
	switch p.Word(j) {
	case "for", "on", "towards", "toward", "into":
		k := p.skipArticle(j + 1)
		if w := p.Word(k); len(w) > 4 && w[len(w)-3:] == "ing" && p.skipArticle(k+1) > k+1 {
			return model.Span{} // "for reaching the final"
		}
		return p.phrase(k, false)
	case "in":
		if s := p.phrase(j+1, false); !s.Empty() && p.shape(j+1) != text.Title && !p.is(j+1, rMonth|rWeekday|rLength) {
			return model.Span{Start: p.Tokens[j].Start, End: s.End}
		}
	}
	return model.Span{}
}

// aboutVerb is the verb that has the figure as its object: "raised", "paid".
func (p *page) aboutVerb(f *figure) model.Span {
	i := p.beforeHedge(f)
	if i >= 0 && p.sameSentence(i, f.first) && p.is(i, rVerb) && p.class(i) == text.Word {
		return model.Span{Start: p.Tokens[i].Start, End: p.Tokens[i].End}
	}
	return model.Span{}
}

// skipArticle is i, or the token behind the article or possessive at i.
func (p *page) skipArticle(i int) int {
	switch p.Word(i) {
	case "a", "an", "the", "its", "his", "her", "their", "all", "those", "these", "this", "that":
		return i + 1
	}
	return i
}

// content tells whether the word at i can belong to a noun phrase: not a small word, a verb of the news or a number.
func (p *page) content(i int) bool {
	if p.class(i) != text.Word || p.is(i, rApart|rWeekday) {
		return false
	}
	kind, _ := p.part(i)
	if kind != noPart && kind != letterPart || p.is(i, rMonth) && p.shape(i) != text.Lower {
		return false
	}
	w := p.Word(i)
	switch w {
	case "each", "more", "less", "last", "later", "earlier", "ago", "today", "yesterday", "tomorrow", "next", "every", "including",
		"compared", "via", "back", "must", "should", "shall", "cent", "percent", "like", "such",
		"both", "even", "still", "now", "never", "ever", "yet", "again", "almost", "nearly", "according", "per", "plus", "versus",
		"despite", "amid", "following", "apiece":
		return false
	}
	return !(len(w) > 4 && w[len(w)-2:] == "ly") && !strings.ContainsAny(w, "'’")
}

// plainNoun tells whether the word at i looks like a noun and neither a verb nor an adverb.
func (p *page) plainNoun(i int) bool { return p.content(i) && !p.is(i, rVerb|rChange|rJoin) }

// phrase is the noun phrase that begins with token i: up to its first plural, to the first small word or verb, or to
// aboutTokens tokens. With counted it must hold a plural.
func (p *page) phrase(i int, counted bool) model.Span {
	end, plural := i, false
	for j := i; j < i+aboutTokens+1 && p.sameSentence(i, j); j++ {
		if p.class(j) == text.Dash && p.tight(j) && p.tight(j+1) && j > i {
			end = j + 1
			continue
		}
		if !p.content(j) || j > i && (p.is(j, rVerb|rJoin) && p.shape(j) == text.Lower && !p.plural(j)) {
			break
		}
		if j > i && p.shape(j) != p.shape(j-1) && p.shape(j) != text.Lower && p.class(j-1) == text.Word {
			break
		}
		end = j + 1
		if p.is(j, rPeople) || p.plural(j) && p.pluralNoun(j) {
			plural = true
			break
		}
	}
	if end == i || counted && !plural || p.class(end-1) == text.Dash {
		return model.Span{}
	}
	return p.Span(i, end)
}

// pluralNoun tells whether a word in s is a plural.
func (p *page) pluralNoun(j int) bool {
	w := p.Word(j)
	if len(w) < 4 {
		return false
	}
	switch w[len(w)-2] {
	case 's', 'u', 'i', '\'':
		return false
	}
	return true
}

// nounEnding is the noun that ends with token i, with an adjective or noun before it: "net loss", "speed limit".
func (p *page) nounEnding(i int) model.Span {
	if !p.content(i) || p.is(i, rLength) || p.Word(i) == "top" {
		return model.Span{}
	}
	first := i
	for k := i - 1; k > i-aboutTokens && p.sameSentence(k, i) && p.shape(k) == text.Lower; k-- {
		if p.class(k) == text.Dash && p.tight(k) && p.tight(k+1) {
			continue
		}
		w := p.Word(k)
		if !p.plainNoun(k) || p.tight(k) && p.class(k-1) == text.Number || len(w) > 3 && w[len(w)-2:] == "ed" || len(w) > 5 && w[len(w)-3:] == "ing" {
			break
		}
		first = k
	}
	if p.Word(first-1) == "before" && p.plainNoun(first-2) && p.shape(first-2) == text.Lower { // "profit before tax"
		return p.Span(first-2, i+1)
	}
	if p.class(first-1) == text.Dash && p.tight(first) && p.tight(first-1) && p.class(first-2) == text.Word {
		first -= 2
	}
	return p.Span(first, i+1)
}
