package clean

import (
	"net/url"
	"strings"
)

// Link is an address without what only tells on the reader: campaign and click parameters go, and of the
// redirectors that name their goal in the address only the goal is left. An address of another scheme
// comes back as it is. Parameters keep their order and their spelling.
func Link(u string) string {
	for range 3 {
		goal := unwrap(u)
		if goal == "" {
			break
		}
		u = goal
	}
	if strings.IndexByte(u, '?') < 0 && strings.IndexByte(u, '#') < 0 {
		return u
	}
	q := strings.IndexByte(u, '?')
	h := strings.IndexByte(u, '#')
	if h >= 0 && q > h {
		q = -1
	}
	frag := ""
	if h >= 0 {
		if f := u[h+1:]; !trackingFragment(f) {
			frag = u[h:]
		}
		u = u[:h]
	}
	if q < 0 || !strings.HasPrefix(u, "http") {
		return u + frag
	}
	path, query := u[:q], u[q+1:]
	var b strings.Builder
	for _, p := range strings.Split(query, "&") {
		if p == "" || tracking(p) {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(p)
	}
	if b.Len() == 0 {
		return path + frag
	}
	return path + "?" + b.String() + frag
}

// tracking tells a parameter of a query that says where the click came from, not what is asked for.
func tracking(param string) bool {
	key, val, _ := strings.Cut(param, "=")
	key = strings.ToLower(key)
	for _, p := range []string{"utm_", "utm-", "mtm_", "pk_", "piwik_", "hsa_", "at_campaign", "at_medium", "at_custom", "at_link", "at_ptr", "at_format", "at_bbc",
		"oly_", "vero_", "_hs", "mkt_", "mc_", "trk_", "xtor", "wt.mc", "wt_mc", "guce_", "itm_", "stm_", "__twitter", "_openstat", "ns_mchannel", "ns_source", "ns_campaign", "ns_linkname", "ns_fee"} {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	switch key {
	case "fbclid", "gclid", "gclsrc", "dclid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "wbraid", "gbraid", "li_fat_id", "rb_clickid", "s_cid", "cmpid",
		"ocid", "ncid", "sr_share", "smid", "smtyp", "ftag", "mbid", "cmp", "taid", "feedtype", "feedname",
		"ref_src", "ref_url", "spm", "_ga", "_gl", "intcmp", "icid", "soc_src", "soc_trk", "ito", "ns_mail_uid", "vgo_ee":
		return true
	case "ref", "source", "src", "from", "via", "via_source", "partner", "mod", "campaign", "cid", "rss", "ns":
		switch v := strings.ToLower(val); {
		case v == "rss", v == "feed", v == "atom", v == "twitter", v == "facebook", v == "newsletter", v == "email", v == "homepage", v == "share",
			strings.HasPrefix(v, "rss"), strings.HasSuffix(v, "_rss"), strings.HasSuffix(v, "-rss"), strings.HasPrefix(v, "feed"), key == "rss" && v == "1":
			return true
		}
	}
	return false
}

// trackingFragment tells a fragment that only says where the click came from.
func trackingFragment(f string) bool {
	f = strings.ToLower(f)
	return strings.HasPrefix(f, "utm_") || strings.HasPrefix(f, "xtor=") || strings.HasPrefix(f, "ref=rss") || strings.HasPrefix(f, "intcid=") || f == "rss"
}

// unwrap is the goal that a redirector's address carries, "" when u is none.
func unwrap(u string) string {
	rest, ok := strings.CutPrefix(u, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(u, "http://"); !ok {
			return ""
		}
	}
	host, path, _ := strings.Cut(rest, "/")
	host = strings.ToLower(host)
	if g := goalInPath(host, path); g != "" {
		return g
	}
	key := ""
	switch {
	case strings.HasPrefix(host, "www.google.") && strings.HasPrefix(path, "url?"):
		key = "q url"
	case strings.HasSuffix(host, "facebook.com") && strings.HasPrefix(path, "l.php"):
		key = "u"
	case host == "l.instagram.com" || host == "lm.facebook.com":
		key = "u"
	case host == "out.reddit.com" || host == "www.youtube.com" && strings.HasPrefix(path, "redirect"):
		key = "url q"
	case host == "news.google.com" && strings.Contains(path, "url="), host == "www.bing.com" && strings.HasPrefix(path, "news/apiclick"):
		key = "url"
	case strings.HasSuffix(host, "safelinks.protection.outlook.com"):
		key = "url"
	case host == "t.umblr.com", host == "href.li", host == "slack-redir.net", host == "steamcommunity.com" && strings.HasPrefix(path, "linkfilter"):
		key = "z url u"
	case host == "go.redirectingat.com", host == "go.skimresources.com", host == "click.linksynergy.com":
		key = "url murl"
	default:
		return ""
	}
	_, query, ok := strings.Cut(u, "?")
	if !ok {
		return ""
	}
	if host == "href.li" && strings.HasPrefix(query, "http") {
		return query
	}
	vals, err := url.ParseQuery(query)
	if err != nil {
		return ""
	}
	for _, k := range strings.Fields(key) {
		if g := vals.Get(k); strings.HasPrefix(g, "http://") || strings.HasPrefix(g, "https://") {
			return g
		}
	}
	return ""
}

// goalInPath knows the redirectors that carry their goal in the path: rss feeds of Yahoo, and archives are none.
func goalInPath(host, path string) string {
	if strings.HasSuffix(host, "yahoo.com") {
		if _, goal, ok := strings.Cut(path, "/*http"); ok && (strings.HasPrefix(goal, "://") || strings.HasPrefix(goal, "s://") || strings.HasPrefix(goal, "%3A//") || strings.HasPrefix(goal, "s%3A//")) {
			g, err := url.PathUnescape("http" + goal)
			if err == nil {
				return g
			}
		}
	}
	return ""
}

// tracker tells the addresses of pictures that count readers, and of buttons that share.
func tracker(u string) bool {
	_, rest, _ := strings.Cut(u, "://")
	host, path, _ := strings.Cut(rest, "/")
	host, path = strings.ToLower(host), strings.ToLower(path)
	for _, h := range []string{"feedsportal.com", "pixel.wp.com", "stats.wordpress.com", "doubleclick.net", "google-analytics.com", "scorecardresearch.com",
		"quantserve.com", "feedblitz.com", "pheedo.com", "feedads", "chartbeat.com", "adservice.google", "pixel.quantserve", "analytics.", "counter.", "pixel.", "googlesyndication.com", "statcounter.com",
		"mixpanel.com", "list-manage.com", "rss.buysellads.com", "api.follow.it", "addtoany.com"} {
		if strings.Contains(host, h) {
			return true
		}
	}
	switch {
	case strings.HasPrefix(host, "feeds.feedburner.com") || strings.HasPrefix(host, "feeds2.feedburner.com") || strings.Contains(host, "feedproxy"):
		return strings.HasPrefix(path, "~r/") || strings.HasPrefix(path, "~ff/") || strings.HasPrefix(path, "~a/") || strings.HasPrefix(path, "~4/")
	case strings.HasPrefix(host, "feeds.wordpress.com"), strings.Contains(host, "feeds.feedblitz"):
		return true
	}
	file := path[strings.LastIndexByte(path, '/')+1:]
	file, _, _ = strings.Cut(file, "?")
	switch file {
	case "pixel.gif", "pixel.png", "spacer.gif", "blank.gif", "clear.gif", "transparent.gif", "1x1.gif", "1x1.png", "b.gif", "mf.gif", "tracker.gif", "beacon.gif", "count.gif", "track.gif":
		return true
	}
	return strings.Contains(path, "tracking/rss-pixel") || strings.HasPrefix(path, "tracking/") && strings.HasSuffix(file, "pixel.png")
}
