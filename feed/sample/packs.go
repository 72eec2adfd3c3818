package sample

import (
	_ "embed"
	"strings"

	"lede/model"
)

//go:embed packs.tsv
var packsTSV string

// Pack is a few public feeds on one subject, to begin with.
type Pack struct {
	Name  string
	Topic string // short name of the topic it is about, "" for a pack of general or local news
	Feeds []model.Feed
}

// Packs are the starter packs, in the order in which they are offered. The feeds have an address,
// a title and a language; nothing is fetched here.
func Packs() []Pack {
	var out []Pack
	for line := range strings.Lines(packsTSV) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			continue // the test of the table refuses such a line
		}
		if n := len(out); n == 0 || out[n-1].Name != f[0] {
			topic := f[1]
			if topic == "-" {
				topic = ""
			}
			out = append(out, Pack{Name: f[0], Topic: topic})
		}
		last := &out[len(out)-1]
		last.Feeds = append(last.Feeds, model.Feed{Address: f[4], Title: f[2], Language: f[3]})
	}
	return out
}
