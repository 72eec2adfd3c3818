package extract

import (
	"strings"

	"lede/model/text"
)

// toldUnit tells whether a short or common word is a unit behind n.
func (p *page) toldUnit(n numeral, m *measure) bool {
	j := n.next
	after := j + 1
	switch m.form {
	case "m":
		return p.metres(n, after)
	case "t":
		return !p.Tokens[j].Gap && (!p.sameSentence(j, after) || p.class(after) != text.Word || p.is(after, rApart))
	case "g", "l", "L":
		if p.Tokens[j].Gap {
			return n.digits && (p.Word(after) == "of" || p.class(after) != text.Word)
		}
		return n.digits && (m.form != "g" || n.v.e < 0 || !n.v.less(whole(7)))
	case "C", "F":
		if p.tight(after) && p.Word(after) == "/" || n.v.e == 0 && m.form == "F" && n.v.less(whole(20)) {
			return false
		}
		if m.form == "C" && n.v.e < 0 && !p.Tokens[j].Gap {
			return true // "0.3C"
		}
		return p.near(n.first, j, rTemp) || p.otherScale(after, m.form)
	case "W", "V":
		return p.class(after) != text.Word || p.shape(after) == text.Lower
	case "cup", "cups":
		return p.shape(j) == text.Lower && (n.fraction || n.v.e < 0 || p.Word(after) == "of" || p.shape(after) == text.Lower &&
			!p.is(after, rApart) && !p.is(n.first-1, rApart|rChange|rScore))
	case "stone":
		return !n.v.less(whole(5)) && (!p.sameSentence(j, after) || p.class(after) != text.Word || p.is(after, rApart))
	}
	return true
}

// otherScale tells whether the same temperature follows on the other scale: "30C (86F)".
func (p *page) otherScale(j int, form string) bool {
	for k := j; k < j+4; k++ {
		if w := p.Word(k); (w == "C" || w == "F") && w != form && p.tight(k) && p.class(k-1) == text.Number {
			return true
		}
	}
	for k := j - 2; k > j-6; k-- {
		if w := p.Word(k); (w == "C" || w == "F") && w != form && p.tight(k) && p.class(k-1) == text.Number {
			return true
		}
	}
	return false
}

// metres tells whether the "m" behind n is metres, not million: "1.8m tall", "the 100m final".
func (p *page) metres(n numeral, after int) bool {
	j := n.next
	if p.Tokens[j].Gap {
		// "1 m", but "1 m people" is million.
		return !p.sameSentence(j, after) || p.class(after) != text.Word || !p.plural(after)
	}
	if p.is(after, rPeople) {
		return false
	}
	if w := p.Word(n.first - 2); p.Word(n.first-1) == "(" && p.Word(after) == ")" && (w == "ft" || w == "feet" || w == "foot" || w == "yards" || w == "in" || w == "miles") {
		return true // "400ft (121m)"
	}
	switch p.Word(after) {
	case "tall", "high", "long", "wide", "deep", "thick", "away", "below", "above", "race", "final", "finals", "freestyle", "hurdles", "sprint",
		"butterfly", "backstroke", "breaststroke", "medley", "relay", "title", "record", "dash", "yacht", "wave", "waves", "x", "from",
		"up", "down",
		"apart", "radius", "diameter", "length", "depth", "height", "swell", "swells", "tower", "wall", "fence", "pool", "stretch", "cliff",
		"platform", "springboard", "air", "and":
		return p.Word(after) != "and" && p.Word(after) != "from" || n.v.less(whole(1000)) && n.v.e == 0 && p.near(n.first, j, rStretch)
	}
	switch p.Word(n.first - 1) {
	case "a", "an", "the", "A", "The": // "the 40m dry well"
		if strings.Contains(p.Word(n.first), ",") && !p.countNoun(after) { // "the 10,000m in 29 minutes"
			return true
		}
		if n.v.e == 0 && p.shape(after) == text.Lower && !p.is(after, rApart) && !p.countNoun(after) {
			return true
		}
	}
	return p.near(n.first, j, rStretch)
}
