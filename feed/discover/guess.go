package discover

import (
	"net/url"
	"strings"
)

// usual are the places where feeds usually are, the likeliest first.
var usual = []string{"feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feed.json", "feed.atom", "rss/index.xml", "blog/feed", "feeds/posts/default", "index.rdf", "?feed=rss2"}

// makers are the places that the makers of pages use, by what their generator says.
var makers = []struct{ name, place string }{
	{"wordpress", "feed/"}, {"hugo", "index.xml"}, {"ghost", "rss/"}, {"jekyll", "feed.xml"}, {"blogger", "feeds/posts/default"},
	{"drupal", "rss.xml"}, {"joomla", "?format=feed&type=rss"}, {"movable type", "atom.xml"}, {"typepad", "atom.xml"}, {"squarespace", "?format=rss"},
	{"wix", "blog-feed.xml"}, {"webflow", "rss.xml"}, {"gatsby", "rss.xml"}, {"eleventy", "feed.xml"}, {"zola", "atom.xml"}, {"pelican", "feeds/all.atom.xml"},
	{"dotclear", "feed/rss2"}, {"spip", "spip.php?page=backend"}, {"mediawiki", "index.php?title=Special:RecentChanges&feed=atom"}, {"discourse", "latest.rss"},
}

// Guesses are the places where the feed of address may be: in its own folder, then at the top of its site.
func Guesses(address string) []string { return guesses(address, "") }

func guesses(address, generator string) []string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return nil
	}
	u.RawQuery, u.Fragment, u.RawFragment, u.User = "", "", "", nil
	top := *u
	top.Path, top.RawPath = "/", ""
	var out []string
	seen := map[string]bool{}
	add := func(at url.URL, place string) {
		at.Path, at.RawPath = strings.TrimSuffix(at.Path, "/")+"/", ""
		if to, err := at.Parse(place); err == nil && !seen[to.String()] {
			seen[to.String()] = true
			out = append(out, to.String())
		}
	}
	for _, m := range makers {
		if generator != "" && strings.Contains(generator, m.name) {
			add(top, m.place)
		}
	}
	if strings.Trim(u.Path, "/") != "" {
		for _, place := range usual[:2] {
			add(*u, place)
		}
		if last := u.Path[strings.LastIndexByte(strings.TrimSuffix(u.Path, "/"), '/')+1:]; !strings.Contains(last, ".") {
			above := *u // as Mastodon, Discourse, GitLab and Gitea have it: /tags/sea.rss
			above.Path = strings.TrimSuffix(strings.TrimSuffix(u.Path, last), "/")
			add(above, "./"+(&url.URL{Path: strings.Trim(last, "/")}).EscapedPath()+".rss")
		}
		for _, place := range usual[2:4] {
			add(*u, place)
		}
	}
	for _, place := range usual {
		add(top, place)
	}
	return out
}
