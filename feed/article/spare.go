package article

import (
	"encoding/json"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"lede/feed/clean"
	"lede/model"
)

// anything is what can be read of a page on which no article was found: what it shows to browsers without scripts, what
// its scripts make it of, what it says for machines, its main part, its summary, and at last all that is on it.
func (r *reader) anything(a, b found, h clean.Hints) found {
	best := found{}
	for _, f := range []found{r.withoutScripts(h), r.state(h), r.given()} {
		if n := len(f.body.Text()); n >= fewBytes && n > len(best.body.Text()) {
			best = f
		}
	}
	if len(best.body.Text()) > 0 {
		return best
	}
	if f := r.mainPart(h); strings.TrimSpace(f.body.Text()) != "" {
		return f
	}
	if s := r.meta.tags["og:description"]; len(s) >= 40 {
		body, told, _ := clean.Plain(s)
		told.Truncated = true
		return found{"summary", body, told}
	}
	for _, f := range []found{a, b} {
		if len(f.body.Text()) > len(best.body.Text()) {
			best = f
		}
	}
	if len(best.body.Text()) > 0 {
		return best
	}
	body, told := clean.HTML(r.src, r.address)
	return found{"all", body, told}
}

// given is the text that the page gives for machines.
func (r *reader) given() found {
	if strings.Contains(r.meta.text, "<") {
		body, told := clean.HTML(r.meta.text, r.address)
		return found{"ld+json", body, told}
	}
	body, told, _ := clean.Plain(r.meta.text)
	return found{"ld+json", body, told}
}

// mainPart is what the page calls its main part, or all of it, without what stands around it.
func (r *reader) mainPart(h clean.Hints) found {
	n := find(r.doc, func(c *html.Node) bool {
		return c.DataAtom == atom.Article || c.DataAtom == atom.Main || attr(c, "role") == "main"
	})
	if n == nil {
		n = r.doc
	}
	n = clone(n)
	var gone []*html.Node
	walk(n, func(c *html.Node) bool {
		switch c.DataAtom {
		case atom.Head, atom.Nav, atom.Footer, atom.Aside, atom.Form, atom.Dialog, atom.Script, atom.Style, atom.Noscript:
			gone = append(gone, c)
			return false
		}
		return true
	})
	for _, c := range gone {
		c.Parent.RemoveChild(c)
	}
	return r.clean("main", n, h)
}

// withoutScripts is the fullest of what the page has for browsers without scripts.
func (r *reader) withoutScripts(h clean.Hints) found {
	src := ""
	walk(r.doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Noscript && n.FirstChild != nil && n.FirstChild.Type == html.TextNode && len(n.FirstChild.Data) > len(src) {
			src = n.FirstChild.Data
		}
		return true
	})
	if src == "" {
		return found{}
	}
	body, told := clean.Page(src, h)
	return found{"noscript", body, told}
}

// state is the article in the data of which a page's scripts make it: the longest text in markup, or the list with the
// most sentences in it.
func (r *reader) state(h clean.Hints) found {
	var s stateText
	walk(r.doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Script && n.FirstChild != nil && strings.Contains(strings.ToLower(attr(n, "type")), "json") && !strings.Contains(attr(n, "type"), "ld+json") {
			var v any
			if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
				s.value(v, 0)
			}
		}
		return true
	})
	if s.markup != "" && len(s.markup) > len(s.list) {
		body, told := clean.Page(s.markup, h)
		return found{"script", body, told}
	}
	body, told, _ := clean.Plain(s.list)
	return found{"script", body, told}
}

// stateText collects texts from a page's data.
type stateText struct{ markup, list string }

// maxState bounds how deep data is gone through.
const maxState = 24

// value goes through data, and gives the sentences that stand in it.
func (s *stateText) value(v any, depth int) (sentences []string) {
	if depth > maxState {
		return nil
	}
	switch v := v.(type) {
	case string:
		if strings.Count(v, "<p") > 1 && strings.Count(v, "</p>") > 1 && len(v) > len(s.markup) {
			s.markup = v
		}
		if t := strings.TrimSpace(v); len(t) >= 60 && strings.Count(t, " ") > 6 && strings.ContainsAny(t[len(t)-4:], ".!?…”\"") && !strings.ContainsAny(t, "<{") {
			return []string{t}
		}
	case map[string]any:
		for _, x := range v { // which comes first is of no account: only lists are taken
			sentences = append(sentences, s.value(x, depth+1)...)
		}
		if len(sentences) > 1 {
			return nil // an object of several texts is no paragraph
		}
	case []any:
		for _, x := range v {
			sentences = append(sentences, s.value(x, depth+1)...)
		}
		if all := strings.Join(sentences, "\n\n"); len(sentences) > 2 && len(all) > len(s.list) {
			s.list = all
		}
	}
	return sentences
}

// menu tells a text that is mostly links and has no sentence in it.
func menu(b model.Body) bool {
	links, sentences := 0, false
	b.Walk(func(bl *model.Block) {
		for _, r := range bl.Runs {
			if r.Href != "" {
				links += r.Span.Len()
			}
		}
		sentences = sentences || len(bl.Kids) == 0 && prose(bl.Span.In(b.Text()), bl)
	})
	return !sentences && links*10 > len(b.Text())*6
}
