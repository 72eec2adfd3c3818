package extract

import (
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"lede/model"
	"lede/model/text"
)

//go:embed holidays.tsv
var holidaysTSV string

// feast is a named day of the year.
type feast struct {
	words   []uint32 // of its name, as Hash has them; "'s" is one, of either apostrophe
	in      func(year int, loc *time.Location) time.Time
	days    int
	lands   []string // none: everywhere
	lower   bool     // may stand in lower case in a story
	undated bool     // in a story it is a date with its year only
	event   bool     // in a story it is else an event
}

// hashS is what stands for a possessive in the name of a feast.
var hashS = text.Hash("'s")

// feasts are the named days by the hash of their first word, as the table orders them.
var feasts = sync.OnceValue(func() map[uint32][]feast {
	out := map[uint32][]feast{}
	for line := range strings.Lines(holidaysTSV) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(f) != 4 || line[0] == '#' {
			continue
		}
		v := feast{days: 1, lower: strings.Contains(f[3], "l"), undated: strings.Contains(f[3], "y"), event: strings.Contains(f[3], "e")}
		for w := range strings.FieldsSeq(strings.ReplaceAll(strings.ReplaceAll(f[0], "'s ", " 's "), "-", " ")) {
			v.words = append(v.words, text.Hash(w))
		}
		if f[2] != "" {
			v.lands = strings.Split(f[2], ",")
		}
		rule := strings.Fields(f[1])
		if n, ok := strings.CutPrefix(rule[len(rule)-1], "x"); ok {
			v.days, _ = strconv.Atoi(n)
			rule = rule[:len(rule)-1]
		}
		v.in = yearRule(rule)
		out[v.words[0]] = append(out[v.words[0]], v)
	}
	for _, group := range out {
		slices.SortStableFunc(group, func(a, b feast) int { return len(b.words) - len(a.words) })
	}
	return out
})

// yearRule is what a rule of the table gives in a year.
func yearRule(rule []string) func(int, *time.Location) time.Time {
	var n [5]int
	for i, w := range rule[1:] {
		n[i], _ = strconv.Atoi(w)
	}
	switch rule[0] {
	case "nth":
		return func(y int, loc *time.Location) time.Time {
			return nthWeekday(y, time.Month(n[0]), time.Weekday(n[1]), n[2], loc).AddDate(0, 0, n[3])
		}
	case "easter":
		return func(y int, loc *time.Location) time.Time { return easter(y, loc).AddDate(0, 0, n[0]) }
	case "orthodox":
		return func(y int, loc *time.Location) time.Time { return orthodoxEaster(y, loc).AddDate(0, 0, n[0]) }
	case "-":
		return nil
	case "new", "full":
		phase := newMoon
		if rule[0] == "full" {
			phase = fullMoon
		}
		return func(y int, loc *time.Location) time.Time {
			return moonDay(y, phase, n[0], n[1], n[2], loc).AddDate(0, 0, n[3])
		}
	case "hijri":
		return func(y int, loc *time.Location) time.Time { return hijri(y, n[0], n[1], loc) }
	case "hebrew":
		return func(y int, loc *time.Location) time.Time { return hebrew(y, n[0], n[1], loc) }
	}
	m, d, _ := strings.Cut(rule[0], "-")
	month, _ := strconv.Atoi(m)
	day, _ := strconv.Atoi(d)
	return func(y int, loc *time.Location) time.Time { return dayOf(y, time.Month(month), day, loc) }
}

// holiday reads "Christmas", "New Year's Eve", "Thanksgiving 2023", "last Easter". Days that countries keep
// on dates of their own are those of the publisher's.
func (d *dater) holiday(i int) (period, int) {
	rel := timeWord{}
	if d.is(i, tRelative) {
		rel = d.word(i)
		i++
	}
	group := feasts()[d.fold(i)]
	for g := range group {
		f := &group[g]
		next := d.named(f, i)
		if next == 0 {
			continue
		}
		if f.in == nil {
			return period{}, 0
		}
		day := func(y int) period {
			from := f.in(y, d.zone())
			return period{from, from.AddDate(0, 0, f.days), gDay}
		}
		k := next
		if d.says(k, "of", "in", ",") {
			k++
		}
		if y, ok := d.year(k); ok && d.sameSentence(i, k) {
			return day(y), k + 1
		}
		if y, end := d.ofYear(next); end > 0 {
			return day(y), end
		}
		if y, end := d.yearInWords(next); end > 0 && d.asks {
			return day(y), end
		}
		if !d.asks && rel.class == tNone && (f.undated || !d.onFeast(i, next)) {
			return period{}, 0
		}
		if d.asks && f.event && d.class(next) == text.Word && d.word(next).class == tNone { // "diwali party"
			return period{}, 0
		}
		return d.holidayOff(i, rel, day), next
	}
	return period{}, 0
}

// feast puts a feast at token i on the page that is an event there and no date, and gives the token after it.
func (d *dater) feast(i int) int {
	group := feasts()[d.fold(i)]
	for g := range group {
		f := &group[g]
		next := d.named(f, i)
		if next == 0 {
			continue
		}
		if !f.event {
			return 0
		}
		if span := d.Span(i, next); d.event(span) < 0 {
			d.add(model.Fact{Kind: model.Event, Span: span})
		}
		return next
	}
	return 0
}

// named tells where the name of a feast ends that begins at i, 0 when it does not stand there.
func (d *dater) named(f *feast, i int) int {
	if d.shape(i) == text.Lower && !f.lower && !d.asks || f.lands != nil && !slices.Contains(f.lands, d.in.Country) {
		return 0
	}
	j := i
	for n, w := range f.words {
		if n > 0 && d.dash(j) && d.tight(j) {
			j++
		}
		if d.class(j) == text.Possessive && w == hashS {
			j++
			continue
		}
		if d.fold(j) != w || !d.sameSentence(i, j) {
			return 0
		}
		if j++; d.class(j) == text.Quote && d.tight(j) && n+1 < len(f.words) && f.words[n+1] != hashS {
			j++ // "Presidents’ Day"
		}
	}
	return j
}

// onFeast tells whether a story names a feast, [i, next), as the day on which something is, and not as what is
// kept: "before Christmas", not "Christmas trees" or "marked Independence Day".
func (d *dater) onFeast(i, next int) bool {
	if d.class(next) == text.Possessive {
		return false
	}
	return d.says(i-1, "on", "before", "by", "until", "till", "since", "after", "at", "over", "around", "from", "to", "every", "between") &&
		(d.class(next) != text.Word || d.shape(next) != text.Lower || d.words[next].class != tNone || d.says(next, "and", "or", "for", "when", "at", "with", "as", "by", "was", "is", "but", "because", "while", "after", "before"))
}

func (d *dater) holidayOff(i int, rel timeWord, day func(int) period) period {
	t := d.today()
	y := t.Year()
	switch {
	case rel.class == tRelative && rel.n < 0:
		if !day(y).from.Before(t) {
			y--
		}
		return day(y)
	case rel.class == tRelative && rel.n > 0:
		if !day(y).from.After(t) {
			y++
		}
		return day(y)
	}
	return d.nearest(i, func(y int) (period, bool) { return day(y), true })
}
