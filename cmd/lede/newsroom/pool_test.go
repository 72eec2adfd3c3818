package newsroom

import (
	"testing"

	"lede/model"
)

func told(id model.StoryID, text string) model.Story {
	var w model.BodyBuilder
	w.Open(model.Block{Kind: model.Paragraph})
	w.Text(text, 0, "")
	w.Close()
	return model.Story{ID: id, Headline: "Ferry", Body: w.Body(), Facts: []model.Fact{{Kind: model.Number, Value: "2"}}}
}

func TestAPoolSharesTextAndFactsAndNothingElse(t *testing.T) {
	p := NewPool(10)
	a, b := told(1, "Two ferries run."), told(1, "Two ferries run.")
	a.State.Note, b.Feed = "mine", 9
	a, b = p.Share(a), p.Share(b)
	if &a.Facts[0] != &b.Facts[0] {
		t.Error("the facts are there twice")
	}
	if b.State.Note != "" || b.Feed != 9 || a.State.Note != "mine" {
		t.Errorf("what is a reader's own was shared: %+v", b.State)
	}
}

func TestAPoolNeverGivesAnOldText(t *testing.T) {
	p := NewPool(10)
	p.Share(told(1, "Two ferries run."))
	if got := p.Share(told(1, "Three ferries run.")).Body.Text(); got != "Three ferries run." {
		t.Errorf("%q", got)
	}
	other := told(1, "Three ferries run.")
	other.Facts[0].Value = "3"
	if got := p.Share(other).Facts[0].Value; got != "3" {
		t.Errorf("facts of before: %q", got)
	}
}

func TestAPoolIsBounded(t *testing.T) {
	p := NewPool(10)
	for i := range 100 {
		p.Share(told(model.StoryID(i+1), "Ferries run."))
	}
	if len(p.at) != 10 || p.order.Len() != 10 {
		t.Errorf("%d stories are remembered", len(p.at))
	}
}
