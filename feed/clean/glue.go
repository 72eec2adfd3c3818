package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lede/model"
)

// gluedAt is a place where two sentences were glued together: the second begins at at.
type gluedAt struct {
	at    int
	space bool // only the blank is missing: after a colon or comma before an opening quotation mark
}

// unglue parts glued sentences in all drafts: in running text into paragraphs, as that is what the scraper
// lost, elsewhere by a blank. A half too short to be a paragraph is parted by a blank as well.
func unglue(ds []*draft) []*draft {
	out := ds[:0:0]
	changed := false
	for i, d := range ds {
		if !d.leaf() {
			d.kids = unglue(d.kids)
		} else if d.Kind != model.Code {
			if parts := ungluedLeaf(d); len(parts) > 0 {
				if !changed {
					out = append(out, ds[:i]...)
					changed = true
				}
				out = append(out, parts...)
				continue
			}
		}
		if changed {
			out = append(out, d)
		}
	}
	if !changed {
		return ds
	}
	return out
}

// shortHalf is the least number of bytes that make a paragraph of their own.
const shortHalf = 25

// ungluedLeaf gives the leaves that d falls into; none when nothing is glued.
func ungluedLeaf(d *draft) []*draft {
	s := d.text()
	spots := d.notInCode(glued(s))
	if len(spots) == 0 {
		return nil
	}
	out := []*draft{}
	rest, base := d.pieces, 0
	cur := &draft{Block: d.Block, inFig: d.inFig}
	curLen := 0
	for k, g := range spots {
		head, tail := splitAt(rest, g.at-base)
		cur.pieces = append(cur.pieces, head...)
		curLen += g.at - base
		rest, base = tail, g.at
		next := len(s)
		if k+1 < len(spots) {
			next = spots[k+1].at
		}
		if d.Kind == model.Paragraph && !d.inFig && !g.space && curLen >= shortHalf && (next-g.at >= shortHalf || next == len(s)) {
			out = append(out, cur)
			cur, curLen = &draft{Block: d.Block}, 0
			continue
		}
		cur.pieces = append(cur.pieces, piece{s: " ", from: -1, to: -1})
	}
	cur.pieces = append(cur.pieces, rest...)
	return append(out, cur)
}

// notInCode drops the places within a run of code.
func (d *draft) notInCode(spots []gluedAt) []gluedAt {
	out := spots[:0]
	for _, g := range spots {
		at := 0
		for _, p := range d.pieces {
			if at < g.at && g.at < at+len(p.s) && p.style&model.Mono != 0 {
				g.at = -1
				break
			}
			at += len(p.s)
		}
		if g.at >= 0 {
			out = append(out, g)
		}
	}
	return out
}

// glued finds the places in s where a sentence begins right behind the end of another.
func glued(s string) []gluedAt {
	var out []gluedAt
	straight := 0 // straight double quotation marks so far
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '"' {
			straight++
		}
		if c != '.' && c != '!' && c != '?' && c != ':' && c != ',' && c != 0xa6 && c != 0x80 {
			continue
		}
		if c >= 0x80 && !strings.HasSuffix(s[:i+1], "…") {
			continue
		}
		if i+1 >= len(s) || s[i+1] == ' ' || s[i+1] == '\n' {
			continue
		}
		if g, ok := gluedHere(s, i, straight); ok {
			if n := len(out); n == 0 || out[n-1].at < g.at {
				out = append(out, g)
			}
		}
	}
	return out
}

// gluedHere looks at the end of a sentence (or a colon or comma) at i, behind which no blank stands.
func gluedHere(s string, i, straight int) (gluedAt, bool) {
	at := i + 1
	if c := s[i]; c == ':' || c == ',' {
		if strings.HasPrefix(s[at:], "“") && capital(s[at+len("“"):]) && letterBefore(s, i) {
			return gluedAt{at, true}, true
		}
		return gluedAt{}, false
	}
	left := wordBefore(s, i)
	closed := false
	for { // what closes behind the end: quotation marks and brackets
		r, n := utf8.DecodeRuneInString(s[at:])
		if r == '”' || r == ')' || r == ']' || r == '»' || r == '’' || r == '"' && straight%2 == 1 {
			if r == '"' {
				straight++
			}
			if r == '’' && !capital(s[at+n:]) {
				break
			}
			at += n
			closed = true
			continue
		}
		break
	}
	rest := s[at:]
	r, n := utf8.DecodeRuneInString(rest)
	switch {
	case r == '“' || r == '«' || r == '‘' || r == '"' && straight%2 == 0:
		if !capital(rest[n:]) && !digit(rest[n:]) || left == "" {
			return gluedAt{}, false
		}
		return gluedAt{at: at}, closed || !initialism(left)
	case !capital(rest):
		return gluedAt{}, false
	}
	return gluedAt{at: at}, partsHere(s, i, at, left, closed)
}

// partsHere decides about a capital letter at at behind the end of a sentence at i.
func partsHere(s string, i, at int, left string, closed bool) bool {
	right := wordAt(s, at)
	starter := starts(right)
	after := s[at+len(right):]
	if inAddress(s, i) {
		return false
	}
	if closed {
		return starter || len(right) > 1
	}
	if s[i] == '.' {
		if codeLike(right, after) || domainEnd(right, after) {
			return false
		}
		if left == "" { // a digit, or a mark of another kind
			if before, _ := utf8.DecodeLastRuneInString(s[:i]); strings.ContainsRune(")]”’»\"", before) {
				return starter || len(right) > 1 && startsClause(after)
			}
			return starter && i > 0 && (counts(s, i) || s[i-1] == '%')
		}
		if initialism(left) || abbreviated(left) {
			return starter && len(right) > 1 && !nameLike(right)
		}
	}
	first, _ := utf8.DecodeRuneInString(left)
	lower := unicode.IsLower(first) || left == ""
	switch {
	case starter:
		return len(right) > 1 || strings.HasPrefix(after, " ")
	case allCaps(right) && len(right) > 1:
		return lower && !brand(right) && startsClause(after)
	case lower:
		return startsClause(after) && utf8.RuneCountInString(left) >= 2
	}
	return false // a capitalised word on both sides is a name with a dot in it
}

// startsClause tells text behind a word that goes on as a sentence does.
func startsClause(after string) bool {
	return strings.HasPrefix(after, " ") || strings.HasPrefix(after, ", ") || strings.HasPrefix(after, "’s ") || strings.HasPrefix(after, "'s ") || strings.HasPrefix(after, "-") && len(after) > 1 && after[1] > ' '
}

// wordBefore is the run of letters that ends at i.
func wordBefore(s string, i int) string {
	k := i
	for k > 0 && i-k < 64 {
		r, n := utf8.DecodeLastRuneInString(s[:k])
		if !unicode.IsLetter(r) {
			break
		}
		k -= n
	}
	return s[k:i]
}

// wordAt is the run of letters that begins at i.
func wordAt(s string, i int) string {
	for k, r := range s[i:] {
		if !unicode.IsLetter(r) || k > 64 {
			return s[i : i+k]
		}
	}
	return s[i:]
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func digit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func letterBefore(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.IsLetter(r)
}

func allCaps(s string) bool { return s == strings.ToUpper(s) }

// initialism tells a single letter before the stop, as in "U.S.", "J.Smith" and "p.m.".
func initialism(left string) bool {
	return utf8.RuneCountInString(left) == 1
}

// counts tells a number that ends a sentence; not one that begins its line, as in a list ("2.The"), nor the
// end of a name ("v2.The").
func counts(s string, i int) bool {
	k := i
	for k > 0 && s[k-1] >= '0' && s[k-1] <= '9' {
		k--
	}
	return k < i && k > 0 && s[k-1] != '\n' && !letterBefore(s, k)
}

// abbreviated tells the words that keep their stop and are followed by a name.
func abbreviated(w string) bool {
	switch strings.ToLower(w) {
	case "mr", "mrs", "ms", "dr", "prof", "st", "ste", "mt", "ft", "gen", "sen", "rep", "gov", "lt", "col", "capt", "cpt", "sgt", "maj", "adm", "hon", "rev", "fr", "sr", "jr",
		"no", "nos", "vol", "fig", "vs", "v", "eg", "ie", "cf", "al", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "univ", "dept", "ave", "rd", "blvd", "ph":
		return true
	}
	return false
}

// domainEnd tells the last part of a host name, however it is spelt: "Booking.Com".
func domainEnd(right, after string) bool {
	switch strings.ToLower(right) {
	case "com", "org", "net", "io", "ai", "co", "uk", "eu", "de", "fr", "gov", "edu", "info", "biz", "tv", "me", "ly", "app", "dev", "xyz", "news", "fm", "js", "ts", "py", "md", "exe", "pdf", "txt", "json", "xml", "html", "csv", "jpg", "png", "zip", "gg", "fi", "us", "ru", "cn", "jp":
		return true
	}
	return false
}

// codeLike tells a name of a program: a call, a further dot, an underscore, digits.
func codeLike(right, after string) bool {
	if after == "" {
		return false
	}
	switch after[0] {
	case '(', '_', '/', '=', '@', '<', '[', '{', '#', ';':
		return true
	case '.':
		return len(after) > 1 && after[1] != ' ' && after[1] != '\n' && after[1] != '.'
	}
	return after[0] >= '0' && after[0] <= '9'
}

// brand tells capitals that are the second half of a name: "ASP.NET", "vue.JS".
func brand(right string) bool {
	return right == "NET" || right == "JS" || right == "AI" || right == "IO"
}

// inAddress tells a stop within an address: the run without blanks around it has a scheme, a slash or an @.
func inAddress(s string, i int) bool {
	const far = 256 // bytes; a longer run is no address
	lo := max(i-far, 0)
	a := lo + strings.LastIndexAny(s[lo:i], " \n") + 1
	rest := s[i:min(i+far, len(s))]
	b := strings.IndexAny(rest, " \n")
	if b < 0 {
		b = len(rest)
	}
	run := s[a : i+b]
	return strings.Contains(run, "://") || strings.Contains(run, "@") || strings.HasPrefix(run, "www.") || strings.Contains(s[a:i], "/") && !strings.ContainsAny(run, "”“)")
}

// nameLike tells starters that are as likely to be a name or the word of one after an abbreviation.
func nameLike(w string) bool {
	switch w {
	case "May", "March", "Will", "An", "Su", "So", "No", "Do", "He":
		return true
	}
	return false
}

// starts tells the words that begin sentences in news and hardly ever names.
func starts(w string) bool {
	switch w {
	case "A", "An", "The", "This", "That", "These", "Those", "There", "Here", "It", "Its", "He", "She", "They", "We", "You", "I", "His", "Her", "Their", "Our", "My", "Your",
		"In", "On", "At", "By", "For", "From", "With", "Without", "Within", "Under", "Over", "After", "Before", "During", "Since", "Until", "Through", "To", "Of", "As", "About", "Among", "Amid", "Against", "Along", "Despite", "Unlike", "Like", "Between", "Beyond", "Per", "Via", "Following", "According", "Based", "Given", "Because", "Due",
		"And", "But", "Or", "Nor", "So", "Yet", "If", "Though", "Although", "While", "When", "Whenever", "Where", "Whether", "Once", "Unless", "Rather", "Instead", "However", "Meanwhile", "Moreover", "Furthermore", "Still", "Also", "Then", "Thus", "Therefore", "Additionally", "Nevertheless", "Nonetheless", "Otherwise", "Overall", "Finally", "Indeed", "Perhaps", "Just", "Even", "Only", "Not", "No", "Now", "Today", "Yesterday", "Tomorrow", "Earlier", "Later", "Recently", "Currently", "Previously", "Last", "Next",
		"What", "Who", "Why", "How", "Which", "Whose", "Some", "Many", "Most", "Much", "More", "Several", "Few", "All", "Both", "Each", "Every", "Either", "Neither", "Another", "Other", "Others", "Any", "Such", "One", "Two", "Three", "Four", "Five", "Ten", "First", "Second", "Nearly", "Almost", "Around",
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "April", "June", "July", "August", "September", "October", "November", "December",
		"Lawmakers", "Officials", "Police", "Analysts", "Critics", "Experts", "Investors", "Shares", "Researchers", "Residents", "People", "Prices", "Read", "Continue", "Click", "Share", "Follow", "Subscribe", "See", "Watch", "Let", "Is", "Are", "Was", "Were", "Can", "Could", "Do", "Does", "Did", "Will", "Would", "Should", "Has", "Have", "Had", "Asked", "Speaking", "Citing", "Copyright", "Source", "Editor", "Reporting", "Photo", "Image", "Related":
		return true
	}
	return false
}
