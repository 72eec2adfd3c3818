package clean

import "strings"

// discussion tells the lines that aggregators add: addresses of the article and of its discussion, points,
// who submitted it. The discussion's address is kept.
func (c *cutter) discussion(d *draft, s, low string) bool {
	switch {
	case strings.HasPrefix(low, "comments url:"):
		if h := d.lastHref(); h != "" {
			c.f.Comments = h
		} else if _, u, ok := strings.Cut(s, ": "); ok && startsAny(u, "http://", "https://") {
			c.f.Comments = (&linker{}).resolve(u)
		}
		return true
	case startsAny(low, "article url:", "points:", "# comments:"):
		return wordCount(low) <= 12 && (len(low) < 12 || strings.ContainsAny(low, "0123456789/"))
	case strings.HasPrefix(low, "submitted by") && (strings.Contains(low, "[link]") || strings.Contains(low, "/u/")):
		if _, who, ok := strings.Cut(s, "/u/"); ok && c.f.Byline == "" {
			if f := strings.Fields(who); len(f) > 0 {
				c.f.Byline = "/u/" + f[0]
			}
		}
		if h := d.lastHref(); strings.Contains(low, "[comments") && h != "" {
			c.f.Comments = h
		}
		return true
	case low == "comments" && d.allLink():
		c.f.Comments = d.lastHref()
		return true
	case low == "link] [comments", low == "comments]", low == "link" && d.allLink():
		return true
	}
	return false
}

// lastHref is where the last link of a leaf leads.
func (d *draft) lastHref() string {
	for i := len(d.pieces) - 1; i >= 0; i-- {
		if d.pieces[i].href != "" {
			return d.pieces[i].href
		}
	}
	return ""
}

// reporting tells the credits that agencies put under a story, and keeps who wrote it and for whom.
func (c *cutter) reporting(s, low string) bool {
	switch {
	case startsAny(low, "reporting by ", "additional reporting by ", "editing by ", "writing by ", "reporting and writing by ", "compiled by ", "report by "):
		if !inBrackets(s) && !hasAny(low, "editing by", "writing by", ";", "additional reporting") && wordCount(low) > 12 {
			return false
		}
		if names, ok := strings.CutPrefix(strings.TrimLeft(s, "( "), "Reporting by "); ok && c.f.Byline == "" {
			names, _, _ = strings.Cut(names, ";")
			names, _, _ = strings.Cut(names, " in ")
			c.f.Byline = quietNames(strings.TrimRight(names, " .)"))
		}
		return true
	case startsAny(low, "with inputs from", "with input from", "with agency inputs", "with agencies", "inputs from "):
		c.wire(wireIn(s))
		return true
	case strings.HasPrefix(low, "except for the headline") || strings.HasPrefix(low, "this story has not been edited") || strings.HasPrefix(low, "this story is auto-generated") || strings.HasPrefix(low, "this story was auto-published") || strings.HasPrefix(low, "only the headline and picture"):
		return true
	case strings.HasPrefix(low, "this report was originally"):
		return true
	}
	if len(s) > 60 {
		return false
	}
	if w := wireName(strings.Trim(s, "()[]—–- .©")); w != "" {
		c.wire(w)
		return true
	}
	return false
}

// wire notes whose copy the story is; the first to say so is believed.
func (c *cutter) wire(w string) {
	if c.f.Wire == "" {
		c.f.Wire = w
	}
}
