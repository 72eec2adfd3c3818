package query

import (
	"slices"
	"strings"
)

// form is how what follows a key is read.
type form uint8

const (
	formField form = iota
	formTopic
	formIs
	formHas
	formAge
	formDate
	formWhen
	formNamed
	formFigure
	formSources
	formSort
	formNewsboat
)

// keyword is one key of the language.
type keyword struct {
	name string
	form form
	key  Key    // formField
	as   string // formNamed, formFigure: the name in the tree; formDate: the end that is meant
}

// keywords are the keys in the order in which help and completion tell them; the names that come
// after the first of a kind are other words for it.
func keywords() []keyword {
	return []keyword{
		{name: "topic", form: formTopic},
		{name: "feed", key: Feed}, {name: "title", key: Title}, {name: "author", key: Author}, {name: "url", key: URL},
		{name: "lang", key: Language}, {name: "publisher", key: Publisher}, {name: "text", key: Content}, {name: "tag", key: Tag}, {name: "wire", key: Wire},
		{name: "is", form: formIs}, {name: "has", form: formHas},
		{name: "newer", form: formAge}, {name: "older", form: formAge, as: "older"},
		{name: "date", form: formDate}, {name: "since", form: formDate, as: "since"}, {name: "until", form: formDate, as: "until"},
		{name: "when", form: formWhen},
		{name: "person", form: formNamed, as: "person"}, {name: "org", form: formNamed, as: "org"}, {name: "place", form: formNamed, as: "place"},
		{name: "law", form: formNamed, as: "law"}, {name: "product", form: formNamed, as: "product"}, {name: "ticker", form: formNamed, as: "ticker"},
		{name: "event", form: formNamed, as: "event"}, {name: "source", form: formNamed, as: "source"},
		{name: "said", form: formNamed, as: "said"}, {name: "quote", form: formNamed, as: "quote"},
		{name: "money", form: formFigure, as: "money"}, {name: "amount", form: formFigure, as: "amount"}, {name: "percent", form: formFigure, as: "percent"},
		{name: "number", form: formFigure, as: "number"}, {name: "quantity", form: formFigure, as: "quantity"},
		{name: "sources", form: formSources}, {name: "sort", form: formSort},

		{name: "headline", key: Title}, {name: "by", key: Author}, {name: "byline", key: Author}, {name: "link", key: URL}, {name: "language", key: Language},
		{name: "body", key: Content}, {name: "tags", key: Tag}, {name: "before", form: formDate, as: "before"}, {name: "after", form: formDate, as: "after"},
		{name: "organisation", form: formNamed, as: "org"}, {name: "organization", form: formNamed, as: "org"}, {name: "asset", form: formNamed, as: "ticker"},
		{name: "speaker", form: formNamed, as: "said"},

		{name: "unread", form: formNewsboat}, {name: "age", form: formNewsboat}, {name: "flags", form: formNewsboat}, {name: "content", key: Content},
		{name: "description", key: Content}, {name: "feedtitle", key: Feed}, {name: "rssurl", key: Feed}, {name: "feedlink", key: Feed},
		{name: "guid", key: URL}, {name: "enclosure_url", form: formNewsboat}, {name: "enclosure_type", form: formNewsboat},
	}
}

// own is how many of keywords are the language's own first names.
const own = 35

func lookup(name string) (keyword, bool) {
	name = strings.ToLower(name)
	for _, k := range keywords() {
		if k.name == name {
			return k, true
		}
	}
	return keyword{}, false
}

// Keys are the names of all keys, for help and completion: "topic", "feed" and so on.
func Keys() []string {
	var out []string
	for _, k := range keywords()[:own] {
		out = append(out, k.name)
	}
	return out
}

func everyKey() []string {
	var out []string
	for _, k := range keywords() {
		out = append(out, k.name)
	}
	return out
}

// name is the key as it is printed.
func (k Key) name() string {
	for _, w := range keywords()[:own] {
		if w.form == formField && w.key == k {
			return w.name
		}
	}
	return "title"
}

// States are the words that is: knows.
func States() []string {
	return []string{"unread", "read", "starred", "new", "truncated", "revised", "threaded", "muted"}
}

// String is the state as it is typed.
func (s State) String() string {
	if n := States(); s >= 1 && int(s) <= len(n) {
		return n[s-1]
	}
	return "read"
}

// Things are the words that has: knows.
func Things() []string {
	return []string{"quote", "money", "percent", "number", "quantity", "date", "time", "duration", "person", "org", "place", "law",
		"product", "ticker", "event", "source", "fulltext", "image", "enclosure", "note", "comments", "topic", "facts"}
}

// Sorts are the words that sort: knows, in the order of the Sorts.
func Sorts() []string { return []string{"date", "salience", "sources"} }

// thing finds a word of Things by itself or by its plural or another usual name.
func thing(s string) (string, bool) {
	s = strings.ToLower(s)
	switch s {
	case "people", "persons":
		return "person", true
	case "quantities":
		return "quantity", true
	case "text", "full":
		return "fulltext", true
	case "podcast", "audio", "sound", "video":
		return "enclosure", true
	case "organisation", "organization":
		return "org", true
	case "fact":
		return "facts", true
	}
	for _, t := range Things() {
		if s == t || s == t+"s" {
			return t, true
		}
	}
	return "", false
}

func state(s string) (State, bool) {
	s = strings.ToLower(s)
	if s == "star" || s == "flagged" || s == "saved" {
		return Starred, true
	}
	i := slices.Index(States(), s)
	return State(i + 1), i >= 0
}
