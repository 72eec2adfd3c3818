package extract

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"lede/model/text"
)

//go:embed times.tsv
var timesTSV string

// timeClass is what a word is to the grammar of dates.
type timeClass uint8

// The classes; the words of each stand in times.tsv.
const (
	tNone timeClass = iota
	tMonth
	tWeekday
	tUnit
	tOrdinal
	tCardinal
	tTens
	tArticle
	tHalf
	tDeictic
	tOvernight
	tRelative
	tPart
	tDaypart
	tNoon
	tMeridiem
	tSeason
	tFrom
	tThe
	tAgo
	tIn
	tFiscal
	tHoliday
	tAll
	tRest
)

// timeWord is a word's class and number.
type timeWord struct {
	class timeClass
	n     int
}

var timeWords = sync.OnceValue(func() map[uint32]timeWord {
	names := map[string]timeClass{"month": tMonth, "weekday": tWeekday, "unit": tUnit, "ordinal": tOrdinal, "cardinal": tCardinal,
		"tens": tTens, "article": tArticle, "half": tHalf, "deictic": tDeictic, "overnight": tOvernight, "relative": tRelative,
		"part": tPart, "daypart": tDaypart, "noon": tNoon, "meridiem": tMeridiem, "season": tSeason, "from": tFrom, "the": tThe,
		"ago": tAgo, "in": tIn, "fiscal": tFiscal, "all": tAll, "rest": tRest}
	out := map[uint32]timeWord{}
	for _, l := range strings.Split(timesTSV, "\n") {
		f := strings.Split(l, "\t")
		if len(f) != 3 {
			continue
		}
		n, err := strconv.Atoi(f[2])
		if class := names[f[1]]; err == nil && class != tNone {
			out[text.Hash(f[0])] = timeWord{class, n}
		}
	}
	for first := range feasts() {
		if out[first].class == tNone {
			out[first] = timeWord{tHoliday, 0}
		}
	}
	return out
})

// word is what token i is to the grammar; the zero timeWord for nothing.
func (d *dater) word(i int) timeWord {
	if i < 0 || i >= len(d.words) {
		return timeWord{}
	}
	return d.words[i]
}

func (d *dater) is(i int, class timeClass) bool { return d.word(i).class == class }

// says tells whether token i is one of words, which are in lower case, whatever its own case.
func (d *dater) says(i int, words ...string) bool {
	if i < 0 || i >= len(d.Tokens) {
		return false
	}
	w := d.Text[d.Tokens[i].Start:d.Tokens[i].End]
	for _, s := range words {
		if len(s) == len(w) && s[0] == lowered(w[0]) && strings.EqualFold(w, s) {
			return true
		}
	}
	return false
}

func lowered(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// digits is token i as a whole number of at most so many digits, without grouping.
func (d *dater) digits(i, most int) (n int, ok bool) {
	if d.class(i) != text.Number {
		return 0, false
	}
	return smallNumber(d.Word(i), most)
}

// smallNumber is a number of at most so many ASCII digits.
func smallNumber(w string, most int) (n int, ok bool) {
	if len(w) == 0 || len(w) > most {
		return 0, false
	}
	for j := 0; j < len(w); j++ {
		if w[j] < '0' || w[j] > '9' {
			return 0, false
		}
		n = n*10 + int(w[j]-'0')
	}
	return n, true
}

// ordinal reads "21st", "twenty-first", "third" at i and gives the token after it.
func (d *dater) ordinal(i int) (n, next int) {
	if n, ok := d.digits(i, 2); ok && d.tight(i+1) && d.says(i+1, "st", "nd", "rd", "th") {
		return n, i + 2
	}
	if w := d.word(i); w.class == tOrdinal {
		return w.n, i + 1
	}
	if d.says(i, "second") {
		return 2, i + 1
	}
	if w := d.word(i); w.class == tTens {
		j := i + 1
		if d.dash(j) {
			j++
		}
		if o := d.word(j); o.class == tOrdinal && o.n > 0 && o.n < 10 {
			return w.n + o.n, j + 1
		}
		if d.says(j, "second") {
			return w.n + 2, j + 1
		}
	}
	return 0, 0
}

// cardinal reads "14" or "fourteen" or "twenty-five" at i.
func (d *dater) cardinal(i int) (n, next int) {
	if n, ok := d.digits(i, 5); ok {
		return n, i + 1
	}
	switch w := d.word(i); w.class {
	case tCardinal:
		return w.n, i + 1
	case tTens:
		j := i + 1
		if d.dash(j) && d.tight(j) {
			j++
		}
		if o := d.word(j); o.class == tCardinal && o.n < 10 && d.sameSentence(i, j) {
			return w.n + o.n, j + 1
		}
		return w.n, i + 1
	}
	return 0, 0
}

// dash tells a hyphen or dash.
func (d *dater) dash(i int) bool { return d.class(i) == text.Dash }

// join skips a hyphen that stands tight between two words: "two-year", "mid-2025".
func (d *dater) join(i int) int {
	if d.dash(i) && d.tight(i) && d.tight(i+1) {
		return i + 1
	}
	return i
}
