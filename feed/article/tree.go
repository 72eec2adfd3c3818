package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of an attribute, "" when it is missing.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// walk visits the elements below n in order; visit says whether to go into one. It uses no stack of calls, so depth costs nothing.
func walk(n *html.Node, visit func(*html.Node) bool) {
	for c := n.FirstChild; c != nil; {
		into := c.Type == html.ElementNode && visit(c) || c.Type == html.DocumentNode
		if into && c.FirstChild != nil {
			c = c.FirstChild
			continue
		}
		for c != nil && c != n && c.NextSibling == nil {
			c = c.Parent
		}
		if c == nil || c == n {
			return
		}
		c = c.NextSibling
	}
}

// find is the first element below n that is what is wanted, nil for none.
func find(n *html.Node, want func(*html.Node) bool) *html.Node {
	var out *html.Node
	walk(n, func(c *html.Node) bool {
		if out == nil && want(c) {
			out = c
		}
		return out == nil
	})
	return out
}

// textOf is the text below n with blanks collapsed, at most limit bytes of it.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	eachText(n, func(s string) bool {
		for _, w := range strings.Fields(s) {
			if b.Len() > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(w)
			if b.Len() > limit {
				return false
			}
		}
		return true
	})
	return b.String()
}

// eachText hands over the texts below n in order until one is refused. Scripts and the like have none.
func eachText(n *html.Node, f func(string) bool) {
	if n.Type == html.TextNode {
		f(n.Data)
		return
	}
	for c := n.FirstChild; c != nil; {
		if c.Type == html.TextNode && !f(c.Data) {
			return
		}
		if c.FirstChild != nil && !silent(c.DataAtom) {
			c = c.FirstChild
			continue
		}
		for c != nil && c != n && c.NextSibling == nil {
			c = c.Parent
		}
		if c == nil || c == n {
			return
		}
		c = c.NextSibling
	}
}

// silent tells the elements whose content is no text to read.
func silent(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Head, atom.Title, atom.Textarea, atom.Select, atom.Option, atom.Iframe, atom.Object, atom.Button, atom.Canvas:
		return true
	}
	return false
}

// weight is how much text stands below an element: all of it, and that which is in links, in letters and digits.
type weight struct{ text, links int }

// weigh counts the text below every element in one pass.
func weigh(root *html.Node) map[*html.Node]weight {
	out := map[*html.Node]weight{}
	var links int // open <a>
	var visit func(n *html.Node) weight
	visit = func(n *html.Node) weight {
		var w weight
		a := n.DataAtom == atom.A
		if a {
			links++
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				k := letters(c.Data)
				w.text += k
				if links > 0 {
					w.links += k
				}
			case c.Type == html.ElementNode && !silent(c.DataAtom):
				cw := visit(c)
				w.text += cw.text
				w.links += cw.links
			}
		}
		if a {
			links--
		}
		out[n] = w
		return w
	}
	visit(root) // the parser keeps the depth below 512
	return out
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

// names are the words of an element's class, id and the like, in lower case: "ArticleBody__promo" is article, body, promo.
func names(n *html.Node) []string {
	var out []string
	for _, k := range []string{"class", "id", "data-component", "data-testid", "data-module", "itemprop", "data-type", "data-component-name"} {
		v := attr(n, k)
		if v == "" {
			continue
		}
		start := 0
		lower := false
		for i, r := range v {
			up := unicode.IsUpper(r)
			if !unicode.IsLetter(r) || up && lower {
				if i > start {
					out = append(out, strings.ToLower(v[start:i]))
				}
				start = i
				if !unicode.IsLetter(r) {
					start = i + len(string(r))
				}
			}
			lower = unicode.IsLower(r)
		}
		if start < len(v) {
			out = append(out, strings.ToLower(v[start:]))
		}
	}
	return out
}
