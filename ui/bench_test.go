package ui_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"lede/model"
	"lede/ui"
	"lede/ui/uitest"
)

// heldDesk is a desk that can be made to owe a story.
type heldDesk struct {
	*uitest.Desk
	hold bool
}

// Story gives nothing up while it is held, as when the answer has not come yet.
func (d *heldDesk) Story(ctx context.Context, id model.StoryID) (model.Story, error) {
	if d.hold {
		return model.Story{}, context.Canceled
	}
	return d.Desk.Story(ctx, id)
}

func median(all []int) int {
	slices.Sort(all)
	return all[len(all)/2]
}

func BenchmarkKeyAndView(b *testing.B) {
	for name, keys := range map[string]string{"list": "j j j j j j j j k k k k k k k k", "article": "J J J J K K K K", "facts": "] f ] f [ f [ f"} {
		b.Run(name, func(b *testing.B) {
			s := &uitest.Screen{}
			d := uitest.New(uitest.Edition(10_000))
			s.Start(ui.New(ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 160, 48)
			if name != "list" {
				s.Press("enter")
			}
			ks := strings.Fields(keys)
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				s.Model.Update(uitest.Key(ks[i%len(ks)])) // its commands run beside the keys
				_ = s.Model.View()
				i++
			}
		})
	}
}

func BenchmarkKeyAndArticle(b *testing.B) {
	s := &uitest.Screen{}
	d := uitest.New(uitest.Edition(10_000))
	s.Start(ui.New(ui.Options{Desk: d, May: everything, Now: nowIsNoon, Keys: table(), After: s.After}), 160, 48)
	ks := strings.Fields("j j j j j j j j k k k k k k k k")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s.Send(uitest.Key(ks[i%len(ks)]))
		_ = s.Content()
		i++
	}
}
