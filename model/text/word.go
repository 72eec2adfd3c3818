package text

// word takes letters, the digits, apostrophes, ampersands and points that belong between them, and
// the full stop of an abbreviation.
func (sc *scanner) word(t *Token, first kind) {
	s := sc.s
	t.Class = Word
	if c := s[t.Start] | 0x20; c == 'h' || c == 'w' || c == 'm' || c == 'f' {
		if e := sc.address(t.Start); e > t.Start {
			t.Class, t.End = Address, e
			return
		}
	}
	var low, up, digit int
	count := func(k kind) {
		switch k {
		case kLower:
			low++
		case kUpper:
			up++
		default:
			digit++
		}
	}
	count(first)
	i := t.End
	h := uint32(fnvOffset)
	for j := t.Start; j < i; j++ {
		h = fold(h, s[j])
	}
letters:
	for i < sc.end {
		c := s[i]
		k, n := kinds[c], 1
		if k == kWide {
			k, n = sc.at(i)
		}
		switch k {
		case kLower, kUpper:
			count(k)
		case kDigit:
			if digit == 0 && sc.amount(i) {
				break letters
			}
			count(k)
		case kQuote:
			if !sc.innerApostrophe(i, n) {
				break letters
			}
		default:
			if c != '&' || !sc.innerAnd(i) {
				break letters
			}
		}
		for j := i; j < i+n; j++ {
			h = fold(h, s[j])
		}
		i += n
	}
	t.End, t.Fold = i, h
	t.Shape = shape(low, up, first, digit)
	if i < sc.end && (s[i] == '.' || s[i] == '@' || s[i] == '_') {
		sc.dotted(t)
	}
}

func shape(low, up int, first kind, digit int) Shape {
	switch {
	case up == 0 && low > 0 && digit == 0:
		return Lower
	case up > 0 && low == 0:
		return Upper
	case up == 1 && first == kUpper && digit == 0:
		return Title
	case low+up == 0:
		return Plain
	}
	return Mixed
}

// amount tells whether the digits at i go on with a decimal or a group, so that the letters before them are
// a currency or a name of their own: "USD3.14", "Rs1,200".
func (sc *scanner) amount(i int) bool {
	for i < sc.end && kinds[sc.s[i]] == kDigit {
		i++
	}
	return i+1 < sc.end && (sc.s[i] == '.' || sc.s[i] == ',') && kinds[sc.s[i+1]] == kDigit
}

// innerApostrophe tells whether the mark at i of n bytes is an apostrophe within a word: "O’Brien",
// "don't", but not the possessive of "Cango’s", which is a token of its own.
func (sc *scanner) innerApostrophe(i, n int) bool {
	if c := sc.s[i : i+n]; c != "'" && c != "’" {
		return false
	}
	k, m := sc.at(i + n)
	if k != kLower && k != kUpper {
		return false
	}
	if sc.s[i+n]|0x20 != 's' {
		return true
	}
	after, _ := sc.at(i + n + m)
	return after == kLower || after == kUpper
}

// innerAnd tells whether the ampersand at i joins capitals: "AT&T", "R&D".
func (sc *scanner) innerAnd(i int) bool {
	if i+1 >= sc.end || kinds[sc.s[i-1]] != kUpper || kinds[sc.s[i+1]] != kUpper {
		return false
	}
	return true
}

// dotted lengthens a word by what its point belongs to: a host name, an e-mail address, initials, or
// the word's own full stop.
func (sc *scanner) dotted(t *Token) {
	s := sc.s
	if e := sc.mail(t.Start, t.End); e > 0 {
		t.Class, t.End, t.Fold = Address, e, 0
		return
	}
	if t.End >= sc.end || s[t.End] != '.' {
		return
	}
	if e := sc.initials(t.Start, t.End); e > 0 {
		t.End, t.Fold, t.Abbrev = e, 0, s[e-1] == '.'
		if t.Abbrev || t.Shape == Title {
			t.Shape = Upper
		}
		if kinds[s[t.Start]] == kLower {
			t.Shape = Lower
		}
		return
	}
	if e, path := sc.host(t.End); e > 0 {
		t.End, t.Fold = e, 0
		if path {
			t.Class = Address
		}
		return
	}
	if sc.ownStop(t) {
		t.End, t.Fold, t.Abbrev = t.End+1, 0, true
	}
}

// mail is the end of an e-mail address that begins at start and whose first part reaches at least to
// i; 0 for none.
func (sc *scanner) mail(start, i int) int {
	s, limit := sc.s, min(sc.end, start+64)
	for i < limit && (mailByte(s[i]) || s[i] == '.') {
		i++
	}
	if i >= limit || s[i] != '@' {
		return 0
	}
	i++
	from, dot := i, 0
	for i < min(sc.end, from+255) && (mailByte(s[i]) || s[i] == '.' && i+1 < sc.end && mailByte(s[i+1])) {
		if s[i] == '.' {
			dot = i
		}
		i++
	}
	if dot == 0 || i-dot < 3 {
		return 0
	}
	return i
}

func mailByte(c byte) bool {
	k := kinds[c]
	return k == kLower || k == kUpper || k == kDigit || c == '_' || c == '-' || c == '+'
}

// initials is the end of "U.S.", "a.m.", "J.P.", "Ph.D." whose first letters are start to i; 0 for
// none. The last point may be missing where the letters go on to a comma: "U.S,".
func (sc *scanner) initials(start, i int) int {
	if i-start > 2 || i-start == 2 && (kinds[sc.s[start]] != kUpper || kinds[sc.s[start+1]] != kLower) {
		return 0
	}
	s, n := sc.s, 1
	for i+1 < sc.end && s[i] == '.' && asciiLetter(s[i+1]) {
		after, _ := sc.at(i + 2)
		if after == kLower || after == kUpper {
			break
		}
		n++
		i += 2
	}
	if n == 1 {
		return 0
	}
	if i < sc.end && s[i] == '.' {
		return i + 1
	}
	return i
}

func asciiLetter(c byte) bool { return kinds[c] == kLower || kinds[c] == kUpper }

// host is the end of a host or file name whose first part ends at the point at i, and whether a path
// follows; 0 for none: "Amazon.com", "bbc.co.uk/news", "Node.js", but not "sentence.the".
func (sc *scanner) host(i int) (end int, path bool) {
	s := sc.s
	parts := 0
	for parts < 8 && i+1 < sc.end && s[i] == '.' && (kinds[s[i+1]] == kLower || kinds[s[i+1]] == kDigit) {
		j := i + 1
		for j < sc.end && (kinds[s[j]] == kLower || kinds[s[j]] == kDigit || s[j] == '-') {
			j++
		}
		if j-i-1 > 12 || j < sc.end && (kinds[s[j]] == kUpper || s[j] >= 0x80 && !sc.endsWord(j)) {
			break
		}
		if topLevel(s[i+1 : j]) {
			end = j
		}
		i = j
		parts++
	}
	if end > 0 && end+1 < sc.end && s[end] == '/' && mailByte(s[end+1]) {
		return sc.untilSpace(end), true
	}
	return end, false
}

// endsWord tells whether no letter stands at i.
func (sc *scanner) endsWord(i int) bool {
	k, _ := sc.at(i)
	return k != kLower && k != kUpper
}

// topLevel tells whether a word behind a point makes a host or file name of what stands before it.
// Words of the language ("in", "me", "us") are left out: there a blank was forgotten.
func topLevel(s string) bool {
	switch s {
	case "com", "org", "net", "io", "ai", "gov", "edu", "uk", "co", "eu", "info", "dev", "app", "js", "py", "tv", "fm",
		"de", "fr", "ru", "cn", "jp", "au", "ca", "nz", "xyz", "biz", "int", "mil", "ie", "nl", "ch", "se", "fi", "es",
		"br", "za", "kr", "sg", "hk", "id", "news", "finance", "exchange", "cash", "gg", "eth", "pdf", "html", "txt":
		return true
	}
	return false
}
