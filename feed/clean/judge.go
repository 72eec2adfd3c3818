package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// verdict is what becomes of a line.
type verdict uint8

const (
	keep    verdict = iota
	cutLine         // it is no part of the story
	cutList         // nor are the links after it
)

// judge tells whether a leaf as a whole is none of the story. A sentence that merely contains such words
// stays: set phrases must be all there is, and other lines must say several things that only such lines say.
func (c *cutter) judge(d *draft, s string) verdict {
	low := bare(s)
	switch {
	case low == "":
		if strings.Trim(s, " *•·|-–—_=~#.<>»«→←:;,✦◆■●○") == "" && !strings.Contains(s, "...") {
			return cutLine
		}
		return keep
	case c.discussion(d, s, low), c.words.line[low]:
		return cutLine
	case c.words.list[low]:
		return cutList
	}
	n := wordCount(s)
	switch {
	case n <= 8 && c.h.URL != "" && address(s) == address(c.h.URL):
		return cutLine
	case n <= 4 && counted(low):
		return cutLine
	case n <= 10 && startsAny(low, "advertisement ", "story continues ", "article continues ") && hasAny(low, "continue", "scroll", "below"):
		return cutLine
	case n <= 40 && c.leadsElsewhere(d, s, n),
		n <= 50 && c.asks(low),
		n <= 25 && credit(s, low),
		n <= 90 && rights(low),
		n <= 100 && disclaimer(low),
		n <= 60 && c.reporting(s, low),
		n <= 12 && meta(low),
		n <= 20 && c.sharing(low),
		n <= 60 && tagLine(low):
		return cutLine
	}
	return keep
}

// leadsElsewhere tells "Related: another story", with its words before the colon among the set phrases, or a
// line that is one link and begins with them.
func (c *cutter) leadsElsewhere(d *draft, s string, n int) bool {
	head, rest, ok := strings.Cut(s, ":")
	if !ok || len(head) > 40 {
		for _, sep := range []string{" | ", " – ", " — ", " - ", " » ", " → "} {
			if head, rest, ok = strings.Cut(s, sep); ok && len(head) <= 40 {
				break
			}
			ok = false
		}
	}
	if ok && c.words.related[bare(head)] && strings.TrimSpace(rest) != "" {
		loose := len(bare(head)) <= 6 // "more:", "see:", "watch:" can begin a sentence
		return !loose || d.hasLink() || allCaps(strings.TrimSpace(head))
	}
	if d.allLink() && n >= 3 {
		low := strings.ToLower(s)
		return startsAny(low, "read more about ", "read more on ", "read more from ", "read also ", "also read ", "read next ", "see also ", "related ", "more from ")
	}
	return false
}

func (d *draft) hasLink() bool {
	for _, p := range d.pieces {
		if p.href != "" {
			return true
		}
	}
	return false
}

// asks tells a line that asks the reader for something: to subscribe, follow, pay, accept. It begins with the
// call and names what such lines name, and it reports nobody's words.
func (c *cutter) asks(low string) bool {
	if hasAny(low, " to your inbox", " in your inbox") {
		return !reports(low)
	}
	if !startsAny(low, c.words.call...) {
		return false
	}
	return hasAny(low, c.words.bait...) && !reports(low)
}

// reports tells a line that says what somebody said.
func reports(low string) bool {
	return hasAny(low, " said", " says ", " told ", "“", " according to ")
}

// counted tells a line of a number and what it counts about the page: "12 comments", "Image 1 of 3", "list 1 of 4".
func counted(low string) bool {
	w := strings.Fields(low)
	number := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	switch {
	case len(w) == 2 && number(w[0]):
		switch w[1] {
		case "comment", "comments", "reply", "replies", "share", "shares", "likes", "views", "kommentare", "commentaires", "comentarios", "comentários", "commenti", "reacties", "kommentarer", "комментариев":
			return true
		}
	case len(w) == 4 && number(w[1]) && number(w[3]):
		switch w[0] {
		case "image", "photo", "picture", "slide", "list", "bild", "foto", "imagen", "page":
			return w[2] == "of" || w[2] == "von" || w[2] == "de" || w[2] == "di" || w[2] == "/"
		}
	}
	return false
}

// address is an address as people write it, for comparing: without scheme, "www.", query and slash at its end.
func address(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "?")
	_, s, ok := strings.Cut(s, "://")
	if !ok {
		return s + " " // a word is no address
	}
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

// wall tells a line that stands where the rest would be, were the reader one who pays.
func wall(low string) bool {
	return hasAny(low, "to continue reading", "to keep reading", "to read the full", "to read the rest", "to read this article", "to read this story", "for subscribers", "subscribers only", "already a subscriber", "only available to subscribers", "to unlock")
}

// credit tells the line that names a photographer or an agency.
func credit(s, low string) bool {
	for _, h := range []string{"photo", "photos", "image", "images", "picture", "pictures", "photograph", "photographs", "photo credit", "photo credits", "image credit", "image credits", "image source", "picture credit",
		"featured image", "feature image", "cover image", "header image", "lead image", "top image", "cover photo", "credit", "credits", "illustration", "illustration by", "foto", "bild", "bildquelle", "crédit photo", "crédits", "imagen", "imagem", "fotoğraf", "фото"} {
		rest, ok := strings.CutPrefix(low, h)
		if !ok {
			continue
		}
		featured := strings.Contains(h, "feature") || strings.Contains(h, "cover") || strings.Contains(h, "header")
		switch {
		case strings.HasPrefix(rest, ":"), strings.HasPrefix(rest, " |"), strings.HasPrefix(rest, " by ") && !endsSentence(s), strings.HasPrefix(rest, " by ") && inBrackets(s),
			strings.HasPrefix(rest, " credit"), strings.HasPrefix(rest, " courtesy"), strings.HasPrefix(rest, " via "), strings.HasPrefix(rest, "/"):
			return !strings.Contains(rest, ". ")
		case featured && (strings.HasPrefix(rest, " from ") || strings.HasPrefix(rest, " by ") || strings.HasPrefix(rest, " created")):
			return true
		}
	}
	agency := hasAny(" "+low, " getty images", "/getty", " shutterstock", " ap photo", "afp via", " istock", "/istock", "/reuters", "/afp", "/ap", " alamy", "/alamy", " unsplash", "/unsplash", " adobe stock", "imago images", " picture alliance", "/shutterstock")
	return agency && (wordCount(s) <= 8 || inBrackets(s) && wordCount(s) <= 14) && (inBrackets(s) || !endsSentence(s) && !strings.Contains(low, " said"))
}

func inBrackets(s string) bool {
	s = strings.TrimSpace(s)
	return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") || strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]")
}

// endsSentence tells text that ends as a sentence does, brackets and quotation marks apart.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "。")
}

// rights tells a line about copyright that is not a story about it.
func rights(low string) bool {
	if rest, ok := strings.CutPrefix(low, "©"); ok {
		return rest != "" && (wordCount(rest) <= 20 || strings.Contains(rest, "rights reserved") || strings.Contains(rest, "published, broadcast"))
	}
	if rest, ok := strings.CutPrefix(low, "copyright"); ok {
		rest = strings.TrimLeft(rest, " ")
		return startsAny(rest, "©", "(c)", "19", "20", "by ") && (wordCount(low) <= 12 || hasAny(low, "rights reserved", "©", "published, broadcast"))
	}
	return startsAny(low, "c) 19", "c) 20") || strings.HasPrefix(low, "all rights reserved") || strings.HasSuffix(low, "all rights reserved") && wordCount(low) <= 25 ||
		strings.HasPrefix(low, "this material may not be published") || strings.HasPrefix(low, "this document is subject to copyright") ||
		strings.HasPrefix(low, "republished with permission") || strings.HasPrefix(low, "reprinted with permission") || strings.HasPrefix(low, "our standards: the")
}

// disclaimer tells the small print of finance and opinion.
func disclaimer(low string) bool {
	if startsAny(low, "disclaimer:", "disclaimer ", "legal disclaimer", "haftungsausschluss") {
		return true
	}
	if hasAny(low, "investment advice", "financial advice", "trading advice", "legal advice", "medical advice") &&
		startsAny(low, "this article", "this content", "this post", "this material", "the information", "nothing in this", "nothing on this", "the content", "this is not", "not financial", "not investment", "all content", "information provided", "the views", "the opinions", "content on this") {
		return true
	}
	return startsAny(low, "the views expressed", "the views and opinions", "views expressed in this", "the opinions expressed", "opinions expressed in this") && hasAny(low, "author", "column", "own")
}

// meta tells lines about the page: when it was put up, how long reading takes.
func meta(low string) bool {
	if hasAny(low, "min read", "minute read", "minutes read", "mins read", "reading time") && wordCount(low) <= 8 {
		return true
	}
	if !strings.ContainsFunc(low, unicode.IsDigit) {
		return false
	}
	for _, h := range []string{"published", "posted", "updated", "last updated", "last modified", "first published", "date", "published on", "posted on", "updated on", "publié le", "mis à jour", "veröffentlicht", "aktualisiert", "stand"} {
		rest, ok := strings.CutPrefix(low, h)
		if ok && (strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, " at ") || strings.HasPrefix(rest, " on ") && !hasAny(rest, ",  ", " by ", " the ")) && clockOrDate(rest) {
			return true
		}
	}
	return false
}

// clockOrDate tells text that has no more words than a date does.
func clockOrDate(s string) bool {
	words := 0
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(w) > 3 && !monthOrDay(w) {
			words++
		}
	}
	return words <= 1
}

func monthOrDay(w string) bool {
	return utf8.RuneCountInString(w) >= 3 && strings.Contains(" january february march april may june july august september october november december sept monday tuesday wednesday thursday friday saturday sunday thurs tues ", " "+w+" ")
}

// sharing tells a row of the names of networks.
func (c *cutter) sharing(low string) bool { return strings.ContainsAny(low, " ") && networks(low) }

// networks tells words that are names of networks, one or more, and what stands around them on buttons.
func networks(low string) bool {
	n := 0
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch w {
		case "facebook", "twitter", "linkedin", "whatsapp", "reddit", "pinterest", "telegram", "tumblr", "pocket", "messenger", "bluesky", "threads", "flipboard", "mastodon", "instagram", "xing", "weibo", "viber", "skype", "digg", "stumbleupon", "delicious", "email", "tweet", "print":
			n++
		case "x", "share", "on", "copy", "link", "this", "via", "by", "mail", "e", "to", "with", "or", "and", "opens", "in", "new", "window", "click", "more", "buffer", "evernote", "like", "article", "story", "save", "pin", "it", "post", "gmail", "a", "friend":
		default:
			return false
		}
	}
	return n >= 1
}

// tagLine tells a line of key words at the foot of a story.
func tagLine(low string) bool {
	return startsAny(low, "tags:", "tagged:", "tagged with", "tagged as", "filed under:", "filed under ", "posted in:", "posted in ", "categories:", "category:", "topics:", "keywords:", "schlagwörter:", "etiquetas:", "мітки:", "теги:") &&
		!strings.Contains(low, ". ")
}
