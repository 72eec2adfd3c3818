package storetest

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"

	"lede/model"
)

// difference is "" when got and want are the same, else both of them, shortened to where they differ.
func difference[T any](got, want T) string {
	if reflect.DeepEqual(got, want) {
		return ""
	}
	g, w := text(got), text(want)
	if g == w { // nil and empty are one
		return ""
	}
	at := 0
	for at < len(g) && at < len(w) && g[at] == w[at] {
		at++
	}
	at = max(0, at-60)
	return "got …" + cut(g[at:]) + "\nwant …" + cut(w[at:])
}

func cut(s string) string { return s[:min(len(s), 400)] }

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return strings.ReplaceAll(string(b), "null", "[]")
}

// trimmed is a story as a store may give it back: times to the second, and its body told by the text
// and the blocks, which JSON can show.
func trimmed(s model.Story) any {
	body, blocks := s.Body.Text(), s.Body.Blocks()
	s.Body = model.Body{}
	s.Published, s.FirstSeen, s.Updated = s.Published.UTC().Truncate(time.Second), s.FirstSeen.UTC().Truncate(time.Second), s.Updated.UTC().Truncate(time.Second)
	return struct {
		Story  model.Story
		Text   string
		Blocks []model.Block
	}{s, body, blocks}
}
