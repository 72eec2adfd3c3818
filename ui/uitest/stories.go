package uitest

import (
	"fmt"
	"strings"
	"time"

	"lede/model"
)

// fact describes a fact of a written story by its words.
type fact struct {
	kind  model.Kind
	words string
	f     model.Fact
	about string
	role  string
}

// Harbour is a story with facts of many kinds.
func Harbour() model.Story {
	s := model.Story{
		ID: 1, Feed: 1, Headline: "Varna buys two cranes for $12.5 million and bets on bigger ships", Byline: "Mira Dobreva", Publisher: "Coast Post",
		URL: "https://coast.test/varna-cranes", Comments: "https://coast.test/talk/1", Language: "en", Published: Noon.Add(-3 * time.Hour), FirstSeen: Noon.Add(-2 * time.Hour),
		Topics: []model.TopicScore{{ID: "lede:shipping"}, {ID: "lede:economy"}},
	}
	var w model.BodyBuilder
	para := func(parts ...string) {
		w.Open(model.Block{Kind: model.Paragraph})
		for i, p := range parts {
			href := ""
			if i%2 == 1 {
				href = "https://coast.test/acts/dock"
			}
			w.Text(p, 0, href)
		}
		w.Close()
	}
	para("The port of Varna has bought two cranes for about $12.5 million, harbour master Ines Calder said on Monday, and expects ships of twice the size it can unload today.")
	para("“We lift 40% more than a year ago,” Calder told the Coast Post. “The quay was built for another century.”")
	para("The purchase was made possible by the ", "Dock Act", ", which parliament passed in 2024 and which lets ports borrow for up to 30 years. Calder did not say what the loan costs.")
	w.Open(model.Block{Kind: model.Heading, Level: 2})
	w.Text("Three hundred a day", 0, "")
	w.Close()
	para("The cranes can move more than 300 containers a day, each of up to 20 tonnes. They will stand on the north quay by June, in time for the Tall Ships Race, for which the city expects 80,000 visitors.")
	w.Open(model.Block{Kind: model.Quote})
	para("A port that waits for ships is a museum.")
	w.Close()
	para("Port of Constanta, the larger rival 150 km up the coast, has eleven such cranes and is building four more.")
	s.Body = w.Body()
	s.Facts = mark(s.Body.Text(), []fact{
		{kind: model.Place, words: "Varna", f: model.Fact{Value: "Varna", Entity: 1}},
		{kind: model.Number, words: "two", f: model.Fact{Value: "2"}, about: "cranes"},
		{kind: model.Money, words: "$12.5 million", f: model.Fact{Value: "12500000", Currency: "USD", Hedge: model.Approx, Score: 0.9}, about: "two cranes"},
		{kind: model.Person, words: "Ines Calder", f: model.Fact{Value: "Ines Calder", Entity: 2}, role: "harbour master"},
		{kind: model.Date, words: "Monday", f: model.Fact{Value: "2026-03-09"}},
		{kind: model.QuoteOf, words: "“We lift 40% more than a year ago,”", f: model.Fact{Speaker: "Ines Calder"}, role: "harbour master"},
		{kind: model.Percent, words: "40%", f: model.Fact{Value: "40", Unit: "%"}},
		{kind: model.Source, words: "Coast Post", f: model.Fact{Value: "Coast Post"}},
		{kind: model.QuoteOf, words: "“The quay was built for another century.”", f: model.Fact{Speaker: "Ines Calder"}, role: "harbour master"},
		{kind: model.Law, words: "Dock Act", f: model.Fact{Value: "Dock Act", Entity: 3}},
		{kind: model.Date, words: "2024", f: model.Fact{Value: "2024"}},
		{kind: model.Duration, words: "30 years", f: model.Fact{Value: "P30Y", Hedge: model.AtMost}},
		{kind: model.Person, words: "Calder did", f: model.Fact{Value: "Ines Calder", Entity: 2}},
		{kind: model.Number, words: "300", f: model.Fact{Value: "300", Hedge: model.AtLeast}, about: "containers a day"},
		{kind: model.Quantity, words: "20 tonnes", f: model.Fact{Value: "20", Unit: "tonne", Hedge: model.AtMost}},
		{kind: model.Date, words: "June", f: model.Fact{Value: "2026-06"}},
		{kind: model.Event, words: "Tall Ships Race", f: model.Fact{Value: "Tall Ships Race", Entity: 4}},
		{kind: model.Number, words: "80,000", f: model.Fact{Value: "80000"}, about: "visitors"},
		{kind: model.Org, words: "Port of Constanta", f: model.Fact{Value: "Port of Constanta", Entity: 5}},
		{kind: model.Quantity, words: "150 km", f: model.Fact{Value: "150", Unit: "km"}},
		{kind: model.Number, words: "eleven", f: model.Fact{Value: "11"}, about: "such cranes"},
	})
	text := s.Body.Text()
	s.Brief = []model.Clause{
		{Span: span(text, "bought two cranes for about $12.5 million"), Facts: []int{1, 2}},
		{Span: span(text, "expects ships of twice the size it can unload today")},
		{Span: span(text, "lets ports borrow for up to 30 years"), Facts: []int{11}},
	}
	return s
}

// Rates is a story in Chinese.
func Rates() model.Story {
	s := model.Story{
		ID: 2, Feed: 2, Headline: "央行宣布下调基准利率二十五个基点，市场反应平淡", Publisher: "每日账本", URL: "https://ledger.test/rates", Language: "zh",
		Published: Noon.Add(-5 * time.Hour), FirstSeen: Noon.Add(-5 * time.Hour), Topics: []model.TopicScore{{ID: "lede:economy"}},
	}
	s.Body = model.PlainBody("央行周一宣布下调基准利率二十五个基点，并向市场注入约三千亿元流动性。分析师林海说，这一决定早在预料之中。",
		"股市开盘后小幅上涨，随后回落。出口商表示，更低的利率有助于他们为新订单融资。")
	s.Facts = mark(s.Body.Text(), []fact{
		{kind: model.Org, words: "央行", f: model.Fact{Value: "央行", Entity: 1}},
		{kind: model.Percent, words: "二十五个基点", f: model.Fact{Value: "0.25", Unit: "pp"}},
		{kind: model.Money, words: "三千亿元", f: model.Fact{Value: "300000000000", Currency: "CNY", Hedge: model.Approx}},
		{kind: model.Person, words: "林海", f: model.Fact{Value: "林海", Entity: 2}, role: "分析师"},
	})
	s.Brief = []model.Clause{{Span: span(s.Body.Text(), "下调基准利率二十五个基点"), Facts: []int{1}}}
	return s
}

// Cut is a story that its feed cut short.
func Cut() model.Story {
	s := model.Story{
		ID: 3, Feed: 1, Headline: "Storm keeps the fleet in port for a third day", Publisher: "Coast Post", URL: "https://coast.test/storm", Truncated: true, Language: "en",
		Published: Noon.Add(-6 * time.Hour), FirstSeen: Noon.Add(-6 * time.Hour), Topics: []model.TopicScore{{ID: "lede:storms"}, {ID: "lede:shipping"}},
	}
	s.Body = model.PlainBody("No boat left the harbour of Sozopol on Tuesday, and the ice plant there has shut two of its three lines.")
	s.Facts = mark(s.Body.Text(), []fact{
		{kind: model.Place, words: "Sozopol", f: model.Fact{Value: "Sozopol", Entity: 1}},
		{kind: model.Date, words: "Tuesday", f: model.Fact{Value: "2026-03-10"}},
	})
	return s
}

// Edition are n stories, the written ones first, newest first. Every third is read.
func Edition(n int) []model.Story {
	out := []model.Story{Harbour(), Rates(), Cut()}
	names := []string{"Burgas", "Nessebar", "Kavarna", "Balchik", "Ahtopol", "Pomorie", "Tsarevo"}
	heads := []string{
		"%s counts its boats and finds one too many", "Why the lighthouse of %s is painted again", "%s grain exports rise for a fourth month",
		"A bitcoin miner moves into the old mill of %s", "Ferry line from %s to run all winter", "%s",
		"Teachers of %s settle with the town after a week without lessons and two long nights of talks",
	}
	topics := []model.TopicID{"lede:shipping", "lede:culture", "lede:economy", "lede:bitcoin", "lede:transport", "lede:storms", "lede:education"}
	for i := len(out); i < n; i++ {
		name := names[i%len(names)]
		s := model.Story{
			ID: model.StoryID(i + 1), Feed: model.FeedID(1 + i%2), Headline: fmt.Sprintf(heads[(i*3)%len(heads)], name), Publisher: "Ledger Daily", Language: "en",
			URL: fmt.Sprintf("https://ledger.test/%d", i+1), Published: Noon.Add(-time.Duration(7+i) * time.Hour), Topics: []model.TopicScore{{ID: topics[(i*3)%len(topics)]}},
		}
		s.FirstSeen = s.Published
		s.State.Read = i%3 == 0
		s.Body = model.PlainBody(fmt.Sprintf("The council of %s met on day %d and voted %d to %d.", name, i, i%9+3, i%3), "Nobody was surprised, and the meeting closed early.")
		s.Facts = mark(s.Body.Text(), []fact{{kind: model.Place, words: name, f: model.Fact{Value: name, Entity: 1}}})
		out = append(out, s)
	}
	return out[:max(n, 0)]
}

func span(text, words string) model.Span {
	at := strings.Index(text, words)
	if at < 0 {
		panic("no such words: " + words)
	}
	return model.Span{Start: at, End: at + len(words)}
}

// mark finds the facts in a text, each after the one before.
func mark(text string, facts []fact) []model.Fact {
	var out []model.Fact
	from := 0
	for _, d := range facts {
		at := strings.Index(text[from:], d.words)
		if at < 0 {
			panic("no such words: " + d.words)
		}
		at += from
		f := d.f
		f.Kind, f.Span = d.kind, model.Span{Start: at, End: at + len(d.words)}
		if d.words == "Calder did" {
			f.Span.End = at + len("Calder")
		}
		f.Sentence = sentence(text, f.Span)
		if d.about != "" {
			f.About = span(text, d.about)
		}
		if d.role != "" {
			f.Role = span(text, d.role)
			if d.kind == model.QuoteOf {
				f.SpeakerRole, f.Role = f.Role, model.Span{}
			}
		}
		out = append(out, f)
		if d.kind != model.QuoteOf {
			from = at
		}
	}
	return out
}

// sentence is the sentence around a span, told by full stops before a blank.
func sentence(text string, s model.Span) model.Span {
	start := strings.LastIndex(text[:s.Start], "\n") + 1
	if i := strings.LastIndex(text[start:s.Start], ". "); i >= 0 {
		start += i + 2
	}
	end := len(text)
	for _, stop := range []string{". ", ".\n", "\n", "。"} {
		if i := strings.Index(text[s.End:], stop); i >= 0 {
			end = min(end, s.End+i+len(strings.TrimRight(stop, " \n")))
		}
	}
	return model.Span{Start: start, End: end}
}
