package classify

type kind uint8

const (
	word   kind = iota
	number      // digits and the like, which count only beside another word
	sign        // currency, percent, a score
	clause      // the end of one
)

// scanner gives the words of a text one after the other.
type scanner struct {
	text string
	stop *stopSet
	at   int

	kind       kind
	key        uint32
	start, end int

	words, function int // so far: of two letters and more
}

// next finds the next word, number, sign or clause end.
func (s *scanner) next() bool {
	for s.at < len(s.text) {
		c := s.text[s.at]
		switch class[c] {
		case letter, wide:
			if s.word() {
				return true
			}
		case digit:
			s.number()
			return true
		case money:
			s.token(sign, hash(s.text[s.at:s.at+1]), s.at, s.at+1)
			return true
		case end:
			at := s.at
			s.at++
			if c == '.' && at > 0 && s.abbreviates(at) {
				continue
			}
			s.token(clause, 0, at, at+1)
			return true
		default:
			s.at++
		}
	}
	return false
}

func (s *scanner) token(k kind, key uint32, start, end int) {
	s.kind, s.key, s.start, s.end, s.at = k, key, start, end, end
}

// abbreviates tells whether the point at byte i ends no clause: it follows three letters or fewer
// and a blank and a capital follow it ("St. Helens"), or a letter follows at once ("U.S.").
func (s *scanner) abbreviates(i int) bool {
	if i+1 < len(s.text) && class[s.text[i+1]] == letter {
		return true
	}
	return i-s.end == 0 && s.kind == word && s.end-s.start <= 3 && s.text[s.start] < 'a'
}

// word reads a word. It tells false when it is one to pass over.
func (s *scanner) word() bool {
	var buf [40]byte
	n, start, upper := 0, s.at, true
	i := s.at
loop:
	for i < len(s.text) {
		c := s.text[i]
		switch class[c] {
		case letter:
			if c >= 'a' {
				upper = false
			}
			if n < len(buf) {
				buf[n] = c | 0x20
				n++
			}
			i++
		case digit:
			if n < len(buf) {
				buf[n] = c
				n++
			}
			i++
		case wide:
			b, size, ok := fold(s.text[i:])
			if !ok {
				break loop
			}
			upper = false
			for k := 0; k < size && n < len(buf); k++ {
				buf[n] = b[k]
				n++
			}
			i += size
			if size == 2 && b[1] == 0 {
				n-- // two bytes became one letter
			}
		default:
			switch {
			case c == '&' && n <= 2 && i+1 < len(s.text) && class[s.text[i+1]] == letter:
				buf[n] = c
				n++
				i++
			case c == '.' && acronym(s.text, start, i):
				i++
			default:
				break loop
			}
		}
	}
	wordEnd := i
	if apostrophe := quoteAt(s.text, i); apostrophe > 0 {
		rest := i + apostrophe
		if n == 1 && rest < len(s.text) && class[s.text[rest]] == letter {
			// "O'Sullivan", "d'Italia": one word
			s.at = rest
			return s.joined(buf[0], start)
		}
		for rest < len(s.text) && rest-i <= apostrophe+2 && class[s.text[rest]] == letter {
			rest++
		}
		i = rest
	}
	s.at = max(i, start+1)
	switch {
	case n == 0 || n > longest:
		return false
	case n == 1: // "x" counts beside another word: X-ray
		if (buf[0] == 'a' || buf[0] == 'i') && (wordEnd >= len(s.text) || s.text[wordEnd] != '-') {
			return false
		}
		s.token(number, hash(buf[:1]), start, s.at)
		return true
	}
	w := buf[:n]
	h := hash(w)
	s.words++
	if partners().has(h) {
		s.token(number, hash(stem(w)), start, i)
		return true
	}
	if s.stop.has(h) {
		if !upper || n > 3 || start+n > wordEnd {
			s.function++
			return false
		}
		s.token(word, h^0xA5A5A5A5, start, i) // "US", "IT", "WHO"
		return true
	}
	s.token(word, hash(stem(w)), start, i)
	return true
}

// joined reads the rest of a word that began with one letter and an apostrophe.
func (s *scanner) joined(first byte, start int) bool {
	var buf [40]byte
	buf[0] = first
	n := 1
	for s.at < len(s.text) && class[s.text[s.at]] == letter {
		if n < len(buf) {
			buf[n] = s.text[s.at] | 0x20
			n++
		}
		s.at++
	}
	if n > longest {
		return false
	}
	s.token(word, hash(stem(buf[:n])), start, s.at)
	return true
}

// acronym tells whether the point at i stands within letters parted by points: "U.S."
func acronym(text string, start, i int) bool {
	single := i-start == 1 || i-start >= 3 && text[i-2] == '.'
	if !single {
		return false
	}
	if i+1 < len(text) && class[text[i+1]] == letter {
		return i+2 >= len(text) || text[i+2] == '.' || class[text[i+2]] != letter
	}
	return i-start >= 3
}

// number reads digits with what stands between them. Letters at its end make it a word: "5g".
func (s *scanner) number() {
	start, i := s.at, s.at
	for i < len(s.text) && (class[s.text[i]] == digit || (s.text[i] == ',' || s.text[i] == '.') && i+1 < len(s.text) && class[s.text[i+1]] == digit) {
		i++
	}
	if i < len(s.text) && class[s.text[i]] == letter {
		for i < len(s.text) && (class[s.text[i]] == letter || class[s.text[i]] == digit) {
			i++
		}
		s.mixed(start, i)
		return
	}
	if j := pairEnd(s.text, start, i); j > 0 {
		s.token(sign, scoreKey, start, j)
		return
	}
	if i < len(s.text) && s.text[i] == '/' && i-start <= 2 {
		for i++; i < len(s.text) && class[s.text[i]] == digit && i-start < 5; i++ {
		}
		s.token(word, hash(s.text[start:i]), start, i) // 9/11
		return
	}
	s.token(number, hash(s.text[start:min(i, start+longest)]), start, i)
}

// mixed is the word that begins with digits: "5g", "4x100m". Of "305bn" only the letters count.
func (s *scanner) mixed(start, end int) {
	if end-start > longest {
		s.token(number, 1, start, end)
		return
	}
	var buf [32]byte
	for k := start; k < end; k++ {
		buf[k-start] = s.text[k] | 0x20
	}
	w := buf[:end-start]
	if n := len(w); n > 2 && w[n-1] == 'n' && (w[n-2] == 'b' || w[n-2] == 'm' || w[n-2] == 't') {
		w = w[n-2:]
	}
	s.token(word, hash(stem(w)), start, end)
}

// pairEnd is where a score that begins at start ends, when its first number ends at i; 0 for none.
func pairEnd(text string, start, i int) int {
	if i-start > 3 || i >= len(text) {
		return 0
	}
	j := i
	switch {
	case text[i] == '-':
		j++
	case len(text) > i+2 && text[i:i+2] == "\xe2\x80" && (text[i+2] == 0x93 || text[i+2] == 0x91):
		j += 3
	default:
		return 0
	}
	from := j
	for j < len(text) && class[text[j]] == digit {
		j++
	}
	if j == from || j-from > 3 || j < len(text) && (class[text[j]] == letter || text[j] == '-') {
		return 0
	}
	return j
}
