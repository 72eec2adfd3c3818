package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prepare opens what a page keeps folded up, and takes out boxes that stand on any page: its footer, advertisements and
// menus of AMP, and requests for consent by the names of the programs that make them.
func prepare(doc *html.Node) {
	var gone []*html.Node
	walk(doc, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.Template && (attr(n, "shadowrootmode") != "" || attr(n, "shadowroot") != ""):
			n.Data, n.DataAtom = "div", atom.Div // a shadow tree that is written in the page is shown
		case besideAMP(n.Data), asksConsent(n), n.DataAtom == atom.Footer && ofPage(n):
			gone = append(gone, n)
			return false
		}
		return true
	})
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

// ofPage tells the footer of a page from that of an article, which may hold notes and names.
func ofPage(footer *html.Node) bool {
	for n := footer.Parent; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Article, atom.Main, atom.Section, atom.Blockquote, atom.Figure:
			return false
		}
	}
	return find(footer, func(c *html.Node) bool { return c.DataAtom == atom.Article || c.DataAtom == atom.H1 }) == nil
}

func besideAMP(name string) bool {
	switch name {
	case "amp-ad", "amp-embed", "amp-auto-ads", "amp-sticky-ad", "amp-list", "amp-sidebar", "amp-consent", "amp-analytics", "amp-social-share", "amp-user-notification", "amp-next-page":
		return true
	}
	return false
}

// consentMakers begin the ids and classes of boxes that ask for consent.
var consentMakers = []string{"onetrust", "cybotcookiebot", "didomi", "usercentrics", "truste", "qc-cmp", "sp_message_container", "cookie-banner", "cookiebanner",
	"cookie-consent", "cookieconsent", "cookie-notice", "cookie-law", "gdpr-banner", "gdpr-consent", "cc-window", "cmplz", "borlabs", "iubenda-cs"}

// asksConsent tells a box that asks for consent. Pages carry the same names on their outermost elements, as a sign of
// the state that they are in.
func asksConsent(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.Section, atom.Aside, atom.Dialog:
	default:
		return false
	}
	for _, name := range append(strings.Fields(attr(n, "class")), attr(n, "id")) {
		name = strings.ToLower(name)
		for _, m := range consentMakers {
			if strings.HasPrefix(name, m) && find(n, func(c *html.Node) bool {
				return c.DataAtom == atom.Article || c.DataAtom == atom.Main || c.DataAtom == atom.H1
			}) == nil {
				return true
			}
		}
	}
	return false
}
