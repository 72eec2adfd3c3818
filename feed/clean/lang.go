package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Language is a tag as BCP 47 writes it ("en-GB"), "" when s is none.
func Language(s string) string {
	s = strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	parts := strings.Split(s, "-")
	if n := len(parts[0]); n < 2 || n > 3 || len(s) > 35 {
		return ""
	}
	for i, p := range parts {
		for _, r := range p {
			if r > 'z' || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				return ""
			}
		}
		switch {
		case i == 0:
			parts[i] = strings.ToLower(p)
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		case len(p) == 4:
			parts[i] = titleCase(strings.ToUpper(p))
		default:
			parts[i] = strings.ToLower(p)
		}
	}
	return strings.Join(parts, "-")
}

// Detect is the language that a text is written in as BCP 47, "" when too little speaks for any.
func Detect(s string) string { return languageOf(s) }

// languageOf tells in which language a text is written, by its script and, in Latin letters, by its
// commonest words; "" when too little speaks for any. The first 3,000 bytes are looked at.
func languageOf(s string) string {
	s = clip(s, 3000)
	if l := byScript(s); l != "" {
		return l
	}
	score := map[string]int{}
	words := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
		words++
		for _, l := range commonWords(w) {
			score[l]++
		}
	}
	best, second := "", 0
	for l, n := range score {
		if best == "" || n > score[best] || n == score[best] && l < best {
			best = l
		}
	}
	for l, n := range score {
		if l != best {
			second = max(second, n)
		}
	}
	if n := score[best]; words >= 12 && n*8 >= words && n*4 >= second*5 {
		return best
	}
	return ""
}

// byScript answers for the scripts that tell the language, or most often do.
func byScript(s string) string {
	var kana, han, hangul, cyr, ukr, arab, heb, greek, thai, deva, latin int
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		switch {
		case r < 0x250:
			if unicode.IsLetter(r) {
				latin++
			}
		case r >= 0x3040 && r <= 0x30ff:
			kana++
		case r >= 0x4e00 && r <= 0x9fff:
			han++
		case r >= 0xac00 && r <= 0xd7a3:
			hangul++
		case r >= 0x400 && r <= 0x52f:
			cyr++
			if strings.ContainsRune("іїєґІЇЄҐ", r) {
				ukr++
			}
		case r >= 0x600 && r <= 0x6ff:
			arab++
		case r >= 0x590 && r <= 0x5ff:
			heb++
		case r >= 0x370 && r <= 0x3ff:
			greek++
		case r >= 0xe00 && r <= 0xe7f:
			thai++
		case r >= 0x900 && r <= 0x97f:
			deva++
		}
	}
	half := latin
	switch {
	case kana > 0 && kana+han > half/2:
		return "ja"
	case han*2 > half:
		return "zh"
	case hangul*2 > half:
		return "ko"
	case cyr > half && ukr > 0:
		return "uk"
	case cyr > half:
		return "ru"
	case arab > half:
		return "ar"
	case heb > half:
		return "he"
	case greek > half:
		return "el"
	case thai > half:
		return "th"
	case deva > half:
		return "hi"
	}
	return ""
}

// commonWords are the languages among whose commonest words w is.
func commonWords(w string) []string {
	switch w {
	case "the", "and", "of", "is", "was", "that", "with", "for", "from", "has", "have", "are", "by", "this", "its", "been", "they", "his", "their", "which", "would", "will":
		return []string{"en"}
	case "der", "und", "ist", "das", "mit", "nicht", "ein", "eine", "auf", "für", "sich", "dem", "auch", "wird", "im", "zu", "nach", "bei", "sind":
		return []string{"de"}
	case "le", "et", "dans", "une", "du", "pour", "qui", "sur", "est", "pas", "au", "avec", "ce", "sont", "aux", "été":
		return []string{"fr"}
	case "les", "des":
		return []string{"fr"}
	case "el", "los", "las", "y", "por", "del", "con", "su", "ha", "más", "pero", "fue", "este", "al":
		return []string{"es"}
	case "il", "di", "che", "della", "per", "sono", "nel", "anche", "gli", "più", "alla", "dei", "è":
		return []string{"it"}
	case "não", "os", "um", "uma", "em", "da", "do", "dos", "foi", "mais", "ao", "são", "pelo":
		return []string{"pt"}
	case "het", "een", "van", "niet", "op", "zijn", "voor", "dat", "met", "aan", "te", "ook", "wordt":
		return []string{"nl"}
	case "och", "att", "som", "på", "är", "av", "för", "inte", "till", "ett", "från":
		return []string{"sv"}
	case "og", "det", "af", "ikke", "til", "er":
		return []string{"da", "no"}
	case "ikkje", "være", "etter", "ble", "mot":
		return []string{"no"}
	case "blev", "efter", "mod":
		return []string{"da"}
	case "nie", "się", "jest", "na", "w", "że", "przez", "oraz", "dla":
		return []string{"pl"}
	case "ve", "bir", "bu", "için", "ile", "olarak", "daha":
		return []string{"tr"}
	case "ja", "oli", "että", "ei", "mutta", "myös", "hän":
		return []string{"fi"}
	case "a", "se", "je", "že", "v", "s", "jsou", "byl":
		return []string{"cs"}
	case "yang", "dan", "di-", "dengan", "untuk", "pada", "ini", "dari", "tidak":
		return []string{"id"}
	case "la", "que", "en", "de", "un", "no":
		return nil // too many share them
	case "và", "của", "là", "các", "được", "cho", "trong":
		return []string{"vi"}
	}
	return nil
}
