package migrate

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
)

// newsboatConfig reads kill rules and filters, and gives the cache file that the config names.
func (h *haul) newsboatConfig(path string) (cache string) {
	others := 0
	cache = h.newsboatSettings(path, 0, &others)
	if others > 0 {
		h.file = filepath.Base(path)
		h.left(0, fmt.Sprintf("%d other settings", others), "looks, keys and the network are set in lede's own config")
	}
	return cache
}

// mostIncluded bounds how deep files include others; one that includes itself ends there.
const mostIncluded = 5

// newsboatSettings reads one file of the config and those that it includes; others counts the settings that are
// none of ours.
func (h *haul) newsboatSettings(path string, depth int, others *int) (cache string) {
	data, err := h.read(path)
	if err != nil {
		return ""
	}
	row := 0
	for line := range strings.Lines(string(data)) {
		row++
		args := newsboatWords(line)
		if len(args) == 0 {
			continue
		}
		switch {
		case args[0] == "ignore-article" && len(args) > 2:
			h.newsboatIgnore(row, args[1], args[2])
		case args[0] == "define-filter" && len(args) > 2:
			what := "filter “" + args[1] + "”"
			if text, note, ok := h.newsboatFilter(row, what, args[2]); ok {
				h.Queries = append(h.Queries, NamedQuery{args[1], text})
				h.took(row, "%s as the view %s%s", what, text, note)
			}
		case args[0] == "cache-file" && len(args) > 1:
			if at := home(args[1]); isFile(at) {
				cache = at
			} else {
				h.left(row, "cache-file "+args[1], "there is no such file")
			}
		case args[0] == "include" && len(args) > 1:
			at := home(args[1])
			if !filepath.IsAbs(at) {
				at = filepath.Join(filepath.Dir(path), at)
			}
			switch {
			case !isFile(at):
				h.left(row, strings.Join(args, " "), "there is no such file")
			case depth == mostIncluded:
				h.left(row, strings.Join(args, " "), "files include each other too deep")
			default:
				file := h.file
				if inner := h.newsboatSettings(at, depth+1, others); inner != "" {
					cache = inner
				}
				h.file = file
			}
		case args[0] == "urls-source" && len(args) > 1 && args[1] != "local":
			h.left(row, strings.Join(args, " "), "feeds of an account are not asked for over the network")
		default:
			*others++
		}
	}
	return cache
}

// newsboatIgnore makes a kill rule into a query that mutes.
func (h *haul) newsboatIgnore(row int, feed, filter string) {
	what := "kill rule " + filter
	if rest, ok := strings.CutPrefix(feed, "regex:"); ok {
		filter = "rssurl =~ " + quote(rest) + " and (" + filter + ")"
	} else if feed != "*" {
		filter = "rssurl = " + quote(feed) + " and (" + filter + ")"
	}
	if text, note, ok := h.newsboatFilter(row, what, filter); ok {
		h.Mutes = append(h.Mutes, NamedQuery{"", text})
		h.took(row, "%s as the mute rule %s%s", what, text, note)
	}
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// flagged finds what a filter asks of flags: the comparison.
var flagged = regexp.MustCompile(`\bflags\s*(!?)[#=~]`)

// newsboatFilter is a filter of newsboat's in our words, and what is to be said of it.
func (h *haul) newsboatFilter(row int, what, filter string) (text, note string, ok bool) {
	asks, asksNot := false, false
	for _, m := range flagged.FindAllStringSubmatch(filter, -1) {
		asks, asksNot = asks || m[1] == "", asksNot || m[1] != ""
	}
	if asks && asksNot {
		h.left(row, what, "it tells flags apart: here each of them is the same star")
		return "", "", false
	}
	if asks || asksNot {
		note = "; each flag is the same star here"
	}
	text, ok = h.query(row, what, filter)
	return text, note, ok
}
