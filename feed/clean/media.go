package clean

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"lede/model"
	"lede/model/safe"
)

// mediaOpen takes pictures, sounds, films and frames: each becomes a Figure.
func (w *walker) mediaOpen(i int, t *token) {
	switch t.tag {
	case atom.Img, atom.Image:
		w.picture(t)
	case atom.Iframe:
		src := w.links.resolve(first(t.get("src"), t.get("data-src"), t.get("data-lazy-src")))
		if src != "" && !tracker(src) {
			w.figure(src, first(line(t.get("title")), "embedded page"))
		}
	case atom.Embed:
		if src := w.links.resolve(t.get("src")); src != "" && t.get("type") != "" {
			w.figure(src, first(line(t.get("title")), "embedded media"))
		}
	case atom.Video, atom.Audio:
		w.media = &draft{Block: model.Block{Alt: first(line(first(t.get("title"), t.get("aria-label"))), t.tag.String())}}
		if src := w.links.resolve(t.get("src")); src != "" {
			w.figure(src, w.media.Alt)
		}
	case atom.Source:
		if w.media == nil {
			return
		}
		if src := w.links.resolve(t.get("src")); src != "" {
			w.figure(src, w.media.Alt)
		}
	}
}

// picture takes an img. Pictures nobody is meant to see are dropped, small ones in a line (emoji) are
// told by their alt text.
func (w *walker) picture(t *token) {
	alt := line(first(t.get("alt"), t.get("title")))
	raw := first(t.get("src"))
	lazy := first(t.get("data-src"), t.get("data-original"), t.get("data-lazy-src"), t.get("data-orig-file"), firstOfSet(t.get("srcset")), firstOfSet(t.get("data-srcset")))
	if raw == "" || strings.HasPrefix(strings.ToLower(raw), "data:") || strings.Contains(raw, "placeholder") && lazy != "" {
		if lazy != "" {
			raw = lazy
		}
	}
	if raw == "" || w.inCell() {
		if w.inCell() && alt != "" && raw != "" {
			w.mark(alt)
		}
		return
	}
	if size(t, "width") == 1 || size(t, "height") == 1 || size(t, "width") == 0 && t.has("width") && t.get("width") != "auto" && t.get("width") != "" && size(t, "height") <= 1 {
		return
	}
	if emoji(t) {
		if alt != "" {
			w.mark(alt)
		}
		return
	}
	if strings.HasPrefix(strings.ToLower(raw), "data:") {
		w.figure("", first(alt, "inline image"))
		return
	}
	src := w.links.resolve(raw)
	if src == "" || tracker(src) {
		return
	}
	w.figure(src, alt)
}

// figure adds a Figure where it stands; inside of running text it follows the paragraph.
func (w *walker) figure(src, alt string) {
	f := &draft{Block: model.Block{Kind: model.Figure, Src: src, Alt: alt, Href: w.href}}
	if f.Href == src {
		f.Href = ""
	}
	if w.leaf != nil && len(w.leaf.pieces) > 0 {
		w.figs = append(w.figs, f)
		return
	}
	w.leaf = nil
	if n := len(w.stack); n > 0 {
		switch b := w.stack[n-1].box; {
		case b == nil:
		case b.Kind == model.List:
			w.pushItem(atom.Li)
		case b.Kind == model.Table, b.Kind == model.Row:
			return
		}
	}
	w.put(f)
}

// caption makes what was read since the figcaption opened the text of the picture before it. Without a
// picture it stays a paragraph.
func (w *walker) caption() {
	leaf := w.leaf
	if leaf == nil || len(leaf.pieces) == 0 {
		return
	}
	kids := &w.out
	for i := len(w.stack) - 1; i >= 0; i-- {
		if b := w.stack[i].box; b != nil {
			kids = &b.kids
			break
		}
	}
	n := len(*kids)
	leaf.inFig = true
	if n >= 2 && (*kids)[n-1] == leaf && (*kids)[n-2].Kind == model.Figure && len((*kids)[n-2].pieces) == 0 {
		(*kids)[n-2].pieces = leaf.pieces
		*kids = (*kids)[:n-1]
		w.leaf = nil
	}
}

// size is the width or height of an element in pixels, -1 when it does not say.
func size(t *token, key string) int {
	v := strings.TrimSuffix(strings.TrimSpace(t.get(key)), "px")
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// emoji tells pictures that stand for a letter.
func emoji(t *token) bool {
	c := t.get("class")
	if strings.Contains(c, "emoji") || strings.Contains(c, "smiley") {
		return true
	}
	h, wd := size(t, "height"), size(t, "width")
	return h > 0 && h <= 24 && wd <= 24
}

// firstOfSet is the first address of a srcset attribute.
func firstOfSet(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return strings.TrimSuffix(f[0], ",")
}

// first is the first of its arguments that is not blank, trimmed.
func first(ss ...string) string {
	for _, s := range ss {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// line is s as one safe line of at most 500 bytes.
func line(s string) string { return clip(strings.Join(strings.Fields(safe.Line(s)), " "), 500) }

// skips tells the elements that are dropped with all that is in them.
func (w *walker) skips(t *token) bool {
	switch t.tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Noembed, atom.Noframes, atom.Template, atom.Svg, atom.Canvas, atom.Map, atom.Title,
		atom.Button, atom.Select, atom.Textarea, atom.Datalist, atom.Input, atom.Rp, atom.Progress, atom.Meter, atom.Dialog:
		return true
	case atom.Form:
		return w.formIsSmall(t)
	}
	if len(t.attrs) == 0 {
		return false
	}
	if c := t.get("class"); c != "" && shapes(t.tag) && clutter(c) {
		return true
	}
	if c := t.get("class"); t.tag == atom.Span && (strings.Contains(c, "screen-reader") || strings.Contains(c, "sr-only") || strings.Contains(c, "visually-hidden")) {
		return true
	}
	if lineNumber(t) && w.shape().Kind == model.Code {
		return true
	}
	if void(t.tag) || w.showHidden {
		return false
	}
	st := strings.ToLower(strings.ReplaceAll(t.get("style"), " ", ""))
	if t.has("hidden") || strings.Contains(st, "display:none") || strings.Contains(st, "visibility:hidden") {
		w.hidden = true
		return true
	}
	return false
}

// formIsSmall tells a form that is one (a search box, a sign-up), not a page wrapped in one.
func (w *walker) formIsSmall(t *token) bool {
	if t.pair < 0 {
		return false
	}
	n := w.toks[t.pair].from - t.to
	return n <= 4000
}

// clutter tells the class names of what stands around a story: rows of share buttons, lists of related
// stories, sign-up boxes.
func clutter(class string) bool {
	for _, c := range []string{"sharedaddy", "jp-relatedposts", "feedflare", "mc4wp", "addtoany", "addthis", "sharethis", "share-buttons", "social-share",
		"social-icons", "related-posts", "related_posts", "yarpp", "newsletter-signup", "newsletter-form", "subscribe-form", "subscription-widget",
		"wp-block-jetpack-subscriptions", "post-ratings", "code-block-ads", "ad-container", "advertisement", "outbrain", "taboola", "cookie-notice"} {
		if strings.Contains(class, c) {
			return true
		}
	}
	return false
}
