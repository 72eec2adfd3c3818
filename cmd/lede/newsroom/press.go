package newsroom

import (
	"runtime"
	"sync"
	"sync/atomic"

	"lede/model"
	"lede/model/classify"
	"lede/model/code"
	"lede/model/extract"
)

// Print reads a story's facts, its lines in brief and its topics, and writes them on it. A fault of ours in
// reading them costs that story its facts (SAFETY P1).
func Print(s *model.Story) {
	defer func() {
		if recover() != nil {
			s.Facts, s.Brief, s.Topics = nil, nil, nil
		}
	}()
	text, leaves := prose(s.Body)
	r := extract.Read(extract.Input{
		Text: text, Leaves: leaves, Headline: s.Headline,
		Published: s.Published, Publisher: s.Publisher, Language: s.Language,
	})
	s.Facts, s.Brief = r.Facts, r.Brief
	s.Topics = classify.Story(s.Headline, text, s.Categories, s.Language, s.Facts...)
}

// prose is what a text says, and its blocks in reading order: without the programs in it, whose numbers and quotation
// marks tell no news; blanks stand in their place, so that offsets are those of the text. What is set as code and in no
// language that is known may be a letter or a poem.
func prose(b model.Body) (text string, blocks []model.Span) {
	text, blocks = b.Text(), []model.Span{}
	var blank []byte
	b.Walk(func(bl *model.Block) {
		if len(bl.Kids) > 0 || bl.Span.Empty() {
			return
		}
		if bl.Kind == model.Code {
			if l := code.Of(bl.Lang, bl.Span.In(text)); l.Program() {
				if blank == nil {
					blank = []byte(text)
				}
				for i := bl.Span.Start; i < bl.Span.End; i++ {
					blank[i] = ' '
				}
				return
			}
		}
		blocks = append(blocks, bl.Span)
	})
	if blank != nil {
		text = string(blank)
	}
	return text, blocks
}

// topicsOf are the topics that a name in a query stands for, with what lies under them.
func topicsOf(name string) []model.TopicID {
	t, ok := classify.ByName(name)
	if !ok {
		return nil
	}
	return classify.Under(t.ID)
}

// press prints stories on as many cores as there are, whoever brings them.
type press struct{ slots chan struct{} }

func newPress() *press { return &press{make(chan struct{}, runtime.GOMAXPROCS(0))} }

// enter waits for a core; leave gives it back.
func (p *press) enter() { p.slots <- struct{}{} }
func (p *press) leave() { <-p.slots }

// print prints stories, with the help of cores that nobody else uses. The caller has entered.
func (p *press) print(stories []model.Story) {
	var next atomic.Int64
	work := func() {
		for i := int(next.Add(1)) - 1; i < len(stories); i = int(next.Add(1)) - 1 {
			Print(&stories[i])
		}
	}
	var helpers sync.WaitGroup
	for range min(cap(p.slots), len(stories)) - 1 {
		select {
		case p.slots <- struct{}{}:
			helpers.Go(func() {
				defer p.leave()
				work()
			})
		default:
		}
	}
	work()
	helpers.Wait()
}
