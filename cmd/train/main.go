// Train makes model/extract/ner/names.model, the embedded model that finds names, from labelled
// text and word lists. It is a developers' tool: the reader never runs it.
//
// The same data gives the same file, byte for byte, on one kind of machine: seeds and orders are
// fixed and only one core computes. What goes in: the .train parts of the labelled sets, the texts
// in text/, sentences generated from the word lists, the gazetteers. The .dev parts are only ever
// measured on.
//
//	go run ./cmd/train -data DIR -out model/extract/ner/names.model
//	go run ./cmd/train topics -iptc FILE -out model/classify/weights.bin
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"lede/cmd/train/topics"
	"lede/model/extract/ner"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// settings are what a training may change.
type settings struct {
	data, out, home string
	sets            string
	epochs          int
	slots, rows     int
	rate, decay     float64
	drop            float64
	own, veiled     int
}

func run(args []string, stdout, stderr io.Writer) int {
	if len(args) > 0 && args[0] == "topics" {
		return topics.Run(args[1:], stdout, stderr)
	}
	var s settings
	fs := flag.NewFlagSet("train", flag.ContinueOnError)
	fs.SetOutput(stderr)
	fs.StringVar(&s.data, "data", "", "`folder` of labelled sets and gazetteers")
	fs.StringVar(&s.out, "out", "", "model `file` to write; none: only measure")
	fs.StringVar(&s.home, "home", "cmd/train", "`folder` with text/ and lists/")
	fs.StringVar(&s.sets, "sets", "ner_wikigold,ner_redocred_devtest,ner_crossner,ner_uner_ewt_devtest,gum_ner_salience", "labelled `sets` to learn from")
	fs.IntVar(&s.epochs, "epochs", 12, "passes over the data")
	fs.IntVar(&s.slots, "slots", 1<<17, "slots of the weight table, a power of two")
	fs.IntVar(&s.rows, "rows", 106000, "features kept")
	fs.Float64Var(&s.rate, "rate", 0.03, "step of AdaGrad")
	fs.Float64Var(&s.decay, "decay", 2e-5, "L2 regularisation")
	fs.Float64Var(&s.drop, "drop", 0.2, "share of features hidden in each step")
	fs.IntVar(&s.own, "own", 2, "times that our own text is repeated")
	fs.IntVar(&s.veiled, "veiled", 2, "times that our own stories are repeated with their names veiled")
	if err := fs.Parse(args); err != nil || s.data == "" || fs.NArg() > 0 {
		fmt.Fprintln(stderr, "usage: train -data DIR [-out FILE]")
		return 2
	}
	if err := train(s, stdout); err != nil {
		fmt.Fprintln(stderr, "train:", err)
		return 1
	}
	return 0
}

func train(s settings, w io.Writer) error {
	began := time.Now()
	lists, err := buildLists(s)
	if err != nil {
		return err
	}
	table := ner.OpenLists(lists)
	docs, err := trainingDocs(s, table)
	if err != nil {
		return err
	}
	c := newCRF(s)
	for _, d := range docs {
		c.add(d, table)
	}
	c.index()
	fmt.Fprintf(w, "%d texts, %d segments, %d features, %d names (%.0f s)\n", len(docs), len(c.segs), len(c.ids), c.names, time.Since(began).Seconds())
	c.learn(w)
	m, err := ner.Open(c.file("", lists))
	if err != nil {
		return err
	}
	report, err := measure(s, m)
	if err != nil {
		return err
	}
	fmt.Fprint(w, report)
	fmt.Fprintf(w, "%.0f s\n", time.Since(began).Seconds())
	if s.out == "" {
		return nil
	}
	return os.WriteFile(s.out, c.file(header(s, report), lists), 0o644)
}
