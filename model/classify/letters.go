package classify

// The classes of bytes.
const (
	blank  = iota // parts words, not clauses
	letter        // ASCII
	digit
	wide  // begins or continues a rune beyond ASCII
	money // $ and %
	end   // of a clause
)

// class is the class of each byte.
var class = [256]byte{
	'0': digit, '1': digit, '2': digit, '3': digit, '4': digit, '5': digit, '6': digit, '7': digit, '8': digit, '9': digit,
	'A': letter, 'B': letter, 'C': letter, 'D': letter, 'E': letter, 'F': letter, 'G': letter, 'H': letter, 'I': letter,
	'J': letter, 'K': letter, 'L': letter, 'M': letter, 'N': letter, 'O': letter, 'P': letter, 'Q': letter, 'R': letter,
	'S': letter, 'T': letter, 'U': letter, 'V': letter, 'W': letter, 'X': letter, 'Y': letter, 'Z': letter,
	'a': letter, 'b': letter, 'c': letter, 'd': letter, 'e': letter, 'f': letter, 'g': letter, 'h': letter, 'i': letter,
	'j': letter, 'k': letter, 'l': letter, 'm': letter, 'n': letter, 'o': letter, 'p': letter, 'q': letter, 'r': letter,
	's': letter, 't': letter, 'u': letter, 'v': letter, 'w': letter, 'x': letter, 'y': letter, 'z': letter,
	'$': money, '%': money,
	'.': end, ',': end, ';': end, ':': end, '!': end, '?': end, '(': end, ')': end, '"': end, '\n': end, '|': end,
	0xC3: wide, 0xC4: wide, 0xC5: wide, 0xC6: wide, 0xC7: wide, 0xC8: wide, 0xC9: wide, 0xCA: wide, 0xCB: wide, 0xCC: wide,
	0xCD: wide, 0xCE: wide, 0xCF: wide, 0xD0: wide, 0xD1: wide, 0xD2: wide, 0xD3: wide, 0xD4: wide, 0xD5: wide, 0xD6: wide,
	0xD7: wide, 0xD8: wide, 0xD9: wide, 0xDA: wide, 0xDB: wide, 0xDC: wide, 0xDD: wide, 0xDE: wide, 0xDF: wide,
}

// latin is, for the second byte 0x80 to 0xBF of U+00C0 to U+00FF, the letter without its accent;
// a point keeps the rune as it is.
const latin = "aaaaaa.ceeeeiiii.nooooo.ouuuuy..aaaaaa.ceeeeiiii.nooooo.ouuuuy.y"

// fold is the rune at the head of text as it is hashed: its bytes, how many of text it covers, and
// whether it belongs to a word. An accented Latin letter is one byte, and b[1] is then 0.
// Only runes of two bytes (Latin, Greek, Cyrillic, Hebrew, Arabic) belong to words here.
func fold(text string) (b [2]byte, size int, ok bool) {
	if len(text) < 2 || text[1] < 0x80 || text[1] > 0xBF {
		return b, 0, false
	}
	if text[0] == 0xC3 {
		if c := latin[text[1]-0x80]; c != '.' {
			return [2]byte{c, 0}, 2, true
		}
	}
	return [2]byte{text[0], text[1]}, 2, true
}

// quoteAt is the length of the apostrophe at byte i of text, 0 for none.
func quoteAt(text string, i int) int {
	switch {
	case i < len(text) && text[i] == '\'':
		return 1
	case i+2 < len(text) && text[i:i+3] == "’":
		return 3
	}
	return 0
}

// stem cuts English endings so that the forms of a word meet: plural, -ed, -ing, a last e. It works
// in place. What it gives is no word, but the same for the same word.
func stem(w []byte) []byte {
	if keeps(w) {
		return w
	}
	w = singular(w)
	if keeps(w) {
		return w
	}
	n := len(w)
	switch {
	case n >= 7 && string(w[n-3:]) == "ing" && vowel(w[:n-3]):
		w = undouble(w[:n-3])
	case n >= 6 && string(w[n-2:]) == "ed" && vowel(w[:n-2]) && w[n-3] != 'e':
		w = undouble(w[:n-2])
	}
	if n = len(w); n > 4 && w[n-1] == 'e' {
		w = w[:n-1]
	}
	return w
}

func singular(w []byte) []byte {
	n := len(w)
	if n < 4 || w[n-1] != 's' {
		return w
	}
	switch {
	case w[n-2] == 's' || w[n-2] == 'u' || w[n-2] == 'i':
		return w
	case n > 4 && string(w[n-3:]) == "ies":
		w[n-3] = 'y'
		return w[:n-2]
	case n > 4 && w[n-2] == 'e' && (w[n-3] == 'x' || w[n-3] == 'h' || w[n-3] == 's' && w[n-4] == 's'):
		return w[:n-2]
	}
	return w[:n-1]
}

func vowel(w []byte) bool {
	for _, c := range w {
		switch c {
		case 'a', 'e', 'i', 'o', 'u', 'y':
			return true
		}
	}
	return false
}

func undouble(w []byte) []byte {
	n := len(w)
	if n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'l' && w[n-1] != 'e' {
		return w[:n-1]
	}
	return w
}

// keeps are words that mean something else without their ending.
func keeps(w []byte) bool {
	switch string(w) {
	case "news", "united", "training", "evening", "morning", "hearing", "offering", "beijing", "boeing", "sterling", "arms", "goods",
		"missing", "trading", "banking", "mining", "building", "shooting", "shipping", "wedding", "meeting", "spring", "sterile",
		"rangers", "hearts", "saints", "twins", "angels", "giants", "dolphins", "eagles", "bears", "lions", "bulls", "falcons",
		"colts", "ravens", "braves", "cubs", "mets", "nets", "suns", "jets", "reds", "rays", "astros", "windows", "times",
		"wings", "athletics", "ashes", "lords", "commons", "spurs", "wasps", "saracens", "oscars", "bonds", "rates", "stars",
		"hundred", "sacred", "naked", "wicked", "rugged", "reed", "speed", "states", "writing", "listing", "swimming", "boxing",
		"sailing", "rowing", "skiing", "cycling", "racing", "wrestling", "fencing", "curling", "bowling", "pitching", "gaming",
		"gardening", "housing", "farming", "nursing", "teaching", "advertising", "streaming", "programming", "engineering",
		"painting", "computing", "clothing", "drilling", "smuggling", "trafficking", "hacking", "bombing", "killing",
		"landing", "fishing", "hunting", "cooking", "baking", "knitting", "camping", "hiking", "polling", "voting", "spending",
		"lending", "holding", "opening", "warming", "recycling", "flooding", "drowning", "sinking", "testing", "schooling",
		"parenting", "shelling", "blogging", "podcasting", "texting", "doping", "dressing", "pricing", "funding", "founding":
		return true
	}
	return false
}

// functionWords carry no topic.
const functionWords = `a about above across after again against ago almost alone along already also although always am among an and another
any anyone anything are aren around as asked at be became because become been before began behind being below between
both but by call called came can cannot come comes could couldn did didn do does doesn doing don done during each
early either else enough even ever every few following for former from further gave get gets getting give given go
goes going gone got had hadn has hasn have haven having he her here hers herself him himself his how however i if in
including instead into is isn it its itself just keep kept know known late later least less let like likely made
mainly make makes making many me might month months more most mr mrs ms much must my myself near nearly never nor not
nothing now of often once ones only onto or other others our part per perhaps possible put quite rather really said
same saw say saying says see seen several shall she should shouldn since so some something soon still such take taken
takes taking tell than that the their them themselves then there these they thing things think this those though
thought through thus to today together told tomorrow too took toward towards tried try until upon us use used using
very via want wanted was wasn we weeks well went were weren what when where whether which while who whose why will
with within without would wouldn yes yesterday yet you your`

// partnerWords carry a topic only beside another word: "first half", "time trial", "Black Friday".
const partnerWords = `first second third fourth fifth time times day days week year years one two three four five six seven eight nine ten
over off out up down last new high long good great half own back monday tuesday wednesday thursday friday saturday
sunday january february march april june july august september october november december may next show shows all right
under away set small little large far re way no on`
