// Package classify tells what a story is about, in IPTC Media Topics and a few finer topics of our
// own, offline and the same every time.
//
// In: a headline, the text, the feed's own categories, the language, the facts. Out: topics with a
// score and the words that decided. The table of topics and the alias table of category names are
// .tsv files; the weights are embedded as weights.bin, made by lede/cmd/train/topics. The package
// never guesses from an address or a publisher's name and knows no clock, file or network.
package classify

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"lede/model"
)

//go:embed topics.tsv
var topicsTSV string

//go:embed categories.tsv
var categoriesTSV string

// table is the topics with what is looked up in them. A topic's index is its line.
type table struct {
	topics []model.Topic
	byID   map[model.TopicID]int
	byName map[string]int // by key of short name, IPTC name or English alias
	byWord map[string]int // by key of a category in any language
	parent []int          // -1 at the top
	top    []int          // the ancestor at the top, or the topic itself
}

var topics = sync.OnceValue(func() *table {
	t := &table{byID: map[model.TopicID]int{}, byName: map[string]int{}, byWord: map[string]int{}}
	eachLine(topicsTSV, func(f []string) {
		if len(f) != 5 {
			return
		}
		i := len(t.topics)
		topic := model.Topic{ID: model.TopicID(f[0]), Short: f[1], Name: f[2], Parent: model.TopicID(f[3])}
		t.topics = append(t.topics, topic)
		t.byID[topic.ID] = i
		up, top := -1, i
		if topic.Parent != "" {
			up = t.byID[topic.Parent] // parents stand before their kids
			top = t.top[up]
		}
		t.parent, t.top = append(t.parent, up), append(t.top, top)
	})
	// A short name beats an alias, an alias beats a scheme's name.
	for i := range t.topics {
		t.byName[key(t.topics[i].Short)] = i
	}
	add := func(i int, names ...string) {
		for _, n := range names {
			if k := key(n); k != "" {
				if _, taken := t.byName[k]; !taken {
					t.byName[k] = i
				}
			}
		}
	}
	i := 0
	eachLine(topicsTSV, func(f []string) { add(i, strings.Split(f[4], "|")...); i++ })
	for i := range t.topics {
		add(i, t.topics[i].Name)
	}
	eachLine(categoriesTSV, func(f []string) {
		if len(f) != 3 {
			return
		}
		i, known := t.byName[key(f[0])]
		for _, n := range strings.Split(f[2], "|") {
			if k := key(n); known && k != "" {
				if _, taken := t.byWord[k]; !taken {
					t.byWord[k] = i
				}
			}
		}
	})
	return t
})

// eachLine calls visit with the tab-parted fields of each line that is neither empty nor a comment.
func eachLine(tsv string, visit func(fields []string)) {
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\r\n")
		if line != "" && line[0] != '#' {
			visit(strings.Split(line, "\t"))
		}
	}
}

// All are the topics, every parent before its kids, kin together. The caller may change the slice.
func All() []model.Topic { return slices.Clone(topics().topics) }

// ByID is the topic of that id.
func ByID(id model.TopicID) (model.Topic, bool) {
	t := topics()
	i, ok := t.byID[id]
	if !ok {
		return model.Topic{}, false
	}
	return t.topics[i], true
}

// ByName is the topic that a reader means by name: its short name, an alias, IPTC's name or its id,
// without regard to letter case, accents, blanks and punctuation. Names in other languages that
// publishers use for their sections are understood as well.
func ByName(name string) (model.Topic, bool) {
	t := topics()
	name = strings.TrimPrefix(strings.TrimSpace(name), "#")
	if i, ok := t.byID[model.TopicID(name)]; ok {
		return t.topics[i], true
	}
	k := key(name)
	if i, ok := t.byName[k]; ok {
		return t.topics[i], true
	}
	if i, ok := t.byWord[k]; ok {
		return t.topics[i], true
	}
	return model.Topic{}, false
}

// Under is id and every topic below it: a reader who asks for the economy wants bitcoin too.
// It is nil for an id that is not in the table.
func Under(id model.TopicID) []model.TopicID {
	t := topics()
	root, ok := t.byID[id]
	if !ok {
		return nil
	}
	var out []model.TopicID
	for i := range t.topics {
		for up := i; up >= 0; up = t.parent[up] {
			if up == root {
				out = append(out, t.topics[i].ID)
				break
			}
		}
	}
	return out
}

// Top is the topic at the top of the scheme that id belongs to, or "" for an unknown id.
func Top(id model.TopicID) model.TopicID {
	t := topics()
	i, ok := t.byID[id]
	if !ok {
		return ""
	}
	return t.topics[t.top[i]].ID
}
