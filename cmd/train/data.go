package main

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"lede/model/extract/ner"
	"lede/model/text"
)

// entity is a labelled name: a byte range and one of the sets' type names.
type entity struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
}

// labelled is a text with its names marked.
type labelled struct {
	Text string   `json:"text"`
	Ents []entity `json:"ents"`
	set  string
}

// readSet reads one gzipped JSON-lines file of labelled texts.
func readSet(path string) ([]labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	var out []labelled
	sc := bufio.NewScanner(z)
	sc.Buffer(nil, 16<<20)
	for sc.Scan() {
		var l labelled
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, len(out)+1, err)
		}
		l.set = strings.TrimSuffix(strings.TrimSuffix(filepath.Base(path), ".jsonl.gz"), ".train")
		out = append(out, l)
	}
	return out, sc.Err()
}

// trainingDocs are all texts to learn from, in a fixed order.
func trainingDocs(s settings, lists *ner.Lists) ([]labelled, error) {
	var out []labelled
	for _, name := range strings.Split(s.sets, ",") {
		if name == "" {
			continue
		}
		ls, err := readSet(filepath.Join(s.data, name+".train.jsonl.gz"))
		if err != nil {
			return nil, err
		}
		for i := range ls {
			tidy(&ls[i])
		}
		out = append(out, ls...)
	}
	own, err := ownTexts(filepath.Join(s.home, "text"))
	if err != nil {
		return nil, err
	}
	made, err := generate(s)
	if err != nil {
		return nil, err
	}
	v := veiler{lists: lists, rand: 11}
	for range s.veiled {
		for _, l := range own {
			out = append(out, v.veil(l))
		}
	}
	own = append(own, made...)
	for range s.own {
		out = append(out, own...)
	}
	return out, nil
}

// tidy brings a set's labels to our conventions: no article at the beginning, peoples are Misc,
// what every list calls a country is a place.
func tidy(l *labelled) {
	people := peoples()
	for i := range l.Ents {
		e := &l.Ents[i]
		t := l.Text[e.Start:e.End]
		if low := strings.ToLower(t); strings.HasPrefix(low, "the ") && e.Type != "MISC" {
			e.Start += 4
			t = t[4:]
		}
		if e.Type == "LOC" && people[t] {
			e.Type = "MISC"
		}
		if l.set == "gum_ner_salience" && e.Type != "LOC" && countryNames()[t] {
			e.Type = "LOC"
		}
	}
}

// ownTexts reads our own labelled stories: <person>…</person> and the like, blank lines part them.
func ownTexts(dir string) ([]labelled, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	sort.Strings(files)
	var out []labelled
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			return nil, err
		}
		for _, story := range strings.Split(string(b), "\n\n") {
			if story = strings.TrimSpace(story); story == "" || strings.HasPrefix(story, "#") {
				continue
			}
			l, err := unmark(story)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", f, err)
			}
			out = append(out, l)
		}
	}
	return out, nil
}

// marks are the elements of our own texts and the types they stand for.
var marks = map[string]string{"person": "PER", "org": "ORG", "place": "LOC", "misc": "MISC", "law": "MISC", "product": "MISC", "event": "MISC"}

// unmark takes the marks out of a story.
func unmark(s string) (labelled, error) {
	var b strings.Builder
	var l labelled
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		j := strings.IndexByte(s, '>')
		if j < 0 {
			return l, fmt.Errorf("unclosed mark at %q", s[:min(30, len(s))])
		}
		tag := s[:j]
		end := strings.Index(s, "</"+tag+">")
		typ, ok := marks[tag]
		if end < 0 || !ok {
			return l, fmt.Errorf("bad mark <%s>", tag)
		}
		start := b.Len()
		b.WriteString(s[j+1 : end])
		l.Ents = append(l.Ents, entity{start, b.Len(), typ})
		s = s[end+len(tag)+3:]
	}
	l.Text, l.set = b.String(), "own"
	return l, nil
}

// types are the sets' names of our types.
var types = map[string]ner.Type{"PER": ner.Person, "ORG": ner.Org, "LOC": ner.Place, "MISC": ner.Misc}

// labels gives each token its label.
func labels(d *text.Doc, ents []entity) []int8 {
	out := make([]int8, len(d.Tokens))
	for _, e := range ents {
		t, ok := types[e.Type]
		if !ok {
			continue
		}
		i, j := d.TokenAt(e.Start), d.TokenAt(e.End-1)
		for i < j && (d.Tokens[i].Class == text.Number || d.Tokens[i].Shape == text.Lower && !d.Tokens[i].Gap) {
			i++ // "9th U.S. Circuit Court of Appeals": names begin with a capital here, rules add the ordinal
		}
		if i > j || j >= len(d.Tokens) {
			continue
		}
		for k := i; k <= j; k++ {
			part := ner.Inside
			switch {
			case i == j:
				part = ner.Unit
			case k == i:
				part = ner.Begin
			case k == j:
				part = ner.Last
			}
			out[k] = int8(ner.Label(t, part))
		}
	}
	return out
}
