// Package topics trains model/classify's weights from word lists, labelled paragraphs and the
// names of the topics. It is part of the developers' tool cmd/train.
//
// What goes in: lexicon/*.tsv and text/*.txt, written for lede, and, when it is given, the list of
// IPTC Media Topics (IPTC NewsCodes, CC BY 4.0) for its names and definitions. What comes out is
// the same file for the same input, byte for byte, on one kind of machine.
package topics

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"lede/model/classify"
)

// settings are what a training may change.
type settings struct {
	home, iptc, out string
	epochs          int
	trust           float64 // how much a point of the lexicon is worth
	hold, free      float64 // pull towards the lexicon's weight, and towards zero for other words
	rate            float64
	names           float64 // weight of a name with its definition, against 1 of a paragraph
	folds           int     // parts for measuring on paragraphs that were not trained on
}

// Run is the command "train topics": it trains, tells how well the paragraphs are known again and
// writes the weights. It gives the exit code.
func Run(args []string, stdout, stderr io.Writer) int {
	var s settings
	fs := flag.NewFlagSet("train topics", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.StringVar(&s.home, "home", "cmd/train/topics", "`folder` with lexicon/ and text/")
	fs.StringVar(&s.iptc, "iptc", "", "`file` of IPTC Media Topics as JSON; none: without")
	fs.StringVar(&s.out, "out", "", "`file` of weights to write; none: only measure")
	fs.IntVar(&s.epochs, "epochs", 60, "passes over the data")
	fs.Float64Var(&s.trust, "trust", 1.6, "worth of a point of the lexicon")
	fs.Float64Var(&s.hold, "hold", 8e-3, "pull towards the lexicon")
	fs.Float64Var(&s.free, "free", 1e-3, "pull of other words towards nothing")
	fs.Float64Var(&s.rate, "rate", 0.1, "step of AdaGrad")
	fs.Float64Var(&s.names, "names", 0.2, "weight of a topic's name and definition")
	fs.IntVar(&s.folds, "folds", 5, "`parts` to measure in: each is judged by what the others taught")
	if err := fs.Parse(args); err != nil || fs.NArg() > 0 {
		return 2
	}
	if err := train(s, stdout); err != nil {
		fmt.Fprintln(stderr, "train topics:", err)
		return 1
	}
	return 0
}

func train(s settings, w io.Writer) error {
	lex, err := readLexicon(filepath.Join(s.home, "lexicon"))
	if err != nil {
		return err
	}
	for _, t := range lex.unusable {
		fmt.Fprintln(w, "not a term of one or two words:", t)
	}
	docs, err := readTexts(filepath.Join(s.home, "text"))
	if err != nil {
		return err
	}
	own := len(docs)
	if s.iptc != "" {
		named, err := readIPTC(s.iptc, s.names)
		if err != nil {
			return err
		}
		docs = append(docs, named...)
	}
	m := newLinear(s, lex, docs)
	fmt.Fprintf(w, "%d terms, %d paragraphs, %d names, %d features\n", len(lex.order), own, len(docs)-own, len(m.order))
	m.learn()
	fmt.Fprintf(w, "right: %.1f %% of the paragraphs that were not trained on\n", 100*crossed(s, lex, docs, own))
	if s.out == "" {
		return nil
	}
	file := m.encode()
	fmt.Fprintf(w, "%d bytes\n", len(file))
	return os.WriteFile(s.out, file, 0o644)
}

// crossed is the accuracy on the first own documents, each judged by a model that all parts but
// its own have taught.
func crossed(s settings, lex *lexicon, docs []doc, own int) float64 {
	right := 0.0
	for part := range s.folds {
		var rest, mine []doc
		for i, d := range docs {
			if i < own && i%s.folds == part {
				mine = append(mine, d)
			} else {
				rest = append(rest, d)
			}
		}
		m := newLinear(s, lex, rest)
		m.learn()
		right += m.accuracy(mine) * float64(len(mine))
	}
	return right / float64(max(1, own))
}

// encode gives the file of weights: those of the linear model and the lexicon's finer topics.
func (m *linear) encode() []byte {
	features := make(map[uint32][]classify.Weight, len(m.order))
	for id, k := range m.order {
		for c := range classify.Classes {
			if x := m.w[id][c]; x > 0.06 || x < -0.06 {
				features[k] = append(features[k], classify.Weight{For: c, Value: float32(x)})
			}
		}
		for _, f := range m.lex.finer[k] {
			at := slices.Index(m.lex.topics, f.topic)
			features[k] = append(features[k], classify.Weight{For: classify.Classes + at, Value: float32(f.weight)})
		}
	}
	var bias [classify.Classes]float32
	for c := range bias {
		bias[c] = float32(m.bias[c])
	}
	return classify.Encode(bias, m.lex.topics, features, m.order)
}
