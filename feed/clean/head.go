package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lede/model"
)

// head looks at how the story begins: a repeated headline goes, a byline of its own goes and is kept as
// data, the dateline of an agency's story is read and stays.
func (c *cutter) head() {
	seen := 0
	for i, d := range c.leaves {
		if d.gone || d.Kind == model.Figure {
			continue
		}
		if seen++; seen > 4 {
			return
		}
		s := d.text()
		switch {
		case seen <= 2 && c.h.Headline != "" && sameWords(s, c.h.Headline):
			c.cut(d)
			continue
		case c.page && seen <= 3 && len(s) <= 60 && i+1 < len(c.leaves) && dateOnly(strings.ToLower(s)):
			c.cut(d)
			continue
		case d.Kind == model.Paragraph || d.Kind == model.Heading:
			if by, ok := byline(s); ok {
				c.f.Byline = by // it knows better than the credits at the end
				if w := wireIn(s); w != "" {
					c.wire(w)
				}
				c.cut(d)
				continue
			}
			if at, who := gluedByline(s); at > 0 {
				c.f.Byline = who
				c.note(s[:at])
				_, tail := splitAt(d.pieces, at)
				d.set(trim(tail))
				s = d.text()
			}
		}
		if place, w, _ := dateline(s); place != "" || w != "" {
			c.f.Dateline = place
			if known := wireName(w); known != "" {
				c.wire(known)
			} else if w != "" && c.f.Publisher == "" {
				c.f.Publisher = w
			}
			return
		}
	}
}

// dateOnly tells a line that says nothing but when the story came out: "Tuesday, 3 March 2026 at 8:00 am", "2 hours ago".
func dateOnly(low string) bool {
	days, others := 0, 0
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch {
		case monthOrDay(w) || w == "ago" || w == "gmt" || w == "utc" || w == "am" || w == "pm":
			days++
		case w == "at" || w == "on" || w == "hours" || w == "hour" || w == "minutes" || w == "mins" || w == "h" || w == "days" || w == "day" || w == "published" || w == "updated" || w == "posted" || w == "last" || w == "est" || w == "edt" || w == "et" || w == "a" || w == "m" || w == "p" || w == "t" || w == "z" || w == "st" || w == "th" || w == "rd" || w == "nd":
		default:
			others++
		}
	}
	return others == 0 && (days > 0 || strings.Count(low, "-") == 2 || strings.Count(low, "/") == 2) && (strings.ContainsFunc(low, unicode.IsDigit) || days > 0)
}

// sameWords tells two lines of the same letters and digits.
func sameWords(a, b string) bool {
	if len(a) > 2*len(b)+8 || len(b) > 2*len(a)+8 {
		return false
	}
	fa, fb := folded(a), folded(b)
	return fa != "" && fa == fb
}

// folded is the letters and digits of s in lower case.
func folded(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// Names are the names in a line that says who wrote a story, as they are written in running text: without "By", and without what comes
// after them. A line that begins with no name comes back whole.
func Names(s string) string {
	s = strings.TrimSpace(s)
	for _, h := range bylineHeads {
		s = strings.TrimPrefix(s, h)
	}
	names, after := leadingNames(s)
	after = strings.TrimSpace(after)
	switch {
	case names == "":
		return s
	case after == "" || strings.ContainsAny(after[:1], ",|(@0123456789-/;") || startsAny(after, "·", "•", "–", "—", "in ", "for ", "at ", "on ", "is ", "covers ") || monthOrDay(strings.ToLower(strings.Trim(firstWord(after), ",."))):
		return quietNames(names)
	}
	return quietNames(s)
}

// bylineHeads are the words before the names, longest first.
var bylineHeads = []string{"Written by ", "Posted by ", "Words by ", "Story by ", "Author: ", "By: ", "By ", "BY ", "by ", "Von ", "Par ", "Por ", "Di "}

// byline reads a line that only says who wrote the story: "By Jane Doe and John Roe", "By JANE DOE,
// Associated Press | March 3".
func byline(s string) (who string, ok bool) {
	if len(s) > 160 || wordCount(s) > 18 {
		return "", false
	}
	rest := s
	for _, h := range bylineHeads {
		if r, found := strings.CutPrefix(s, h); found {
			rest, ok = r, true
			break
		}
	}
	if !ok {
		return "", false
	}
	names, after := leadingNames(rest)
	if names == "" || endsSentence(after) && wordCount(after) > 2 {
		return "", false
	}
	after = strings.TrimSpace(after)
	if r, _ := utf8.DecodeRuneInString(after); after != "" && !strings.ContainsRune(",|•·-–—/(@;", r) && !startsAny(after, "for ", "in ", "on ", "at ", "of ") && !unicode.IsDigit(r) && !monthOrDay(strings.ToLower(firstWord(after))) {
		return "", false
	}
	if strings.ContainsAny(after, "“\"?") || wordCount(after) > 12 {
		return "", false
	}
	return quietNames(names), true
}

// gluedByline finds a byline that ran into an agency's dateline: "By Jane DoeLONDON (Reuters) - …".
func gluedByline(s string) (at int, who string) {
	if !strings.HasPrefix(s, "By ") {
		return 0, ""
	}
	for i := 5; i < len(s) && i < 90; i++ {
		if s[i] < 'A' || s[i] > 'Z' || s[i-1] < 'a' && s[i-1] != ' ' || !shouted(s[i:]) {
			continue
		}
		place, w, _ := dateline(s[i:])
		if place == "" || w == "" {
			continue
		}
		if names, after := leadingNames(s[3:i]); names != "" && strings.Trim(after, " ,-–—|") == "" {
			return i, quietNames(names)
		}
	}
	return 0, ""
}

// leadingNames is the longest run of names at the start of s, joined by commas and "and".
func leadingNames(s string) (names, after string) {
	end, words := 0, 0
	at := 0
	for at < len(s) {
		n := strings.IndexAny(s[at:], " \n")
		if n < 0 {
			n = len(s) - at
		}
		w := s[at : at+n]
		bare := strings.TrimRight(w, ",;")
		switch {
		case bare == "and" || bare == "&" || bare == "with" || bare == "und" || bare == "et" || bare == "y":
		case nameParticle(bare) && words > 0:
		case nameWord(bare):
			if dayName(bare) && words > 1 {
				return s[:end], s[end:]
			}
			words++
			end = at + len(bare)
		default:
			at = len(s) + 1
			continue
		}
		if strings.HasSuffix(w, ";") {
			break
		}
		at += n + 1
	}
	if words < 1 || words > 12 {
		return "", s
	}
	return s[:end], s[end:]
}

// dayName tells the days of the week and the months that are nobody's name.
func dayName(w string) bool {
	return monthOrDay(strings.ToLower(w)) && w != "April" && w != "May" && w != "June" && w != "August"
}

// nameWord tells a word of a name: a capital, then letters, apostrophes, hyphens and at most a final stop.
func nameWord(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) {
		return false
	}
	rest := strings.TrimSuffix(w[n:], ".")
	for _, r := range rest {
		if !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' && r != '.' {
			return false
		}
	}
	return len(w) <= 40
}

func nameParticle(w string) bool {
	switch w {
	case "de", "da", "do", "dos", "di", "del", "della", "der", "den", "van", "von", "zu", "la", "le", "el", "al", "bin", "ibn", "ter", "ten", "af", "y", "e":
		return true
	}
	return false
}

// quietNames is a list of names as they are written in running text: a name all in capitals is not left so.
func quietNames(s string) string {
	w := strings.Fields(strings.Trim(s, " ,;."))
	for i := 0; i < len(w); {
		j, loud := i, true
		for j < len(w) && w[j] != "and" && w[j] != "AND" && w[j] != "&" {
			loud = loud && allCaps(w[j])
			j++
			if strings.HasSuffix(w[j-1], ",") {
				break
			}
		}
		for k := i; k < j; k++ {
			if loud && j-i > 1 {
				w[k] = titleCase(w[k])
			}
		}
		if j < len(w) && w[j] == "AND" {
			w[j] = "and"
		}
		i = max(j, i+1)
	}
	return strings.Join(w, " ")
}

// titleCase writes "O'NEIL-SMITH" as "O'Neil-Smith".
func titleCase(s string) string {
	up := true
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			up = true
			return r
		}
		if up {
			up = false
			return r
		}
		return unicode.ToLower(r)
	}, s)
}

// dateline reads how agencies begin a story: "LONDON, March 3 (Reuters) - ", "(AP) — ", "SAN FRANCISCO, Feb. 09, 2026
// (GLOBE NEWSWIRE) -- ", "NEW DELHI: ". end is where the story itself begins.
func dateline(s string) (place, wire string, end int) {
	head := clip(s, 120)
	dash, n := -1, 0
	for _, sep := range []string{" - ", " – ", " — ", " -- ", "—", " ― "} {
		if i := strings.Index(head, sep); i >= 0 && (dash < 0 || i < dash) {
			dash, n = i, len(sep)
		}
	}
	if dash < 0 {
		i := strings.Index(head, ": ")
		if i < 0 || i > 30 || !placeName(head[:i]) || head[:i] != strings.ToUpper(head[:i]) {
			return "", "", 0
		}
		return head[:i], "", i + 2
	}
	intro := head[:dash]
	if i := strings.LastIndexByte(intro, '('); i >= 0 && strings.HasSuffix(intro, ")") {
		wire = strings.TrimSpace(intro[i+1 : len(intro)-1])
		place = strings.TrimRight(intro[:i], " ,")
		known := wireName(wire) != ""
		if wordCount(wire) > 4 || wire == "" || !capital(wire) || place != "" && !placeName(place) || !known && (place == "" || !shouted(place)) {
			return "", "", 0
		}
		return place, wire, dash + n
	}
	if place, _, _ := strings.Cut(intro, ","); townInCapitals(place) && placeName(intro) {
		return intro, "", dash + n
	}
	return "", "", 0
}

// townInCapitals tells up to three words in capitals that are not those of a newsroom.
func townInCapitals(s string) bool {
	if len(s) < 4 || wordCount(s) > 3 || s != strings.ToUpper(s) || strings.ContainsFunc(s, unicode.IsDigit) {
		return false
	}
	switch firstWord(s) {
	case "FILE", "UPDATE", "UPDATED", "EXCLUSIVE", "WATCH", "BREAKING", "PHOTO", "PHOTOS", "VIDEO", "CORRECTED", "CORRECTION", "LIVE", "REVIEW", "ANALYSIS", "OPINION", "INTERVIEW", "EXPLAINER", "EXPLAINED", "NEWS", "RELATED", "MORE", "READ", "NOTE", "SPOILER", "WARNING", "EDITORIAL", "COMMENT", "COLUMN", "FACTBOX", "TIMELINE", "DEAL", "SALE":
		return false
	}
	return true
}

// shouted tells text whose first word is in capitals, as the place of a dateline is.
func shouted(s string) bool {
	w := wordAt(s, 0)
	return utf8.RuneCountInString(w) >= 2 && allCaps(w)
}

// placeName tells a list of names and dates: "NEW YORK", "ST. PAUL, Minn.", "Paris, March 3, 2026".
func placeName(s string) bool {
	if len(s) > 80 {
		return false
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '/' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !nameParticle(w) {
			return false
		}
	}
	return s != ""
}
