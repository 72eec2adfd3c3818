package clean

import (
	"strings"
	"unicode/utf8"

	"lede/feed/format"
	"lede/model"
	"lede/model/safe"
)

// bylineOf is who wrote the story: the item's authors by name, else the byline found in the text. A name that only
// repeats the publisher, or is that of an account, says nothing.
func bylineOf(it format.Item, found Found, publisher string) string {
	var names []string
	for _, a := range it.Authors {
		n := line(a.Name)
		for _, h := range []string{"By ", "by ", "BY "} {
			n = strings.TrimPrefix(n, h)
		}
		n = quietNames(markupLine(n))
		if n == "" || strings.EqualFold(n, publisher) || account(n) || len(n) > 200 {
			continue
		}
		if len(names) < 6 && !contains(names, n) {
			names = append(names, n)
		}
	}
	return clip(first(strings.Join(names, ", "), found.Byline), 300)
}

// account tells the names of accounts that nobody bears.
func account(n string) bool {
	switch strings.ToLower(n) {
	case "admin", "administrator", "root", "webmaster", "noreply", "no-reply", "unknown", "author", "user", "guest", "anonymous", "none", "null", "n/a":
		return true
	}
	return strings.Contains(n, "@") && !strings.Contains(n, " ") || strings.HasPrefix(n, "http")
}

func contains(ss []string, s string) bool {
	for _, x := range ss {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

// language is the story's language: as told, unless the text is in a script in which that is not written.
func language(it format.Item, f *format.Feed, h Hints, text string) string {
	told := first(Language(it.Language), Language(f.Language), Language(h.Language))
	if told == "" {
		return languageOf(text)
	}
	if s := byScript(clip(text, 3000)); s != "" {
		switch told[:2] {
		case "ja", "zh", "ko", "ru", "uk", "bg", "sr", "be", "mk", "kk", "mn", "ar", "fa", "ur", "he", "iw", "yi", "el", "th", "hi", "mr", "ne", "ps", "ku", "ug", "sd", "sa", "ky", "tg", "uz", "yu", "ha", "ii":
			return told
		}
		return s
	}
	return told
}

// Categories are the feed's own words for a story: each once, in order, at most twenty; those that say nothing are left out, and
// a list in one word is parted.
func Categories(in []string) []string {
	var out []string
	for _, c := range in {
		parts := []string{c}
		if len(in) <= 2 && strings.Count(c, ",") >= 1 {
			parts = strings.Split(c, ",")
		}
		for _, p := range parts {
			p = line(markupLine(p))
			p = strings.TrimSpace(strings.TrimLeft(p, "#"))
			if p == "" || utf8.RuneCountInString(p) > 64 || saysNothing(p) || contains(out, p) || startsAny(p, "http://", "https://") {
				continue
			}
			if out = append(out, p); len(out) == maxCategories {
				return out
			}
		}
	}
	return out
}

func saysNothing(c string) bool {
	switch strings.ToLower(c) {
	case "uncategorized", "uncategorised", "general", "all", "home", "homepage", "news", "blog", "article", "articles", "post", "posts", "story", "stories", "featured", "main", "rss", "feed", "default", "top", "latest", "non classé", "sin categoría", "allgemein", "без рубрики", "未分類", "未分类":
		return true
	}
	return false
}

func enclosures(it format.Item, base string) []model.Enclosure {
	l := linker{base: base}
	var out []model.Enclosure
	for _, e := range it.Enclosures {
		u := l.resolve(e.URL)
		if u == "" || len(out) == maxEnclosures {
			continue
		}
		out = append(out, model.Enclosure{URL: u, Type: clip(strings.ToLower(strings.TrimSpace(safe.Line(e.Type))), 100), Length: max(e.Length, 0)})
	}
	return out
}

// image is the address of the lead picture: the item's, else the first in its text or among its files.
func image(it format.Item, base string, s *model.Story) string {
	l := linker{base: base}
	if u := l.resolve(it.Image); u != "" && !tracker(u) {
		return u
	}
	out := ""
	s.Body.Walk(func(b *model.Block) {
		if out == "" && b.Kind == model.Figure && b.Src != "" && !playable(b.Src) {
			out = b.Src
		}
	})
	if out != "" {
		return out
	}
	for _, e := range s.Enclosures {
		if strings.HasPrefix(e.Type, "image/") {
			return e.URL
		}
	}
	return ""
}

// playable tells addresses of films, sounds and embedded pages, which are no pictures.
func playable(u string) bool {
	low := strings.ToLower(u)
	low, _, _ = strings.Cut(low, "?")
	for _, e := range []string{".mp3", ".mp4", ".m4a", ".ogg", ".webm", ".mov", ".m3u8", ".wav"} {
		if strings.HasSuffix(low, e) {
			return true
		}
	}
	return hasAny(low, "/embed/", "youtube.com/", "player.vimeo.com", "youtu.be/", "/iframe")
}

// Dedupe leaves one of each story that stands in a feed more than once: under the same guid, or under another with
// the same headline and either the same address or the same beginning. The fullest text is kept, in the place of the first.
func Dedupe(in []model.Story) []model.Story {
	seen := map[string]int{}
	out := in[:0:0]
	for _, s := range in {
		keys := identities(s)
		at := -1
		for _, k := range keys {
			if i, ok := seen[k]; ok {
				at = i
				break
			}
		}
		if at < 0 {
			at = len(out)
			out = append(out, s)
		} else {
			out[at] = fuller(out[at], s)
		}
		for _, k := range keys {
			if _, ok := seen[k]; !ok {
				seen[k] = at
			}
		}
	}
	return out
}

// identities are the keys of which one in common makes two stories the same.
func identities(s model.Story) []string {
	head := folded(s.Headline)
	var keys []string
	if s.GUID != "" {
		keys = append(keys, "g"+s.GUID)
	}
	if s.URL != "" {
		keys = append(keys, "u"+s.URL+"\x00"+head)
		if s.GUID == "" {
			keys = append(keys, "l"+s.URL)
		}
	}
	if t := folded(clip(s.Body.Text(), 400)); len(t) >= 80 {
		keys = append(keys, "t"+head+"\x00"+t)
	}
	if len(keys) == 0 {
		keys = append(keys, "h"+head+"\x00"+s.Published.UTC().String())
	}
	return keys
}

// fuller merges two issues of a story: the longer text, the earlier date, the later change.
func fuller(a, b model.Story) model.Story {
	keep, other := a, b
	if len(b.Body.Text()) > len(a.Body.Text()) {
		keep, other = b, a
	}
	keep.GUID = first(a.GUID, b.GUID)
	if keep.Published.IsZero() || !other.Published.IsZero() && other.Published.Before(keep.Published) {
		keep.Published = other.Published
	}
	if other.Updated.After(keep.Updated) {
		keep.Updated = other.Updated
	}
	for _, c := range other.Categories {
		if len(keep.Categories) < maxCategories && !contains(keep.Categories, c) {
			keep.Categories = append(keep.Categories, c)
		}
	}
	if len(keep.Enclosures) == 0 {
		keep.Enclosures = other.Enclosures
	}
	keep.Image = first(keep.Image, other.Image)
	keep.Byline = first(keep.Byline, other.Byline)
	return keep
}
