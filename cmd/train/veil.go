package main

import (
	"strings"
	"unicode"

	"lede/model/extract/ner"
	"lede/model/text"
)

// veiler coins words for names, the same for the same word of one text.
type veiler struct {
	lists *ner.Lists
	rand  random
	held  map[string]string
}

// keep are the lists whose words stay when a name is veiled: they say what it is the name of, or are
// no name by themselves.
const keep = ner.OrgWord | ner.PlaceWord | ner.TitleWord | ner.LawWord | ner.EventWord | ner.Link | ner.People | ner.Calendar | ner.Job

// veil is a copy of a text in which the words that make its names are others, which no list holds and
// nobody has seen: only their form, and what stands around them, tells what they name. Words that say
// what a name is of ("Bank", "River") stay.
func (v *veiler) veil(l labelled) labelled {
	out := labelled{set: l.set}
	v.held = map[string]string{}
	var b strings.Builder
	at := 0
	for _, e := range l.Ents {
		if e.Start < at { // one inside of another
			continue
		}
		b.WriteString(l.Text[at:e.Start])
		at = e.End
		from := b.Len()
		name := l.Text[e.Start:e.End]
		if e.Type == "PER" || e.Type == "ORG" || e.Type == "LOC" {
			name = v.name(name)
		}
		b.WriteString(name)
		out.Ents = append(out.Ents, entity{from, b.Len(), e.Type})
	}
	b.WriteString(l.Text[at:])
	out.Text = b.String()
	return out
}

// name veils the words of a name.
func (v *veiler) name(s string) string {
	d := text.Read(s, nil)
	var b strings.Builder
	at := 0
	for i := range d.Tokens {
		t := &d.Tokens[i]
		b.WriteString(s[at:t.Start])
		at = t.End
		b.WriteString(v.word(s[t.Start:t.End], t))
	}
	b.WriteString(s[at:])
	return b.String()
}

func (v *veiler) word(w string, t *text.Token) string {
	if t.Class != text.Word || t.Shape != text.Title || len(w) < 4 || v.lists.Bits(t.Fold)&keep != 0 {
		return w
	}
	c, ok := v.held[w]
	if !ok {
		c = v.coin()
		v.held[w] = c
	}
	return c
}

// The parts of coined words: of sounds, and of words.
var (
	onsets = strings.Fields("b bl br c ch cl cr d dr f fl fr g gl gr h j k kl kr l m n p pl pr qu r s sh sk sl sp st str sv t th tr v vr w wh y z zh")
	vowels = strings.Fields("a a a e e e i i i o o o u u ae ai au ea ei ie oa oo ou y ö é")
	codas  = strings.Fields("- - - - b ck d f g k l ll m n nd ng nk nt p r rd rk rn rt s sk ss st t th v x z")
	heads  = strings.Fields("amber arrow ash bay bear bell black blue bold bright broad candle cedar clear cloud copper dawn deep dove drift eagle ember ever fair fal fern field fire flint fox frost gold grand green grey hart haw hazel heron high hollow iron ivy jade kestrel kind lark light lime long lumen maple meadow mid mill moon moss new night noble north oak open orchard pine plain prime quick raven red reed river rose salt sand silver sky snow spring star stone storm sun swift thorn true vale violet west white wild willow wind winter wolf wood wren")
	ends   = strings.Fields("bank beam berry bird born bridge brook burn bury by cast cliff craft crest dale field fold ford forge gate grid grove ham hill house hurst kin land lane leaf leigh ley light line ling lock loom mark mere mill mont more mouth path point pool port quest ridge scale send shed shire side sight son spark stack stead stone stream ton tree vale ville ward ware water wave way well wick wire wise wood works worth yard")
)

// coin makes a word with a capital: two in three times of sounds, else of words.
func (v *veiler) coin() string {
	pick := func(l []string) string { return l[v.rand.below(len(l))] }
	var b strings.Builder
	if v.rand.below(3) == 0 {
		b.WriteString(pick(heads))
		b.WriteString(pick(ends))
	} else {
		for range 2 + v.rand.below(2) {
			b.WriteString(pick(onsets))
			b.WriteString(pick(vowels))
		}
		b.WriteString(strings.Trim(pick(codas), "-"))
	}
	rs := []rune(b.String())
	rs[0] = unicode.ToUpper(rs[0])
	return string(rs)
}
