package format

import (
	"bytes"
	"strings"
)

// space is a namespace that means something to a reader.
type space uint8

const (
	spaceOther       space = iota
	spaceCore              // RSS and Atom in all their versions, and names without a namespace
	spaceDC                // Dublin Core elements and terms
	spaceContent           // content:encoded
	spaceMedia             // Media RSS
	spaceItunes            // Apple's, and Google Play's and Spotify's alike
	spaceGeo               // GeoRSS, W3C geo, GML
	spaceSlash             // slash:comments
	spaceWFW               // wfw:comment
	spaceThread            // RFC 4685
	spaceFeedBurner        // feedburner:origLink
	spaceSyndication       // sy:updatePeriod
	spaceRDF
	spaceXHTML
	spaceAdmin  // admin:generatorAgent
	spaceNews   // news sitemaps
	spaceImage  // image sitemaps
	spaceXML    // xml:base, xml:lang
	spaceMarkup // SVG, MathML: kept inside of texts
)

// spaceOf finds a namespace by its address. Letter case, a last slash and http against https are not
// looked at: publishers get them wrong.
func spaceOf(uri string) space {
	u := strings.ToLower(strings.TrimSpace(uri))
	u = strings.TrimPrefix(strings.TrimPrefix(u, "https://"), "http://")
	u = strings.TrimPrefix(u, "www.")
	u = strings.TrimRight(u, "/#")
	switch u {
	case "", "w3.org/2005/atom", "purl.org/atom/ns", "purl.org/rss/1.0", "my.netscape.com/rdf/simple/0.9", "channel.netscape.com/rdf/simple/0.9",
		"backend.userland.com/rss", "backend.userland.com/rss2", "backend.userland.com/rss091", "backend.userland.com/rss092",
		"blogs.law.harvard.edu/tech/rss", "cyber.law.harvard.edu/rss/rss.html", "purl.org/echo", "purl.org/pie", "example.com/necho",
		"example.com/newformat", "uri/of/echo/namespace", "purl.org/rss/1.0/modules/rss091", "purl.org/net/rss1.1", "purl.org/rss/2.0",
		"sitemaps.org/schemas/sitemap/0.9", "google.com/schemas/sitemap/0.84", "google.com/schemas/sitemap/0.9":
		return spaceCore
	case "purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0", "purl.org/dc/terms", "dublincore.org/documents/dcmi-namespace",
		"purl.org/metadata/dublin_core":
		return spaceDC
	case "purl.org/rss/1.0/modules/content":
		return spaceContent
	case "search.yahoo.com/mrss", "video.search.yahoo.com/mrss", "search.yahoo.com/mrss/1.0", "tools.search.yahoo.com/mrss", "api.twitter.com/mrss":
		return spaceMedia
	case "itunes.com/dtds/podcast-1.0.dtd", "itunes.com/dtds/podcast-1.0", "example.com/dtds/podcast-1.0.dtd",
		"google.com/schemas/play-podcasts/1.0", "google.com/schemas/play-podcasts/1.0/play-podcasts.xsd", "spotify.com/ns/rss":
		return spaceItunes
	case "georss.org/georss", "georss.org/georss/10", "w3.org/2003/01/geo/wgs84_pos", "opengis.net/gml":
		return spaceGeo
	case "purl.org/rss/1.0/modules/slash":
		return spaceSlash
	case "wellformedweb.org/commentapi":
		return spaceWFW
	case "purl.org/syndication/thread/1.0":
		return spaceThread
	case "rssnamespace.org/feedburner/ext/1.0":
		return spaceFeedBurner
	case "purl.org/rss/1.0/modules/syndication":
		return spaceSyndication
	case "w3.org/1999/02/22-rdf-syntax-ns":
		return spaceRDF
	case "w3.org/1999/xhtml", "w3.org/xhtml", "w3.org/tr/xhtml1":
		return spaceXHTML
	case "webns.net/mvcb":
		return spaceAdmin
	case "google.com/schemas/sitemap-news/0.9":
		return spaceNews
	case "google.com/schemas/sitemap-image/1.1":
		return spaceImage
	case "w3.org/xml/1998/namespace":
		return spaceXML
	case "w3.org/2000/svg", "w3.org/1998/math/mathml":
		return spaceMarkup
	}
	return spaceOther
}

// spaceByPrefix is what a prefix usually stands for, where it was never bound.
func spaceByPrefix(prefix string) space {
	switch prefix {
	case "", "rss", "atom", "atom10", "a10":
		return spaceCore
	case "dc", "dcterms", "dct":
		return spaceDC
	case "content":
		return spaceContent
	case "media", "mrss":
		return spaceMedia
	case "itunes", "googleplay":
		return spaceItunes
	case "georss", "geo", "gml":
		return spaceGeo
	case "slash":
		return spaceSlash
	case "wfw":
		return spaceWFW
	case "thr", "thread":
		return spaceThread
	case "feedburner":
		return spaceFeedBurner
	case "sy", "syn":
		return spaceSyndication
	case "rdf":
		return spaceRDF
	case "xhtml", "xh", "html":
		return spaceXHTML
	case "admin":
		return spaceAdmin
	case "news":
		return spaceNews
	case "image":
		return spaceImage
	case "xml":
		return spaceXML
	case "svg", "math", "mml", "m":
		return spaceMarkup
	}
	return spaceOther
}

// binding is one xmlns declaration.
type binding struct {
	prefix string
	space  space
}

// maxBindings bounds the declarations that hold at one place; each is looked at for every element.
const maxBindings = 128

// bind reads the xmlns attributes of a start tag. The namespace of the root element is the core, however
// it is called: feeds of unknown namespaces are read by their names.
func (x *xmlState) bind(attrs []byte, root bool, rootPrefix string) {
	for {
		n, v, rest, ok := nextAttr(attrs)
		if !ok {
			return
		}
		attrs = rest
		if len(n) < 5 || string(n[:5]) != "xmlns" || len(x.bindings) >= maxBindings {
			continue
		}
		prefix := ""
		if len(n) > 5 {
			if n[5] != ':' {
				continue
			}
			prefix = string(n[6:])
		}
		s := spaceOf(decodeAttr(v))
		if root && prefix == rootPrefix && s != spaceRDF {
			s = spaceCore
		}
		x.bindings = append(x.bindings, binding{prefix, s})
	}
}

// spaceFor is the namespace of a prefix where the reader stands.
func (x *xmlState) spaceFor(prefix []byte) space {
	for i := len(x.bindings) - 1; i >= 0; i-- {
		if x.bindings[i].prefix == string(prefix) {
			return x.bindings[i].space
		}
	}
	var buf [32]byte
	return spaceByPrefix(string(lower(&buf, prefix)))
}

func splitName(name []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return nil, name
}
