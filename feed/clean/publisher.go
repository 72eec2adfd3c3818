package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// publisherOf is s as the name of a publisher: without the sentence's stop, the tagline and the address behind it.
func publisherOf(s string) string {
	s = line(s)
	if i := strings.Index(s, ". "); i > 0 && !endsAbbrev(s[:i+1]) {
		s = s[:i]
	}
	for _, sep := range []string{" | ", " – ", " — ", " (", ", and is", " and is", " and has", " under a", " on "} {
		if i := strings.Index(s, sep); i > 2 {
			s = s[:i]
		}
	}
	s = strings.Trim(s, " .,;:!\"“”'‘’»«()[]")
	if strings.Contains(s, "://") || utf8.RuneCountInString(s) > 80 {
		return ""
	}
	return strings.TrimPrefix(s, "www.")
}

// teller is the outlet that a source "told", when the text names one: the reporters who were told are
// those who wrote it. Only what is plainly an outlet counts, by its name or by how it was told.
func teller(s string) string {
	count := map[string]int{}
	best := ""
	for at := 0; ; {
		i := strings.Index(s[at:], " told ")
		if i < 0 {
			break
		}
		at += i + len(" told ")
		name, end := outletAt(s[at:])
		if name == "" {
			continue
		}
		rest := s[at+end:]
		plain := outletName(name) || startsAny(rest, " in an email", " in an e-mail", " in an interview", " in a statement", " by email", " via email", " in emailed", " by phone", " in a phone", " in a telephone", " exclusively", " in comments")
		if !plain {
			continue
		}
		if count[name]++; best == "" || count[name] > count[best] {
			best = name
		}
	}
	return best
}

// outletAt is the capitalised name at the start of s, with "The", and where it ends.
func outletAt(s string) (name string, end int) {
	skip := 0
	if t, ok := strings.CutPrefix(s, "the "); ok {
		skip, s = len("the "), t
	}
	at := 0
	for at < len(s) {
		n := strings.IndexAny(s[at:], " \n")
		if n < 0 {
			n = len(s) - at
		}
		w := strings.TrimRight(s[at:at+n], ".,;:!?”\"’)'")
		w = strings.TrimSuffix(w, "’s")
		r, _ := utf8.DecodeRuneInString(w)
		joins := at > 0 && (w == "of" || w == "&" || w == "and")
		if !unicode.IsUpper(r) && !joins || at == 0 && (w == "A" || w == "An") {
			break
		}
		if !joins {
			end = at + len(w)
		}
		if len(w) < n {
			break
		}
		at += n + 1
	}
	if end == 0 || wordCount(s[:end]) > 5 {
		return "", 0
	}
	return s[:end], skip + end
}

// outletName tells the names of newspapers, magazines, broadcasters and news sites: by a word that only they have,
// or by being among those whose name says nothing.
func outletName(s string) bool {
	if wireName(s) != "" {
		return true
	}
	low := strings.ToLower(s)
	last := low[strings.LastIndexByte(low, ' ')+1:]
	switch last {
	case "times", "post", "news", "journal", "tribune", "herald", "magazine", "daily", "gazette", "chronicle", "observer", "guardian", "telegraph", "examiner", "inquirer", "dispatch", "courier", "weekly", "bulletin", "insider", "newswire", "tv", "radio", "broadcasting", "podcast", "newsletter", "newspaper", "review", "reporter", "mail", "independent", "globe", "sentinel", "register", "beacon", "advertiser", "digest", "newsweek", "today", "online":
		return strings.Contains(low, " ") || last == "newsweek"
	}
	for _, end := range []string{"telegraph", "desk", "wire", "news", "times", "post", "media", "daily", "journal", "tribune", "herald", "zeitung", "blatt", "tidning"} {
		if strings.HasSuffix(last, end) && len(last) > len(end)+1 && !strings.Contains(low, " ") {
			return true
		}
	}
	switch low {
	case "cnn", "cnbc", "bbc", "npr", "pbs", "abc", "nbc", "cbs", "fox", "msnbc", "sky", "itv", "cbc", "rte", "rté", "zdf", "ard", "nhk", "decrypt", "the block", "blockworks", "politico", "axios", "the verge", "verge", "wired", "techcrunch", "engadget", "gizmodo", "ars technica", "mashable", "venturebeat",
		"the register", "vox", "slate", "salon", "semafor", "quartz", "fortune", "forbes", "barron's", "barron’s", "marketwatch", "the hill", "roll call", "time", "der spiegel", "spiegel", "die welt", "le monde", "le figaro", "libération", "el país", "el mundo", "corriere della sera", "la repubblica", "al jazeera", "euronews", "the economist", "the atlantic", "the new yorker",
		"buzzfeed", "vice", "propublica", "stat", "variety", "deadline", "billboard", "pitchfork", "espn", "the athletic", "motherboard", "404 media", "rest of world", "bellingcat", "haaretz", "kommersant", "meduza", "caixin", "nikkei", "nikkei asia", "mint", "the print", "scroll", "the wire", "ndtv", "dawn", "punch", "rappler":
		return true
	}
	return false
}
