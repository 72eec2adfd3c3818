package ui_test

import (
	"context"
	"testing"

	"lede/model"
	"lede/model/query"
	"lede/ui"
	"lede/ui/msg"
	"lede/ui/uitest"
)

// growing is a desk where stories come in beside the screen.
type growing struct {
	*uitest.Desk
	edition func(model.Edition) model.Edition
}

func (d *growing) Edition(ctx context.Context, q query.Query, limit, lines int) (model.Edition, error) {
	e, err := d.Desk.Edition(ctx, q, limit, lines)
	if d.edition != nil {
		e = d.edition(e)
	}
	return e, err
}

func TestStoriesThatComeInShowUpAndTheSelectionStays(t *testing.T) {
	var d *growing
	s, _ := begin(120, 40, 10, func(o *ui.Options) {
		d = &growing{Desk: uitest.New(uitest.Edition(12))}
		d.edition = func(e model.Edition) model.Edition {
			e.IDs, e.Lines, e.Total = e.IDs[2:], e.Lines[2:], 10 // two are not there yet
			return e
		}
		o.Desk = d
	})
	s.Press("j", "j")
	shows(t, s, "3 of 10")
	d.edition = nil
	s.Send(msg.News{})
	shows(t, s, "5 of 12")
}

func TestWhoReadsAStoryThatTheFilterLetsInNoMoreKeepsIt(t *testing.T) {
	var d *growing
	s, _ := begin(120, 40, 10, func(o *ui.Options) {
		d = &growing{Desk: uitest.New(uitest.Edition(10))}
		o.Desk = d
	})
	s.Press("j")
	shows(t, s, "2 of 10")
	d.edition = func(e model.Edition) model.Edition {
		e.IDs, e.Lines, e.Total, e.New = append(e.IDs[:1:1], e.IDs[2:]...), nil, 9, e.New+3
		return e
	}
	s.Send(msg.News{})
	shows(t, s, "2 of 10", "3 new stories came in")
}

func TestNewsDoesNotDisturbWhoTypesOrChoosesARange(t *testing.T) {
	for _, key := range []string{"/", "v"} {
		s, d := begin(120, 40, 10)
		s.Press(key)
		d.Questions()
		s.Send(msg.News{})
		if n := asked(d, "edition"); n != 0 {
			t.Errorf("after %s the edition is asked for", key)
		}
	}
}
