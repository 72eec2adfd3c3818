package topics

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"lede/model"
	"lede/model/classify"
)

// lexicon is what the word lists say: for each feature, points for classes and for finer topics.
type lexicon struct {
	class    map[uint32]*[classify.Classes]float64
	finer    map[uint32][]points
	topics   []string // short names of the finer topics
	order    []uint32
	unusable []string
}

type points struct {
	topic  string
	weight float64
}

// classesOf are the classes that a topic belongs to: its own, or that of its nearest ancestor, or
// all below it.
func classesOf(short string) ([]int, error) {
	t, ok := classify.ByName(short)
	if !ok || t.Short != short {
		return nil, fmt.Errorf("no topic %q", short)
	}
	classed := classify.Classed()
	var below []int
	for c, name := range classed {
		ct, _ := classify.ByName(name)
		if slices.Contains(classify.Under(t.ID), ct.ID) {
			below = append(below, c)
		}
	}
	for len(below) == 0 && t.Parent != "" {
		t, _ = classify.ByID(t.Parent)
		if c := slices.Index(classed, t.Short); c >= 0 {
			below = append(below, c)
		}
	}
	if len(below) == 0 {
		return nil, fmt.Errorf("topic %q has no class", short)
	}
	return below, nil
}

func readLexicon(dir string) (*lexicon, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.tsv"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no word lists in %s", dir)
	}
	l := &lexicon{class: map[uint32]*[classify.Classes]float64{}, finer: map[uint32][]points{}}
	for _, file := range files { // Glob sorts
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for n, line := range strings.Split(string(text), "\n") {
			if line == "" || line[0] == '#' {
				continue
			}
			if err := l.line(line); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
			}
		}
	}
	return l, nil
}

func (l *lexicon) line(line string) error {
	f := strings.Split(line, "\t")
	if len(f) != 3 {
		return fmt.Errorf("%d columns, want 3", len(f))
	}
	weight, err := strconv.ParseFloat(f[1], 64)
	if err != nil {
		return err
	}
	classes, err := classesOf(f[0])
	if err != nil {
		return err
	}
	finer := !slices.Contains(classify.Classed(), f[0])
	if finer && !slices.Contains(l.topics, f[0]) {
		l.topics = append(l.topics, f[0])
	}
	for _, term := range strings.Split(f[2], "|") {
		k, ok := classify.Key(term)
		if !ok {
			l.unusable = append(l.unusable, f[0]+": "+term)
			continue
		}
		if l.class[k] == nil {
			l.class[k] = new([classify.Classes]float64)
			l.order = append(l.order, k)
		}
		for _, c := range classes {
			l.class[k][c] = max(l.class[k][c], weight)
		}
		if finer && !slices.ContainsFunc(l.finer[k], func(p points) bool { return p.topic == f[0] }) {
			l.finer[k] = append(l.finer[k], points{f[0], weight})
		}
	}
	return nil
}

func (l *lexicon) knows(k uint32) bool { return l.class[k] != nil }

// doc is a labelled text: shares of the classes it belongs to, adding up to 1.
type doc struct {
	text   string
	gold   [classify.Classes]float64
	weight float64
}

// readTexts reads the paragraphs. A line "# politics economy" names the topics, the main one
// first, of the paragraphs, one a line, that follow it.
func readTexts(dir string) ([]doc, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, err
	}
	var out []doc
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var gold [classify.Classes]float64
		for n, line := range strings.Split(string(text), "\n") {
			switch {
			case line == "":
			case line[0] == '#':
				if gold, err = shares(strings.Fields(line[1:])); err != nil {
					return nil, fmt.Errorf("%s:%d: %w", file, n+1, err)
				}
			default:
				out = append(out, doc{line, gold, 1})
			}
		}
	}
	return out, nil
}

// shares gives the first topic two parts and each other one.
func shares(names []string) (gold [classify.Classes]float64, err error) {
	parts := 0.0
	for i, name := range names {
		classes, err := classesOf(name)
		if err != nil {
			return gold, err
		}
		part := 1.0
		if i == 0 {
			part = 2
		}
		for _, c := range classes {
			gold[c] += part / float64(len(classes))
		}
		parts += part
	}
	for c := range gold {
		gold[c] /= parts
	}
	return gold, nil
}

// readIPTC makes a text of each topic's name and definition, labelled with its topic at the top.
func readIPTC(file string, weight float64) ([]doc, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var rows []struct {
		ID, Name, Definition string
		NameUS               string `json:"name_us"`
		Parent, Retired      *string
	}
	if err := json.Unmarshal(text, &rows); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	parent := map[string]string{}
	for _, r := range rows {
		if r.Parent != nil {
			parent[r.ID] = *r.Parent
		}
	}
	var out []doc
	for _, r := range rows {
		if r.Retired != nil {
			continue
		}
		id := r.ID
		for {
			if _, ok := classify.ByID(model.TopicID(id)); ok || parent[id] == "" {
				break
			}
			id = parent[id]
		}
		t, ok := classify.ByID(model.TopicID(id))
		if !ok {
			continue
		}
		gold, err := shares([]string{t.Short})
		if err != nil {
			return nil, err
		}
		out = append(out, doc{r.Name + ". " + r.NameUS + ". " + r.Definition, gold, weight})
	}
	return out, nil
}
