package discover

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"lede/feed/fetch"
)

func urls(cs []Candidate) []string {
	out := []string{}
	for _, c := range cs {
		out = append(out, c.URL)
	}
	return out
}

func TestWhichLinksOfAPageAreFeeds(t *testing.T) {
	const feed = "https://a.test/feed"
	for link, want := range map[string]bool{
		`rel="alternate" type="application/rss+xml" href="/feed"`:                       true,
		`rel="alternate" type="application/atom+xml" href="/feed"`:                      true,
		`rel="alternate" type="application/feed+json" href="/feed"`:                     true,
		`rel="alternate" type="application/json" href="/feed"`:                          true,
		`REL="AlterNate" TYPE="Application/RSS+XML" HREF="/feed"`:                       true,
		`rel=alternate type=application/rss+xml href=/feed`:                             true,
		`rel="home alternate me" type=" application/rss+xml " href=" /feed "`:           true,
		"rel='\talternate\n' type='application/atom+xml; charset=utf-8' href='/fe\ned'": true,
		`rel="feed" href="/feed"`:                                                       true,
		`rel="Feed" type="" href="/feed"`:                                               true,
		`rel="feed stylesheet" href="/feed"`:                                            true,
		`rel="feed alternate stylesheet" href="/feed"`:                                  true,
		`rel="alternate" href="/feed"`:                                                  true,
		`rel="alternate" type="application/x-atom+xml" href="feed:https://a.test/feed"`: true,
		`rel="alternate" type="application/rss+xml" href="feed#top"`:                    true,

		`rel="alternate stylesheet" type="application/rss+xml" href="/feed"`:          false,
		`rel="alternates" type="application/rss+xml" href="/feed"`:                    false,
		`rel="xalternate" type="application/rss+xml" href="/feed"`:                    false,
		`rel="my-feed" href="/feed"`:                                                  false,
		`rel="alternate,feed" type="application/rss+xml" href="/feed"`:                false,
		`rel="alternate" type="text/xml" href="/feed"`:                                false,
		`rel="alternate" type="application/xml" href="/feed"`:                         false,
		`rel="alternate" type="application/rdf+xml" href="/feed"`:                     false,
		`rel="alternate" type="text/plain" href="/feed"`:                              false,
		`rel="alternate" type="text/html" hreflang="fr" href="/feed"`:                 false,
		`rel="alternate" hreflang="fr" href="/feed"`:                                  false,
		`rel="alternate" media="handheld" href="/feed"`:                               false,
		`rel="alternate" href="/fr/page"`:                                             false,
		`rel="alternate" type="application/json+oembed" href="/feed"`:                 false,
		`rel="alternate" type="application/json" href="/wp-json/wp/v2/p/1"`:           false,
		`rel="stylesheet" type="application/rss+xml" href="/feed"`:                    false,
		`type="application/rss+xml" href="/feed"`:                                     false,
		`rel="alternate" type="application/rss+xml" href=""`:                          false,
		`rel="alternate" type="application/rss+xml"`:                                  false,
		`rel="alternate" type="application/rss+xml" href="android-app://x/feed"`:      false,
		`rel="alternate" type="application/rss+xml" href="javascript:alert(1)"`:       false,
		`rel="alternate" type="application/rss+xml" href="https://eve:x@a.test/feed"`: false,
	} {
		got := urls(Page([]byte("<html><head><link "+link+"></head>"), "https://a.test/page", "text/html"))
		if want && !slices.Equal(got, []string{feed}) || !want && len(got) > 0 {
			t.Errorf("%s: %q", link, got)
		}
	}
}

func TestAPagesFeedsComeInItsOwnOrderThoseOfCommentsLast(t *testing.T) {
	const page = `<!DOCTYPE html><html><head><base href="https://cdn.test/x/"><base href="https://no.test/">
	<link rel="alternate" type="application/rss+xml" title="A &raquo; Comments Feed" href="/comments/feed/">
	<link rel="alternate" type="application/rss+xml" title="All &amp; &#27;[2Jmore" href="all.rss">
	<script>var x = '<link rel="alternate" type="application/rss+xml" href="/script">'</script>
	<!-- <link rel="alternate" type="application/rss+xml" href="/comment"> -->
	<link rel="alternate" type="application/atom+xml" title="Atom" href="//b.test/atom?a=1&amp;b=2">
	<link rel="alternate" type="application/rss+xml" title="again" href="https://cdn.test/x/all.rss">
	</head><body><a href="/rss.xml">RSS</a></body>`
	want := []Candidate{
		{"https://cdn.test/x/all.rss", "All & more", "application/rss+xml", "the page links to it"},
		{"https://b.test/atom?a=1&b=2", "Atom", "application/atom+xml", "the page links to it"},
		{"https://cdn.test/comments/feed/", "A » Comments Feed", "application/rss+xml", "the page links to it"},
	}
	if got := Page([]byte(page), "https://a.test/", "text/html"); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestAPageWithoutFeedLinksMayHaveThemInItsText(t *testing.T) {
	page := `<a href="/about">About</a> <a href="/news/rss.xml">RSS</a> <a href="https://feedly.com/i/subscription/feed">F</a> <a href="/comments/feed">C</a>`
	if got := urls(Page([]byte(page), "https://a.test/", "")); !slices.Equal(got, []string{"https://a.test/news/rss.xml"}) {
		t.Errorf("%q", got)
	}
}

func TestAnAddressThatIsAFeedIsItsOwnAnswer(t *testing.T) {
	for doc, kind := range map[string]string{
		`<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>`:     "application/rss+xml",
		`<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>`:                     "application/atom+xml",
		`{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[]}`:                 "application/feed+json",
		`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel/></rdf:RDF>`: "application/rss+xml",
	} {
		got := Page([]byte(doc), "https://a.test/x", "text/html")
		if len(got) != 1 || got[0].URL != "https://a.test/x" || got[0].Type != kind {
			t.Errorf("%s: %+v", doc, got)
		}
	}
	for _, doc := range []string{"{}", `{"error":"no"}`, "plain text", "", "<opml><body/></opml>"} {
		if got := Page([]byte(doc), "https://a.test/x", ""); len(got) > 0 {
			t.Errorf("%s: %+v", doc, got)
		}
	}
}

func TestAPageOfAChannelLeadsToTheChannelsFeed(t *testing.T) {
	const id = "UCabcdefghijklmnopqrstuv"
	for _, head := range []string{`<meta itemprop="identifier" content="dQw4w9WgXcQ"><meta itemprop="channelId" content="` + id + `"><link rel="canonical" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">`, `<meta itemprop="channelId" content="` + id + `">`, `<meta itemprop="identifier" content="` + id + `">`, `<link rel="canonical" href="https://www.youtube.com/channel/` + id + `">`} {
		got := urls(Page([]byte(head), "https://www.youtube.com/@harbour", "text/html"))
		if !slices.Equal(got, []string{"https://www.youtube.com/feeds/videos.xml?channel_id=" + id}) {
			t.Errorf("%s: %q", head, got)
		}
	}
}

func TestAPageOfSoundCloudLeadsToItsUsersSounds(t *testing.T) {
	const head = `<meta property="al:ios:url" content="soundcloud://users:77"><link rel="canonical" href="https://soundcloud.com/ann">`
	if got := urls(Page([]byte(head), "https://soundcloud.com/ann", "")); !slices.Equal(got, []string{"https://feeds.soundcloud.com/users/soundcloud:users:77/sounds.rss"}) {
		t.Errorf("%q", got)
	}
	if got := Page([]byte(head), "https://a.test/ann", ""); len(got) > 0 {
		t.Errorf("on another site: %q", got)
	}
}

func TestWhatTheAddressAloneTells(t *testing.T) {
	for address, want := range map[string]string{
		"https://www.youtube.com/channel/UC123":                     "https://www.youtube.com/feeds/videos.xml?channel_id=UC123",
		"https://m.youtube.com/channel/UC123/videos?view=0":         "https://www.youtube.com/feeds/videos.xml?channel_id=UC123",
		"http://youtube.com/user/harbour":                           "https://www.youtube.com/feeds/videos.xml?user=harbour",
		"https://www.youtube.com/playlist?list=PL1&si=x":            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
		"https://www.youtube.com/watch?v=abc&list=PL1":              "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
		"https://www.youtube.com/watch?v=abc":                       "",
		"https://www.youtube.com/channel/":                          "",
		"https://www.youtube.com/@harbour":                          "",
		"https://github.com/ann/boat":                               "https://github.com/ann/boat/releases.atom https://github.com/ann/boat/commits.atom https://github.com/ann/boat/tags.atom",
		"https://github.com/ann":                                    "https://github.com/ann.atom",
		"https://github.com/topics/rss":                             "",
		"https://github.com/settings":                               "",
		"https://github.com/ann/boat/releases/tag/v1":               "https://github.com/ann/boat/releases.atom",
		"https://github.com/ann/boat/commits/feature/mast/":         "https://github.com/ann/boat/commits/feature/mast.atom",
		"https://github.com/ann/boat/blob/main/a%20b.md":            "https://github.com/ann/boat/commits/main/a%20b.md.atom",
		"https://gitlab.com/a/b":                                    "https://gitlab.com/a/b/-/releases.atom https://gitlab.com/a/b/-/tags?format=atom https://gitlab.com/a/b.atom",
		"https://gitlab.com/a/b/c/-/commits/main":                   "https://gitlab.com/a/b/c/-/commits/main?format=atom",
		"https://codeberg.org/a/b/releases":                         "https://codeberg.org/a/b/releases.rss",
		"https://www.reddit.com/r/ships":                            "https://www.reddit.com/r/ships/.rss",
		"https://www.reddit.com/r/ships/top/?t=week":                "https://www.reddit.com/r/ships/top/.rss",
		"https://www.reddit.com/r/ships/comments/1a2b/a_grain_ship": "https://www.reddit.com/r/ships/comments/1a2b/a_grain_ship/.rss",
		"https://old.reddit.com/user/ann/submitted":                 "https://old.reddit.com/user/ann/.rss",
		"https://sea.example/@ann":                                  "https://sea.example/@ann.rss",
		"https://sea.example/@ann/109":                              "https://sea.example/@ann.rss",
		"https://www.tiktok.com/@ann":                               "",
		"https://medium.com/@ann":                                   "https://medium.com/feed/@ann",
		"https://medium.com/@ann/a-story-1a2b":                      "https://medium.com/feed/@ann",
		"https://medium.com/boats/a-story":                          "https://medium.com/feed/boats",
		"https://medium.com/tag/sea":                                "https://medium.com/feed/tag/sea",
		"https://ann.medium.com/a-story":                            "https://ann.medium.com/feed",
		"https://harbour.substack.com/p/grain":                      "https://harbour.substack.com/feed",
		"https://substack.com/@Harbour":                             "https://harbour.substack.com/feed",
		"https://harbour.blogspot.com/2026/11/grain.html":           "https://harbour.blogspot.com/feeds/posts/default",
		"https://harbour.wordpress.com":                             "https://harbour.wordpress.com/feed/",
		"https://harbour.tumblr.com/post/1":                         "https://harbour.tumblr.com/rss",
		"https://www.tumblr.com/harbour":                            "https://harbour.tumblr.com/rss",
		"https://bsky.app/profile/ann.test":                         "https://bsky.app/profile/ann.test/rss",
		"https://vimeo.com/ann":                                     "https://vimeo.com/ann/videos/rss",
		"https://stackoverflow.com/questions/tagged/c%2B%2B":        "https://stackoverflow.com/feeds/tag/c%2B%2B",
		"https://sea.stackexchange.com/questions/7/why":             "https://sea.stackexchange.com/feeds/question/7",
		"https://pypi.org/project/boat/#history":                    "https://pypi.org/rss/project/boat/releases.xml",
		"https://en.wikipedia.org/wiki/Grain_(ship)":                "https://en.wikipedia.org/w/index.php?title=Grain_%28ship%29&action=history&feed=atom",
		"https://news.google.com/search?q=grain%20ship&hl=en":       "https://news.google.com/rss/search?q=grain+ship",
		"https://www.bbc.co.uk/news":                                "https://feeds.bbci.co.uk/news/rss.xml",
		"https://www.bbc.com/news/science_and_environment":          "https://feeds.bbci.co.uk/news/science_and_environment/rss.xml",
		"https://www.bbc.co.uk/news/articles/c1x":                   "",
		"https://www.theguardian.com/world":                         "https://www.theguardian.com/world/rss",
		"https://github.com/ann/boat/issues?q=mast":                 "https://github.com/ann/boat/releases.atom https://github.com/ann/boat/commits.atom",
		"https://github.com/ann/boat/discussions/7":                 "https://github.com/ann/boat/discussions.atom",
		"https://codeberg.org/a/b/src/branch/main/c.go":             "https://codeberg.org/a/b/rss/branch/main",
		"https://gitea.com/a/b":                                     "https://gitea.com/a/b/releases.rss https://gitea.com/a/b.rss",
		"https://www.reddit.com/search/?q=grain+ship":               "https://www.reddit.com/search.rss?q=grain+ship",
		"https://www.reddit.com/r/sea/search?q=a%26b":               "https://www.reddit.com/r/sea/search.rss?q=a%26b&restrict_sr=on",
		"https://www.reddit.com/r/sea/new":                          "https://www.reddit.com/r/sea/new/.rss",
		"https://www.reddit.com/r/sea/wiki":                         "",
		"https://lemmy.world/c/sea@beehaw.org":                      "https://lemmy.world/feeds/c/sea@beehaw.org.xml?sort=New",
		"https://mastodon.social/tags/sea":                          "https://mastodon.social/tags/sea.rss",
		"https://askubuntu.com/questions/7/why-not":                 "https://askubuntu.com/feeds/question/7",
		"https://stackoverflow.com":                                 "https://stackoverflow.com/feeds",
		"https://harbour.wordpress.com/category/grain/":             "https://harbour.wordpress.com/category/grain/feed/ https://harbour.wordpress.com/feed/",
		"https://harbour.blogspot.com/search/label/Grain%20ship":    "https://harbour.blogspot.com/feeds/posts/default/-/Grain%20ship https://harbour.blogspot.com/feeds/posts/default",
		"https://harbour.tumblr.com/tagged/grain":                   "https://harbour.tumblr.com/tagged/grain/rss https://harbour.tumblr.com/rss",
		"https://medium.com/boats/tagged/grain":                     "https://medium.com/feed/boats/tagged/grain https://medium.com/feed/boats",
		"https://tracker.debian.org/pkg/lede":                       "https://tracker.debian.org/pkg/lede/rss",
		"https://www.buzzsprout.com/77/9-grain":                     "https://feeds.buzzsprout.com/77.rss",
		"https://www.spiegel.de/wissenschaft/":                      "https://www.spiegel.de/wissenschaft/index.rss",
		"https://www.npmjs.com/package/boat":                        "",
		"https://harbour.test/feed":                                 "",
		"ftp://github.com/ann/boat":                                 "",
		"github.com/ann/boat":                                       "",
		"https://github.com.evil.test/ann/boat":                     "",
		"https://evilgithub.com/ann/boat":                           "",
	} {
		if got := strings.Join(urls(ByAddress(address)), " "); got != want {
			t.Errorf("%s\n got %s\nwant %s", address, got, want)
		}
	}
}

func TestTheTableOfSitesIsWhole(t *testing.T) {
	if len(sites()) < 100 {
		t.Fatalf("only %d lines are read", len(sites()))
	}
	for _, s := range sites() {
		if types[s.form] == "" || !strings.HasPrefix(s.feed, "https://") {
			t.Errorf("%+v", s)
		}
		vars := strings.Join(s.host, " ") + " " + strings.Join(s.path, " ") + " {" + s.arg + "}"
		for _, text := range []string{s.feed, s.title} {
			for _, piece := range strings.Split(text, "{")[1:] {
				if name, _, _ := strings.Cut(piece, "}"); !strings.Contains(vars, "{"+name) {
					t.Errorf("%s: nothing gives {%s}", s.feed, name)
				}
			}
		}
	}
}

// pages answers for addresses, as a network would.
type pages map[string]string

func (p pages) Get(_ context.Context, r fetch.Request) (*fetch.Response, error) {
	body, ok := p[r.URL]
	if !ok {
		return nil, fmt.Errorf("%s: 404 not found", r.URL)
	}
	if to, ok := strings.CutPrefix(body, "moved "); ok {
		return &fetch.Response{Status: fetch.Fresh, URL: to, Moved: to, Body: []byte(p[to])}, nil
	}
	return &fetch.Response{Status: fetch.Fresh, URL: r.URL, Body: []byte(body)}, nil
}

const rss = `<rss version="2.0"><channel><title>Harbour &amp; sea</title><item><title>x</title></item></channel></rss>`

func TestAnyAddressOrDomainFindsItsFeedAndSaysHow(t *testing.T) {
	web := pages{
		"https://a.test":                                       `<link rel="alternate" type="application/rss+xml" title="A" href="/f">`,
		"http://old.test/news":                                 `<link rel="feed" href="f">`,
		"https://feed.test/f":                                  rss,
		"https://gone.test/f":                                  "moved https://feed.test/f",
		"https://guess.test/blog":                              "<p>hello",
		"https://guess.test/feed":                              "<p>not here",
		"https://guess.test/rss.xml":                           rss,
		"https://made.test/":                                   `<meta name="generator" content="Hugo 0.150">`,
		"https://made.test/index.xml":                          rss,
		"https://hop.test/":                                    `<meta http-equiv="Refresh" content="0; URL='/en/'">`,
		"https://hop.test/en/":                                 `<link rel="feed" href="f">`,
		"https://none.test/":                                   "<p>nothing",
		"https://forum.test/c/sea":                             "<p>a page made by a script",
		"https://forum.test/c/sea.rss":                         rss,
		"https://map.test/news.xml":                            `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://map.test/1</loc><news:news><news:title>A</news:title></news:news></url></urlset>`,
		"https://map.test/all.xml":                             `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://map.test/1</loc></url></urlset>`,
		"https://api.test/news":                                `{"articles":[{"title":"A","url":"/1","publishedAt":"2026-11-01"}]}`,
		"https://api.test/none":                                `{"articles":[]}`,
		"https://github.com/ann/boat":                          "<p>boat",
		"https://itunes.apple.com/lookup?entity=podcast&id=77": `{"results":[{"feedUrl":"https://pod.test/rss","collectionName":"Pod"}]}`,
	}
	for typed, want := range map[string]string{
		"a.test":                                 "https://a.test/f|A|the page links to it",
		"  https://a.test ":                      "https://a.test/f|A|the page links to it",
		"old.test/news":                          "http://old.test/f||the page links to it",
		"feed.test/f":                            "https://feed.test/f|Harbour & sea|the address is a feed",
		"gone.test/f":                            "https://feed.test/f|Harbour & sea|the address leads to a feed",
		"guess.test/blog":                        "https://guess.test/rss.xml|Harbour & sea|found in a usual place",
		"https://made.test/":                     "https://made.test/index.xml|Harbour & sea|found in a usual place",
		"https://hop.test/":                      "https://hop.test/en/f||the page links to it",
		"github.com/ann/boat":                    "https://github.com/ann/boat/releases.atom|Releases of boat|as github.com has it",
		"https://www.reddit.com/r/sea":           "https://www.reddit.com/r/sea/.rss|r/sea|as www.reddit.com has it", // although the page answers nobody
		"podcasts.apple.com/us/podcast/a-b/id77": "https://pod.test/rss|Pod|as Apple's directory has it",
		"https://overcast.fm/itunes77":           "https://pod.test/rss|Pod|as Apple's directory has it",
		"https://overcast.fm/itunes77-pod":       "https://pod.test/rss|Pod|as Apple's directory has it",
		"https://pca.st/itunes/77":               "https://pod.test/rss|Pod|as Apple's directory has it",
		"forum.test/c/sea":                       "https://forum.test/c/sea.rss|Harbour & sea|found in a usual place",
		"map.test/news.xml":                      "https://map.test/news.xml||the address is a feed",
		"api.test/news":                          "https://api.test/news||the address is a feed",
	} {
		got, err := Find(t.Context(), web, typed)
		if err != nil || len(got) == 0 || got[0].URL+"|"+got[0].Title+"|"+got[0].Why != want {
			t.Errorf("%s: %+v, %v", typed, got, err)
		}
	}
	for _, bare := range []string{"https://api.test/none", "https://map.test/all.xml"} {
		if got, err := Find(t.Context(), web, bare); err == nil {
			t.Errorf("%s has no stories: %+v", bare, got)
		}
	}
	if _, err := Find(t.Context(), web, "https://none.test/"); !errors.Is(err, ErrNone) {
		t.Errorf("a page without: %v", err)
	}
	for _, bad := range []string{"", "two words", "http://", "javascript:alert(1)", "mailto:a@b.test", "/etc/passwd", "exec:ls", "https://ann:secret@/"} {
		if got, err := Find(t.Context(), web, bad); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: %+v, %v", bad, got, err)
		}
	}
}

func TestFindAsksTheNetworkThroughTheClient(t *testing.T) {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<html><body>hello") })
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, rss) })
	c, address := loopback(t, mux)
	got, err := Find(t.Context(), c, strings.TrimPrefix(address, "http://")) // https is asked first, and refused
	if err != nil || len(got) != 1 || got[0].URL != address+"/feed" {
		t.Fatalf("%+v, %v", got, err)
	}
}

func FuzzDiscover(f *testing.F) {
	f.Add("https://a.test/", `<base href="x:"><link rel="alternate" type="application/rss+xml" href="/feed">`)
	f.Add("https://www.youtube.com/@a", `<meta itemprop="channelId" content="UCabcdefghijklmnopqrstuv"><meta http-equiv=refresh content="0;url='//b'">`)
	f.Add("https://gitlab.com/a/%2e%2e/-/commits/b?format={x}", `<a href="feed:?feed=1">`)
	f.Add("https://substack.com/@evil.test%2f", "<link rel=feed href='http://[::1'>")
	f.Add("https://%7B.tumblr.com/{", "\x00<link/rel=feed/href=x")
	f.Fuzz(func(t *testing.T, address, page string) {
		got := append(Inspect([]byte(page), address, "").Feeds, ByAddress(address)...)
		for _, g := range Guesses(address) {
			got = append(got, Candidate{URL: g})
		}
		for _, c := range got {
			if c.URL == address {
				continue // the page was a feed
			}
			u, err := url.Parse(c.URL)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsAny(c.URL, " \n\x1b") || strings.ContainsAny(c.Title, "\n\x1b") {
				t.Errorf("%+v: %v", c, err)
			}
		}
	})
}
