package model

import (
	"reflect"
	"testing"
)

func TestABodyIsMadeAnewFromItsTextAndBlocks(t *testing.T) {
	for _, b := range []Body{rich(), PlainBody("one", "two"), {}} {
		got, ok := Shaped(b.Text(), b.Blocks())
		if !ok || !reflect.DeepEqual(got, b) {
			t.Errorf("%v, %+v", ok, got)
		}
	}
	if rich().Plain() || !PlainBody("one", "two").Plain() {
		t.Error("a list is plain, or paragraphs are not")
	}
}

func TestBlocksThatDoNotFitTheirTextAreNoBody(t *testing.T) {
	for name, blocks := range map[string][]Block{
		"a part":          {{Span: Span{0, 3}}},
		"beyond":          {{Span: Span{0, 9}}},
		"backwards":       {{Span: Span{3, 0}}},
		"no such kind":    {{Kind: Rule + 1, Span: Span{0, 7}}},
		"runs that cross": {{Span: Span{0, 7}, Runs: []Run{{Span: Span{0, 4}, Style: Strong}, {Span: Span{2, 6}, Style: Strong}}}},
		"a run beyond":    {{Span: Span{0, 7}, Runs: []Run{{Span: Span{0, 40}, Style: Strong}}}},
	} {
		if b, ok := Shaped("one two", blocks); ok {
			t.Errorf("%s: %+v", name, b)
		}
	}
	deep := Block{Kind: Quote}
	for range 2 * mostNested {
		deep = Block{Kind: Quote, Kids: []Block{deep}}
	}
	if _, ok := Shaped("", []Block{deep}); ok {
		t.Error("quotes without end are a body")
	}
}
