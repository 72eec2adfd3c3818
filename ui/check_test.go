package ui_test

import (
	"testing"

	"lede/model/query"
	"lede/ui"
	"lede/ui/msg"
)

func TestATopicThatThereIsNoneOfIsAFaultAndHidesNothing(t *testing.T) {
	s, _ := begin(140, 40, 60, func(o *ui.Options) {
		o.Check = func(text string, q query.Query) error {
			for _, name := range query.TopicNames(q) {
				if name == "shipment" {
					return query.UnknownTopic(text, name, []string{"shipping"})
				}
			}
			return nil
		}
	})
	s.Press("f", "'#shipment'")
	s.Wait(msg.Typing)
	shows(t, s, "there is no topic “shipment”: did you mean #shipping?", "60 stories")
	s.Press("enter")
	shows(t, s, "there is no topic “shipment”", "60 stories")
	s.Press("esc", ":", "'filter #shipment'", "enter")
	shows(t, s, "there is no topic “shipment” at column 2: did you mean #shipping?")
}
