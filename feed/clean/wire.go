package clean

import "strings"

// wireName is the agency that a name or short form stands for, "" for none.
func wireName(s string) string {
	switch strings.ToLower(strings.Trim(s, " .,-–—()")) {
	case "reuters", "thomson reuters":
		return "Reuters"
	case "ap", "associated press", "the associated press":
		return "AP"
	case "afp", "agence france-presse", "agence france presse":
		return "AFP"
	case "upi", "united press international":
		return "UPI"
	case "dpa", "deutsche presse-agentur":
		return "dpa"
	case "pti", "press trust of india":
		return "PTI"
	case "ani", "asian news international":
		return "ANI"
	case "ians":
		return "IANS"
	case "xinhua", "xinhua news agency":
		return "Xinhua"
	case "tass":
		return "TASS"
	case "kyodo", "kyodo news":
		return "Kyodo"
	case "yonhap", "yonhap news agency":
		return "Yonhap"
	case "efe", "agencia efe":
		return "EFE"
	case "ansa":
		return "ANSA"
	case "apa":
		return "APA"
	case "pa", "pa media", "press association":
		return "PA"
	case "aap", "australian associated press":
		return "AAP"
	case "canadian press", "the canadian press", "cp":
		return "Canadian Press"
	case "bloomberg", "bloomberg news":
		return "Bloomberg"
	case "tribune news service", "tns":
		return "Tribune News Service"
	case "business wire", "businesswire":
		return "Business Wire"
	case "globe newswire", "globenewswire":
		return "GlobeNewswire"
	case "pr newswire", "prnewswire":
		return "PR Newswire"
	case "accesswire", "access newswire":
		return "ACCESS Newswire"
	case "newsfile corp", "newsfile":
		return "Newsfile"
	}
	return ""
}

// wireIn finds an agency named by a whole part of s between commas, strokes, brackets and "and".
func wireIn(s string) string {
	s = strings.NewReplacer(" and ", ",", " from ", ",", " for ", ",", " With inputs", ",").Replace(s)
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",|/()[]–—-;•", r) }) {
		if w := wireName(f); w != "" {
			return w
		}
	}
	return ""
}
