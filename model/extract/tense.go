package extract

import (
	_ "embed"
	"strings"
	"sync"

	"lede/model/text"
)

// looking is the way in which a sentence looks.
type looking int8

const (
	back looking = iota - 1
	eitherWay
	ahead
)

//go:embed tenses.tsv
var tensesTSV string

// tenseClass is what a word tells about where a time lies; the classes stand in tenses.tsv.
type tenseClass uint8

const (
	noTense tenseClass = iota
	tenseAhead
	tenseBack
	tensePlanned
	tensePlan
	tenseRuns
	tenseRun
	tenseUntil
	tenseOnce
	tenseSet // "set to", "set for"
)

var tenses = sync.OnceValue(func() map[uint32]tenseClass {
	names := map[string]tenseClass{"ahead": tenseAhead, "back": tenseBack, "planned": tensePlanned, "plan": tensePlan, "runs": tenseRuns,
		"run": tenseRun, "until": tenseUntil, "once": tenseOnce}
	out := map[uint32]tenseClass{text.Hash("set"): tenseSet}
	for line := range strings.Lines(tensesTSV) {
		if w, class, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t"); ok {
			out[text.Hash(w)] = names[class]
		}
	}
	return out
})

// wordSet tells whether a token's fold is one of a list of words.
type wordSet map[uint32]bool

func setOf(words ...string) wordSet {
	out := wordSet{}
	for _, w := range words {
		out[text.Hash(w)] = true
	}
	return out
}

// How far from a phrase its verb may stand, in tokens.
const (
	verbBefore = 16
	verbAfter  = 12
)

// looks tells where the phrase that begins at token i lies: what stands right before it decides, else the
// nearest verb before it in its sentence, else the nearest behind it.
func (d *dater) looks(i int) looking {
	s := d.Sentences[d.SentenceOf(i)]
	j := i - 1
	for j > s.First && (d.is(j, tThe) || d.is(j, tMeridiem) || d.is(j+1, tMeridiem) || d.is(j, tNoon) || d.says(j, "on", "about", "around", "at")) {
		j--
	}
	if j >= s.First {
		switch {
		case tenses()[d.Tokens[j].Fold] == tenseUntil:
			return d.limit(j, s.First)
		case d.says(j, "is", "are") && j < i-1:
			return ahead // "is on Friday"
		case d.says(j, "for") && d.ofDay(i), d.says(j, "effective"):
			return ahead
		}
	}
	for k := i + 1; k < i+5 && k < s.Last; k++ {
		if d.says(k, "forecast", "forecasts", "outlook", "guidance", "projection", "projections") && d.is(k-1, tNone) && !d.says(k-1, "its", "the", "a") {
			return ahead // "its fourth-quarter Brent forecast"
		}
	}
	for j := i - 1; j >= s.First && j > i-verbBefore; j-- {
		if !d.says(i-1, "of") && d.intends(j, s.First) {
			return ahead
		}
		if l := d.verb(j, s.First); l != eitherWay {
			return l
		}
	}
	for j := i + 1; j < s.Last && j < i+verbAfter; j++ {
		if l := d.verb(j, s.First); l != eitherWay {
			return l
		}
	}
	return eitherWay
}

// intends tells whether what is meant to be done begins at token j: "agreed on Saturday to raise", "is considering".
func (d *dater) intends(j, first int) bool {
	if d.says(j, "considering", "planning", "preparing", "weighing", "aiming", "hoping", "expecting", "expected") {
		return d.says(j-1, "is", "are")
	}
	if !d.says(j, "to") || d.shape(j+1) != text.Lower || d.class(j+1) != text.Word || d.determiner(j+1) {
		return false
	}
	for k := j - 1; k >= first && k > j-6; k-- {
		if d.says(k, "agreed", "decided", "voted", "promised", "vowed", "pledged", "offered", "wants", "hopes", "aims", "intends", "agree", "agrees", "deal", "plan", "plans", "proposal", "pledge", "decision") {
			return true
		}
		if d.class(k) == text.Punct || d.class(k) == text.Quote {
			return false
		}
	}
	return false
}

// limit tells where the end lies that "until" or "by" at token j marks: ahead, unless the verb before it
// tells what is over ("was closed until", not "was extended until" or "has until").
func (d *dater) limit(j, first int) looking {
	for k := j - 1; k >= first && k > j-verbBefore; k-- {
		switch tenses()[d.Tokens[k].Fold] {
		case tensePlanned, tenseAhead, tenseRuns, tenseRun:
			return ahead
		}
		if d.says(k, "has", "have", "had") && k == j-1 {
			return ahead // "opponents have until"
		}
		if d.says(k, "suspended", "halted", "paused", "postponed", "delayed", "adjourned", "deferred", "shelved", "banned", "barred", "suspending", "halting", "pausing", "postponing", "delaying") {
			return ahead
		}
		if d.says(k, "to") && d.shape(k+1) == text.Lower && !d.determiner(k+1) && !d.says(k-1, "had", "used", "forced", "failed", "able", "began") {
			return ahead // "agreed to sell it by"
		}
		if d.says(k-1, "remain", "remains", "stay", "stays", "be") {
			continue
		}
		if d.verb(k, first) == back && !d.says(k, "has", "have", "said", "says", "told") {
			return back
		}
	}
	return ahead
}

// ofDay tells whether token i begins the name of a single day, and not as an attribute ("for Monday's game").
func (d *dater) ofDay(i int) bool {
	switch {
	case d.is(i, tWeekday):
		return d.class(i+1) != text.Possessive
	case d.is(i, tMonth):
		return d.class(i+1) == text.Number && len(d.Word(i+1)) < 3
	}
	return d.class(i) == text.Number && d.is(i+1, tMonth) && len(d.Word(i)) < 3
}

// verb tells how one word looks.
func (d *dater) verb(j, first int) looking {
	t := &d.Tokens[j]
	if t.Class != text.Word && t.Class != text.Possessive {
		return eitherWay
	}
	class := tenses()[t.Fold]
	if class == tenseAhead && d.is(j, tMonth) && t.Shape != text.Lower {
		return eitherWay // "May 7"
	}
	if class == noTense {
		return d.ending(j, first)
	}
	switch class {
	case tenseAhead:
		return ahead
	case tensePlanned:
		if j > first && tenses()[d.Tokens[j-1].Fold] == tenseOnce {
			return back
		}
		return ahead
	case tenseSet:
		if d.says(j+1, "to", "for") {
			return ahead
		}
		return d.past(j, first)
	case tensePlan:
		return d.plan(j, first)
	case tenseRuns:
		if j == first || d.numeral(j-1) || d.determiner(j-1) {
			return eitherWay
		}
		return ahead
	case tenseRun:
		return d.run(j, first)
	case tenseBack:
		if d.says(j, "last") && j > first && (d.says(j-1, "to") || tenses()[d.Tokens[j-1].Fold] == tenseAhead) {
			return eitherWay // "may last"
		}
		return d.past(j, first)
	}
	return eitherWay
}

// ending tells of a word outside the lists by how it ends, and of "is to", "are to".
func (d *dater) ending(j, first int) looking {
	t := &d.Tokens[j]
	n := t.End - t.Start
	if n == 2 && j > first && d.says(j, "to") && d.says(j-1, "is", "are") {
		return ahead
	}
	if n > 3 && t.Shape != text.Upper {
		switch w := d.Text[t.Start:t.End]; {
		case t.Shape == text.Lower && n > 4 && w[n-2:] == "ed" && w != "based":
			return d.past(j, first)
		case w[n-2:] == "ll" && (w[n-3] == '\'' || n > 5 && w[n-5:n-2] == "’"):
			return ahead
		}
	}
	return eitherWay
}

// past is back, but for a participle behind "be" or "to", which leaves the word to what stands before it.
func (d *dater) past(j, first int) looking {
	if j > first && d.says(j-1, "be", "to", "being") {
		if d.says(j-1, "be") && j-1 > first && d.says(j-2, "to") {
			return ahead
		}
		return eitherWay
	}
	return back
}

// plan tells the verb from the noun: "they plan", "its plan", "it forecast".
func (d *dater) plan(j, first int) looking {
	switch {
	case j > first && (d.determiner(j-1) || d.says(j-1, "filed", "made", "submitted", "had", "announced", "unveiled", "published", "scrapped")):
		return eitherWay
	case j > first && d.says(j, "forecast") && d.says(j-1, "it", "he", "she", "they", "we"):
		return back
	}
	return ahead
}

// run tells a verb of many: behind a plural or a pronoun, "shops open", "they leave".
func (d *dater) run(j, first int) looking {
	if j == first || d.class(j-1) != text.Word || d.shape(j) != text.Lower {
		return eitherWay
	}
	w := d.Word(j - 1)
	if d.says(j-1, "they", "we", "who", "people", "men", "women", "children", "police") || len(w) > 3 && w[len(w)-1] == 's' && w[len(w)-2] != 's' {
		return ahead
	}
	return eitherWay
}

// determiner tells a word that begins a noun phrase.
func (d *dater) determiner(i int) bool {
	return d.is(i, tThe) || d.is(i, tArticle) || d.class(i) == text.Possessive ||
		d.says(i, "its", "his", "her", "their", "our", "your", "my", "this", "that", "these", "those", "any", "no", "some", "both", "all", "new", "first", "to", "of")
}

// numeral tells a number in digits or words.
func (d *dater) numeral(i int) bool {
	return d.class(i) == text.Number || d.is(i, tCardinal) || d.is(i, tTens)
}
