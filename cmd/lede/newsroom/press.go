package newsroom

import (
	"lede/model"
	"lede/model/classify"
	"lede/model/extract"
)

// Print reads a story's facts, its lines in brief and its topics, and writes them on it.
func Print(s *model.Story) {
	r := extract.Read(extract.Input{
		Text: s.Body.Text(), Leaves: s.Body.Leaves(), Headline: s.Headline,
		Published: s.Published, Publisher: s.Publisher, Language: s.Language,
	})
	s.Facts, s.Brief = r.Facts, r.Brief
	s.Topics = classify.Story(s.Headline, s.Body.Text(), s.Categories, s.Language, s.Facts...)
}

// topicsOf are the topics that a name in a query stands for, with what lies under them.
func topicsOf(name string) []model.TopicID {
	t, ok := classify.ByName(name)
	if !ok {
		return nil
	}
	return classify.Under(t.ID)
}
