// Package ner finds names in running text: persons, organisations, places and the rest.
//
// A text and its tokens come in, names with their types and how sure the model is come out. The
// model is a linear-chain CRF over hashed features, trained by cmd/train, embedded as names.model
// in the form in which it is used: nothing is decoded. Word lists are part of the same file.
// It knows nothing of facts, sentences' meaning or documents' rules: that is model/extract.
package ner

import "lede/model/text"

// Type is what a name is the name of.
type Type uint8

// The types the model tells apart. Misc is products, works, laws, events, peoples and the like.
const (
	Person Type = iota
	Org
	Place
	Misc
	Types // how many there are
)

// String is the short name that labelled sets use.
func (t Type) String() string { return [...]string{"PER", "ORG", "LOC", "MISC", "O"}[min(t, Types)] }

// Name is a found name: tokens [First, Last) of the text and, for each type, the score in the
// model's units that these tokens are a name of that type rather than none. Type is the one chosen.
type Name struct {
	First, Last int
	Type        Type
	Scores      [Types]int32
}

// Find gives the names of a text in order, without overlaps.
func Find(t *text.Doc) []Name { return model().Find(t) }

// Find is the package's Find with this model.
func (m *Model) Find(t *text.Doc) []Name {
	d := Read(t, m.Lists)
	defer d.release()
	return d.names(m)
}
