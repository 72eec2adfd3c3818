package text

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed abbrev.tsv
var abbrevTSV string

// usage says when a word owns the full stop behind it.
type usage struct {
	title, end, number bool // see the head of abbrev.tsv
	capital            bool
}

var abbreviations = sync.OnceValue(func() map[string]usage {
	m := make(map[string]usage, 128)
	for line := range strings.Lines(abbrevTSV) {
		form, use, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		m[form] = usage{
			title: strings.HasPrefix(use, "title"), end: strings.HasPrefix(use, "end"),
			number: strings.HasPrefix(use, "number"), capital: strings.HasSuffix(use, " C"),
		}
	}
	return m
})

// longestAbbrev is the length in bytes of the longest form in abbrev.tsv.
const longestAbbrev = 6

// usageOf finds a word among the abbreviations, without the full stop.
func usageOf(m map[string]usage, word string) (usage, bool) {
	if len(word) == 0 || len(word) > longestAbbrev {
		return usage{}, false
	}
	var buf [longestAbbrev]byte
	for i := range len(word) {
		c := word[i]
		if kinds[c] == kUpper {
			c |= 0x20
		}
		buf[i] = c
	}
	u, ok := m[string(buf[:len(word)])]
	if ok && u.capital && kinds[word[0]] != kUpper {
		return usage{}, false
	}
	return u, ok
}

// ownStop tells whether the full stop behind the word t belongs to it.
func (sc *scanner) ownStop(t *Token) bool {
	s, at := sc.s, t.End
	if u, ok := usageOf(sc.short, s[t.Start:t.End]); ok {
		if !u.number || digitAfter(s, at+1, sc.end) {
			return true
		}
		if t.End-t.Start > 1 {
			return false
		}
	}
	if t.End-t.Start != 1 || kinds[s[t.Start]] != kUpper || s[t.Start] == 'I' && t.Gap && t.Start == sc.from {
		return false
	}
	if !t.Gap && t.Start > sc.from && kinds[s[t.Start-1]] == kDigit {
		return false // "$899K."
	}
	// An initial: a capital, its stop, and a name ("J. Smith", "J.Smith").
	i := at + 1
	for i < sc.end && kinds[s[i]] == kSpace {
		i++
	}
	k, n := sc.at(i)
	if k != kUpper || i > at+2 {
		return false
	}
	j := i + n
	for j < sc.end && (kinds[s[j]] == kLower || kinds[s[j]] == kUpper) {
		j++
	}
	return !starts(s[i:j])
}

// digitAfter tells whether a digit follows at i, behind blanks at most.
func digitAfter(s string, i, end int) bool {
	for i < end && s[i] == ' ' {
		i++
	}
	return i < end && kinds[s[i]] == kDigit
}

// starts tells whether a capitalised word is one that begins a sentence rather than a name.
func starts(w string) bool {
	switch w {
	case "A", "An", "The", "This", "That", "These", "Those", "It", "Its", "He", "She", "They", "We", "You", "I", "His", "Her", "Their",
		"Our", "In", "On", "At", "As", "By", "For", "From", "To", "With", "After", "Before", "During", "Since", "Until", "While", "When",
		"Where", "What", "Who", "Why", "How", "If", "But", "And", "Or", "So", "Yet", "Not", "No", "Some", "Many", "Most", "Both", "Each",
		"Other", "Others", "Such", "There", "Then", "Now", "Today", "Yesterday", "However", "Meanwhile", "Although", "Though", "Because",
		"Despite", "Under", "Over", "Also", "Even", "Still", "Once", "About", "According", "All", "Any", "Is", "Are", "Was", "Were", "Do",
		"Does", "Did", "Can", "Could", "Will", "Would", "Should", "Only", "More", "Earlier", "Last", "Officials", "Police", "Shares":
		return true
	}
	return false
}
