package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trimEnd cuts what trails the last leaf, and tells whether it did. It is called again until it does not.
func (c *cutter) trimEnd(d *draft) bool {
	s := d.text()
	if at, ok := c.postLine(d, s); ok {
		c.shortenTo(d, at)
		return true
	}
	if at, ok := c.moreAt(d, s); ok {
		c.f.Truncated = true
		c.shortenTo(d, at)
		return true
	}
	if at, ok := cutMark(s); ok {
		c.f.Truncated = true
		if at < len(s) {
			c.shortenTo(d, at)
			return true
		}
	}
	return c.lastSentence(d, s)
}

// cutMark finds the sign at the end of s that it was cut: […], (more…), [+120 chars]. A bare ellipsis stays
// in the text, since it may be its author's; at is then len(s).
func cutMark(s string) (at int, ok bool) {
	t := strings.TrimRight(s, " \n")
	for _, m := range []string{"[…]", "[...]", "[. . .]", "(…)", "(...)", "(more…)", "(more...)", "(more)", "[more]", "[more…]", "[more...]", "[Read more]", "[read more]", "[Continue reading]", "[...", "[…", "&hellip;", "[&hellip;]"} {
		if strings.HasSuffix(t, m) {
			return len(t) - len(m), true
		}
	}
	if strings.HasSuffix(t, " chars]") || strings.HasSuffix(t, " characters]") {
		if i := strings.LastIndex(t, "[+"); i >= 0 && len(t)-i < 24 {
			return i, true
		}
	}
	return len(s), strings.HasSuffix(t, "…") || strings.HasSuffix(t, "...") || strings.HasSuffix(t, ". . .")
}

// moreAt finds a "Read more" that ends s: behind the end of a sentence, behind a sign of a cut, as a link of
// its own, or as all there is.
func (c *cutter) moreAt(d *draft, s string) (at int, ok bool) {
	t := strings.TrimRightFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	const longest = 48 // bytes of the longest phrase, more than enough
	from := max(len(t)-longest, 0)
	for from < len(t) && !utf8.RuneStart(t[from]) {
		from++
	}
	low := strings.ToLower(t[from:])
	if len(low) == len(t)-from {
		best := -1
		for _, p := range c.words.more {
			if strings.HasSuffix(low, p) && len(p) > best && boundary(s, len(t)-len(p), d) && (!weakMore(p) || marked(d, s, len(t)-len(p), len(t))) {
				best = len(p)
			}
		}
		if best >= 0 {
			return backOver(s, len(t)-best), true
		}
	}
	return c.moreLink(d, s)
}

// weakMore tells the phrases that are also ordinary words at the end of a text.
func weakMore(p string) bool {
	switch p {
	case "more", "continue", "full story", "full text", "full article", "read on", "read this article", "learn more", "see more", "view more", "find out more", "discover more", "more here", "more info", "more information", "la suite", "continua", "devamı", "ver más", "read the story", "read the article", "read in full", "view article", "view original", "read it here":
		return true
	}
	return false
}

// marked tells that the words s[from:to] at the end of a leaf are a link, or that arrows, brackets or an ellipsis set them apart.
func marked(d *draft, s string, from, to int) bool {
	if strings.ContainsAny(s[to:], "»→›>]…") || strings.Contains(s[to:], "...") {
		return true
	}
	before := strings.TrimRight(s[:from], " \n")
	if strings.HasSuffix(before, "…") || strings.HasSuffix(before, "...") || strings.HasSuffix(before, "[") || strings.HasSuffix(before, "→") || strings.HasSuffix(before, "»") {
		return true
	}
	at := 0
	for _, p := range d.pieces {
		if at < to && at+len(p.s) > from && p.href != "" {
			return true
		}
		at += len(p.s)
	}
	return false
}

// moreLink finds a last link "Continue reading How the ship left port", "Read more on example.com".
func (c *cutter) moreLink(d *draft, s string) (at int, ok bool) {
	at = len(s)
	for i := len(d.pieces) - 1; i >= 0; i-- {
		p := d.pieces[i]
		if p.href == "" && strings.Trim(p.s, " \n.…»→›>[]()") != "" {
			break
		}
		at -= len(p.s)
	}
	if at < len(s) && startsAny(bare(s[at:]), "continue reading", "read more", "read the full", "read the rest", "full story", "keep reading", "view full", "click here to read", "weiterlesen", "lire la suite", "seguir leyendo", "leer más", "continua a leggere", "читать", "read full") && wordCount(s[at:]) <= 30 {
		return backOver(s, at), true
	}
	low := bare(s)
	if len(s) < 200 && startsAny(low, "continue reading ", "read the full story ", "read the full article ", "read the rest of ", "read the original article ", "click here to read ", "read more at ", "read more on ", "for more information") && !hasAny(low, " said", ". ") && (d.allLink() || hasAny(low, " at ", " on ", "here")) {
		return 0, true
	}
	return 0, false
}

// boundary tells whether a phrase that begins at i cannot be the end of a sentence of the story.
func boundary(s string, i int, d *draft) bool {
	before := strings.TrimRight(s[:i], " \n→»›>[(“\"‘|–—-")
	if before == "" || endsSentence(before) || strings.HasSuffix(before, "]") || strings.HasSuffix(before, ":") && i < len(s) {
		return !strings.HasSuffix(before, ":") || before == ""
	}
	at := 0
	for _, p := range d.pieces {
		if at >= i && p.href != "" && at-i <= 2 {
			return true
		}
		at += len(p.s)
	}
	return false
}

// backOver goes back from at over what would dangle at the end: blanks, arrows, an opening quotation mark.
func backOver(s string, at int) int {
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:at])
		if !strings.ContainsRune(" \n→»›>[(“‘|–—-\u00a0", r) {
			break
		}
		at -= n
	}
	return at
}

// postLine finds "The post X appeared first on Y" in s, and keeps X and Y.
func (c *cutter) postLine(d *draft, s string) (at int, ok bool) {
	const reach = 900
	from := max(len(s)-reach, 0)
	for _, p := range c.words.posts {
		if !strings.Contains(s[from:], p.mid) {
			continue
		}
		i := from + strings.LastIndex(s[from:], p.mid)
		y := s[i+len(p.mid):]
		if p.after != "" {
			k := strings.Index(y, p.after)
			if k < 0 {
				continue
			}
			y = y[:k]
		}
		head, x, found := headBefore(s[:i], p.heads)
		if !found || wordCount(y) > 16 {
			continue
		}
		c.credit(d, head, x, y)
		return head, true
	}
	return c.firstPublished(s)
}

// headBefore finds where the line begins, and the headline that it names.
func headBefore(s string, heads []string) (at int, title string, ok bool) {
	if len(heads) == 0 {
		return 0, s, true
	}
	best := -1
	for _, h := range heads {
		for end := len(s); ; {
			word := strings.TrimSuffix(h, " ")
			i := strings.LastIndex(s[:end], word)
			if i < 0 {
				break
			}
			if (i == 0 || sentenceEndAt(s, i)) && i > best {
				best = i
				title = strings.TrimSpace(strings.TrimPrefix(s[i+len(word):], " "))
				break
			}
			if i == 0 {
				break
			}
			end = i
		}
	}
	return best, title, best >= 0
}

// sentenceEndAt tells whether a sentence may begin at i.
func sentenceEndAt(s string, i int) bool {
	before := strings.TrimRight(s[:i], " \n")
	return before == "" || len(before) < i && endsSentence(before) || strings.HasSuffix(s[:i], "\n")
}

// credit keeps the headline and the publisher; the links of the line know them better than its words.
func (c *cutter) credit(d *draft, at int, x, y string) {
	var links []string
	pos := 0
	for i, p := range d.pieces {
		if pos >= at && p.href != "" {
			if i > 0 && len(links) > 0 && d.pieces[i-1].href == p.href {
				links[len(links)-1] += p.s
			} else {
				links = append(links, p.s)
			}
		}
		pos += len(p.s)
	}
	if n := len(links); n >= 1 && strings.HasPrefix(strings.TrimSpace(y), strings.TrimSpace(links[n-1])) {
		y = links[n-1]
	}
	if c.f.Headline == "" {
		c.f.Headline = headlineOf(x)
	}
	if c.f.Publisher == "" {
		c.f.Publisher = publisherOf(y)
	}
}

// firstPublished finds a last line such as "Originally published on Y".
func (c *cutter) firstPublished(s string) (at int, ok bool) {
	at = lastSentenceAt(s)
	t := s[at:]
	low := bare(t)
	for _, h := range []string{"originally published on ", "originally published by ", "originally published in ", "originally published at ", "originally posted on ", "originally appeared on ", "originally appeared in ", "first published on ", "first published by ",
		"first published in ", "first published at ", "first appeared on ", "first appeared in ", "republished from ", "cross-posted from ", "crossposted from ", "cross-posted on ", "this article is republished from ", "this story is from ", "syndicated from ",
		"this is a syndicated article from ", "this article is from ", "quelle: ", "fonte: ", "zuerst erschienen bei "} {
		rest, found := strings.CutPrefix(low, h)
		if !found || wordCount(rest) > 12 {
			continue
		}
		y := t[strings.Index(strings.ToLower(t), h)+len(h):]
		if p := publisherOf(y); p != "" && !unicode.IsDigit(rune(p[0])) && !monthOrDay(strings.ToLower(firstWord(p))) && c.f.Publisher == "" {
			c.f.Publisher = p
		}
		return at, true
	}
	return 0, false
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// lastSentence cuts a last sentence that by itself is no part of the story.
func (c *cutter) lastSentence(d *draft, s string) bool {
	at := lastSentenceAt(s)
	if at == 0 || at >= len(s) {
		return false
	}
	t := s[at:]
	low := bare(t)
	n := wordCount(t)
	if n <= 50 && c.asks(low) || n <= 60 && rights(low) || n <= 60 && disclaimer(low) || n <= 40 && c.reporting(t, low) || c.words.line[low] && n > 1 ||
		low == "link] [comments" || strings.HasPrefix(low, "submitted by") && strings.Contains(low, "/u/") {
		c.shortenTo(d, at)
		return true
	}
	return false
}

// lastSentenceAt is where the last sentence of s begins; a bracket at its end is one.
func lastSentenceAt(s string) int {
	t := strings.TrimRight(s, " \n")
	if strings.HasSuffix(t, ")") {
		if i := strings.LastIndexByte(t, '('); i > 0 && endsSentence(strings.TrimRight(t[:i], " ")) {
			return i
		}
	}
	end := len(strings.TrimRight(t, ".!?…\"'”’»)] "))
	for i := end - 1; i > 0; i-- {
		if c := t[i]; c == '\n' || c == ' ' && endsSentence(t[:i]) && !endsAbbrev(t[:i]) {
			return i + 1
		}
	}
	return 0
}

// endsAbbrev tells a stop that an abbreviation owns.
func endsAbbrev(s string) bool {
	s = strings.TrimSuffix(s, ".")
	w := wordBefore(s, len(s))
	return initialism(w) || abbreviated(w)
}
