package querytest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"lede/model"
	"lede/model/query"
)

// Now is the time at which random stories are asked for: a Tuesday morning.
var now = time.Date(2026, 11, 24, 9, 30, 15, 500, time.UTC)

// Now is the moment that the stories of this package are asked at.
func Now() time.Time { return now }

// Few words, so that random queries meet random stories often.
var (
	vocabulary = strings.Fields("bank banks bitcoin loan loans harbour grain storm vote court team season budget café Zürich e-mail 4,451 50 比特币 ETH rate Rates the of a U.S. Node.js ship's straße")
	people     = []string{"Ada Lovelace", "Michael Saylor", "Nick Begich", "Zoë Müller", "Li Wei", "Saylor Moon"}
	orgs       = []string{"Digital Chamber", "Harbour Board", "Bank of Zürich", "Senate"}
	topicNames = []string{"bitcoin", "ai", "economy", "sport", "weather"}
	places     = []string{"Alaska", "Port Said", "Zürich", "Ohio"}
	units      = []string{"EH/s", "MW", "mph"}
	currencies = []string{"USD", "EUR", "BTC", "JPY", "USDT"}
	figures    = []string{"100000000", "305000000", "4451", "1000", "5", "2.5", "99.5", "2000000000", "100000001", "0", "-3", "50", "41"}
	dates      = []string{"2026-03", "2026-03-15", "2026", "2026-Q3", "2026-11-24", "2026-11-20/2026-11-27", "2025-12-31", "2026-H1", "2026-03-01/..", "../2026-11-25", "2026-11-24T18:00", "2026-11-24T18:00/2026-11-24T20:30", "../2026-11-24T18:00", "../..", ""}
	publishers = []string{"Harbour Post", "The Wire", "Grain Gazette", ""}
	languages  = []string{"en", "en-GB", "de", "zh-Hans", ""}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func sentence(r *rand.Rand, words int) string {
	var b strings.Builder
	for i := range words {
		if i > 0 {
			b.WriteString(pick(r, []string{" ", " ", " ", ", ", " – ", "\t", "-"}))
		}
		b.WriteString(pick(r, vocabulary))
	}
	return b.String() + "."
}

// Phrase is some random words that may stand side by side in a random story.
func Phrase(r *rand.Rand) string {
	words := make([]string, 2+r.IntN(2))
	for i := range words {
		words[i] = pick(r, vocabulary)
	}
	return strings.Join(words, " ")
}

// Stories are n random stories that random queries often find.
func Stories(r *rand.Rand, n int) []model.Story {
	out := make([]model.Story, n)
	for i := range out {
		out[i] = story(r, i)
	}
	return out
}

func story(r *rand.Rand, i int) model.Story {
	s := model.Story{
		GUID: fmt.Sprintf("story-%d", i), Headline: sentence(r, 1+r.IntN(6)), URL: fmt.Sprintf("https://news.test/%s/%d", pick(r, topicNames), i),
		Publisher: pick(r, publishers), Language: pick(r, languages), Published: now.Add(-time.Duration(r.IntN(60*24*3600)) * time.Second),
		Truncated: r.IntN(5) == 0, FullText: r.IntN(7) == 0,
		Body: model.PlainBody(sentence(r, 1+r.IntN(20)), sentence(r, 1+r.IntN(20))),
	}
	if r.IntN(9) == 0 {
		s.Published = time.Time{}
	}
	if r.IntN(3) == 0 {
		s.Byline = pick(r, people)
	}
	if r.IntN(6) == 0 {
		s.Wire = pick(r, []string{"AP", "Reuters"})
	}
	if r.IntN(6) == 0 {
		s.Image = "https://news.test/a.jpg"
	}
	if r.IntN(8) == 0 {
		s.Enclosures = []model.Enclosure{{URL: "https://news.test/a.mp3", Type: "audio/mpeg", Length: 1 << 20}}
	}
	for _, t := range r.Perm(len(topicNames))[:r.IntN(3)] {
		s.Topics = append(s.Topics, model.TopicScore{ID: model.TopicID("lede:" + topicNames[t]), Score: float64(50+r.IntN(50)) / 100, Why: []string{"because"}})
	}
	for range r.IntN(6) {
		s.Facts = append(s.Facts, fact(r, s.Body))
	}
	if len(s.Facts) > 0 {
		s.Brief = []model.Clause{{Span: s.Facts[0].Sentence, Facts: []int{0}}}
	}
	return s
}

func fact(r *rand.Rand, b model.Body) model.Fact {
	leaf := pick(r, b.Leaves())
	start := leaf.Start + r.IntN(leaf.Len())
	f := model.Fact{Kind: pick(r, model.Kinds()), Span: model.Span{Start: start, End: leaf.End}, Sentence: leaf, Score: float64(r.IntN(1000)) / 1000, Entity: r.IntN(4)}
	switch f.Kind {
	case model.Money:
		f.Value, f.Currency, f.Hedge = pick(r, figures), pick(r, currencies), model.Hedge(r.IntN(4))
		if r.IntN(3) == 0 {
			f.ValueHigh = pick(r, figures)
		}
	case model.Number, model.Percent, model.Quantity:
		f.Value = pick(r, figures)
		if f.Kind == model.Quantity {
			f.Unit = pick(r, units)
		} else if f.Kind == model.Percent {
			f.Unit = pick(r, []string{"%", "pp"})
		}
	case model.Date:
		f.Value = pick(r, dates)
	case model.Person:
		f.Value, f.Role = pick(r, people), leaf
	case model.Place:
		f.Value, f.Country = pick(r, places), "US"
	case model.QuoteOf:
		if r.IntN(4) > 0 {
			f.Speaker = pick(r, people)
		}
	case model.Time, model.Duration:
		f.Value = "P18M"
	default:
		f.Value = pick(r, orgs)
		if r.IntN(4) == 0 {
			f.Value = ""
		}
	}
	return f
}

// Query is a random query in text, three levels deep at most.
func Query(r *rand.Rand) string {
	q := expr(r, 2)
	if r.IntN(6) == 0 {
		q += " sort:" + pick(r, query.Sorts())
	}
	return q
}

func expr(r *rand.Rand, depth int) string {
	if depth == 0 || r.IntN(3) == 0 {
		return term(r)
	}
	switch r.IntN(5) {
	case 0:
		return "-(" + expr(r, depth-1) + ")"
	case 1:
		return "(" + expr(r, depth-1) + " OR " + expr(r, depth-1) + ")"
	}
	return expr(r, depth-1) + " " + expr(r, depth-1)
}

func word(r *rand.Rand) string { return strings.TrimSuffix(pick(r, vocabulary), ".") }

func prefix(r *rand.Rand) string {
	w := []rune(word(r))
	return strings.TrimRight(string(w[:1+r.IntN(len(w))]), ",'")
}

func op(r *rand.Rand) string { return pick(r, []string{">", ">=", "<", "<=", "=", "!="}) }

// term is one random condition.
func term(r *rand.Rand) string {
	name := func(of []string) string {
		n := strings.Fields(pick(r, of))
		switch r.IntN(4) {
		case 0:
			return `"` + strings.Join(n, " ") + `"`
		case 1:
			return string([]rune(n[0])[:2]) + "*"
		}
		return pick(r, n)
	}
	figure := func() string {
		if r.IntN(5) == 0 {
			return "=" + pick(r, figures) + ".." + pick(r, figures)
		}
		return op(r) + pick(r, figures)
	}
	switch r.IntN(26) {
	case 0, 1, 2:
		return word(r)
	case 3, 4:
		return prefix(r) + "*"
	case 5:
		return `"` + word(r) + " " + word(r) + `"`
	case 6:
		return `"` + word(r) + " " + prefix(r) + `"*`
	case 7:
		return "/" + pick(r, []string{"ban.s?", "^[A-Z]", "loan", `\d+`}) + pick(r, []string{"/", "/i"})
	case 8, 9:
		return "#" + pick(r, topicNames) + pick(r, []string{"", "," + pick(r, topicNames)})
	case 10, 11:
		return "is:" + pick(r, query.States())
	case 12:
		return "has:" + pick(r, query.Things())
	case 13:
		return pick(r, []string{"newer:", "older:"}) + pick(r, []string{"1d", "12h", "3w", "1m"})
	case 14:
		return pick(r, []string{"since:2026-11-01", "date:2026-10..2026-11-07", "today", "yesterday", "until:2026-10", "date<2026-11-20"})
	case 15:
		return pick(r, []string{"person", "said"}) + pick(r, []string{":", "="}) + name(people)
	case 16:
		return pick(r, []string{"org", "place", "source", "law", "ticker"}) + ":" + name(append(append([]string{}, orgs...), places...))
	case 17:
		return "quote:" + pick(r, []string{word(r), `"` + word(r) + " " + word(r) + `"`, prefix(r) + "*"})
	case 18, 19:
		return pick(r, []string{"money", "amount", "percent", "number", "quantity"}) + figure()
	case 20:
		return pick(r, []string{"money:usd", "amount:btc", "money:eur", "quantity:eh/s", "quantity:mw", "percent:pp"}) + pick(r, []string{"", figure()})
	case 21:
		return "when" + pick(r, []string{":2026-03", ":2026", ":today", ":2026-11-22..2026-11-25", ">=2026-03", "<2026"})
	case 22:
		return "title" + pick(r, []string{":", "="}) + pick(r, []string{word(r), prefix(r) + "*", `"` + word(r) + " " + word(r) + `"`})
	case 23:
		return pick(r, []string{"text:" + word(r), "author:ada", "author=\"Ada Lovelace\"", "publisher:post", "publisher:/^$/", "url:bitcoin", "url:/ai.1/", "lang:en", "lang:de,zh", "wire:ap", "title:/bank/i"})
	case 24:
		return pick(r, []string{"feed:harbour", "feed:1", "tag:money", "feed=\"Grain feed\"", "tag:/o/", "feed:test"})
	}
	return "sources" + op(r) + pick(r, []string{"1", "2", "3"})
}
