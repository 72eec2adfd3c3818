package querytest

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"

	"lede/model"
)

// Set is a small newsroom that the table of queries is asked about. A story's GUID is its name in the
// table; its State is what the reader did.
type Set struct {
	Feeds   []FeedStories
	Threads [][]string // GUIDs; the first leads
	Visit   time.Time  // when the reader left last
}

// FeedStories is a feed, with the reader's name and tags for it, and what it tells.
type FeedStories struct {
	Feed    model.Feed
	Stories []model.Story
}

// Topic knows the topics of the set: money stands for the finer ones as well.
func Topic(name string) []model.TopicID {
	switch name {
	case "money":
		return []model.TopicID{"lede:money", "lede:bitcoin", "lede:banks"}
	case "economy", "medtop:04000000":
		return []model.TopicID{"medtop:04000000"}
	}
	return []model.TopicID{model.TopicID("lede:" + name)}
}

func ago(hours float64) time.Time {
	return now.Add(-time.Duration(hours * float64(time.Hour))).Truncate(time.Second)
}

// tale writes a story whose paragraphs are in text, parted by line breaks.
func tale(guid, headline, text string, topics ...string) model.Story {
	s := model.Story{GUID: guid, Headline: headline, Body: model.PlainBody(strings.Split(text, "\n")...), Publisher: "Harbour Post",
		URL: "https://post.test/2026/" + guid, Language: "en-GB", Published: ago(3), FirstSeen: ago(2)}
	for _, t := range topics {
		if !strings.Contains(t, ":") {
			t = "lede:" + t
		}
		s.Topics = append(s.Topics, model.TopicScore{ID: model.TopicID(t), Score: 0.9})
	}
	return s
}

// state adds a fact that stands in the text.
func state(s *model.Story, k model.Kind, words string, set func(*model.Fact)) {
	at := strings.Index(s.Body.Text(), words)
	if at < 0 {
		panic("querytest: " + s.GUID + " does not say " + words)
	}
	f := model.Fact{Kind: k, Span: model.Span{Start: at, End: at + len(words)}, Value: words, Score: 0.5}
	for _, l := range s.Body.Leaves() {
		if l.Covers(f.Span) {
			f.Sentence = l
		}
	}
	if set != nil {
		set(&f)
	}
	s.Facts = append(s.Facts, f)
}

func money(value, currency string) func(*model.Fact) {
	low, high, _ := strings.Cut(value, "-")
	return func(f *model.Fact) { f.Value, f.ValueHigh, f.Currency = low, high, currency }
}

func value(v string) func(*model.Fact)   { return func(f *model.Fact) { f.Value = v } }
func unit(v, u string) func(*model.Fact) { return func(f *model.Fact) { f.Value, f.Unit = v, u } }
func speaker(n string) func(*model.Fact) { return func(f *model.Fact) { f.Speaker = n } }

// Sample is the newsroom of the table.
func Sample() Set {
	return Set{
		Visit:   ago(12),
		Threads: [][]string{{"miner", "miner2"}, {"storm", "grain"}},
		Feeds: []FeedStories{
			{model.Feed{Address: "https://post.test/feed.xml", Title: "Harbour Post: all news", Link: "https://post.test/", Tags: []string{"daily", "far east"}}, post()},
			{model.Feed{Address: "https://coins.test/rss", Title: "Coin Courier", Name: "Coins"}, coins()},
		},
	}
}

func post() []model.Story {
	vote := tale("vote", "Council votes on the harbour budget", "The council votes on a budget of €2.1 billion for the harbour.\n"+
		"“There is no money for a second lighthouse,” said Ada Müller, the mayor of Port Said.\nThe vote is due on 27 November.", "politics", "medtop:04000000")
	vote.Byline = "Ines Duarte"
	state(&vote, model.Money, "€2.1 billion", money("2100000000", "EUR"))
	state(&vote, model.QuoteOf, "“There is no money for a second lighthouse,”", speaker("Ada Müller"))
	state(&vote, model.Person, "Ada Müller", nil)
	state(&vote, model.Place, "Port Said", nil)
	state(&vote, model.Date, "27 November", value("2026-11-27"))

	storm := tale("storm", "Storm closes the port of Zürich", "Winds of 70 mph closed the port on Tuesday; 12 per cent of the ferries were cancelled.\nThe lake authority expects the storm to last until 18:00 on 26 November.", "weather")
	storm.Published, storm.FirstSeen, storm.State.Read = ago(30), ago(29), true
	state(&storm, model.Quantity, "70 mph", unit("70", "mph"))
	state(&storm, model.Percent, "12 per cent", unit("12", "%"))
	state(&storm, model.Org, "lake authority", nil)
	state(&storm, model.Date, "until 18:00 on 26 November", value("../2026-11-26T18:00"))

	grain := tale("grain", "Grain ship leaves after the storm", "A ship with 20,000 tons of grain left Odesa, the wire reports.\nIt carries the Black Sea Grain Act's first cargo.", "shipping")
	grain.Publisher, grain.Wire, grain.Published, grain.FirstSeen = "The Wire", "AP", ago(31), ago(10)
	grain.Truncated, grain.State.Starred = true, true
	state(&grain, model.Number, "20,000", value("20000"))
	state(&grain, model.Law, "Black Sea Grain Act", nil)
	state(&grain, model.Place, "Odesa", nil)
	state(&grain, model.Source, "the wire", value("The Wire"))

	cup := tale("cup", "Cup final: Ada Müller's team wins 3-2", "The e-mail came late; the U.S. team lost 3-2 in extra time.\nTickets cost 45 francs.", "sport")
	cup.Published, cup.State = ago(24*9), model.State{Read: true, Starred: true, Note: "send to Ben"}
	cup.Comments, cup.Image = "https://post.test/talk/cup", "https://post.test/cup.jpg"
	cup.FirstSeen = ago(24 * 8)
	state(&cup, model.Money, "45 francs", money("45", "CHF"))

	taipei := tale("taipei", "比特币价格上涨", "比特币价格周二上涨百分之五，分析师说。", "bitcoin")
	taipei.Language, taipei.Published = "zh-Hans", ago(20)
	state(&taipei, model.Percent, "百分之五", unit("5", "%"))

	undated := tale("undated", "A podcast about bridges", "We talk about bridges and the people who build them.", "culture")
	undated.Published, undated.FirstSeen = time.Time{}, ago(50)
	undated.Enclosures = []model.Enclosure{{URL: "https://post.test/bridges.mp3", Type: "audio/mpeg"}}
	return []model.Story{vote, storm, grain, cup, taipei, undated}
}

func coins() []model.Story {
	miner := tale("miner", "Miner sells 4,451 BTC to repay a loan", "Northgate Mining Inc. sold 4,451 BTC for about $305 million in bitcoin's best week.\n"+
		"The hashrate is 50 EH/s. Lena Fischer, its finance chief, said the loan from Bank of Zürich is repaid.", "bitcoin", "banks", "medtop:04000000")
	miner.Publisher, miner.Byline, miner.Language = "Coin Courier", "Ada Petrov and Li Wei", "en-US"
	miner.URL = "https://coins.test/news?id=7,8"
	state(&miner, model.Org, "Northgate Mining Inc.", nil)
	state(&miner, model.Money, "4,451 BTC", money("4451", "BTC"))
	state(&miner, model.Money, "$305 million", func(f *model.Fact) { money("305000000", "USD")(f); f.Hedge = model.Approx })
	state(&miner, model.Quantity, "50 EH/s", unit("50", "EH/s"))
	state(&miner, model.Person, "Lena Fischer", nil)
	state(&miner, model.Org, "Bank of Zürich", nil)
	state(&miner, model.Ticker, "BTC", nil)

	miner2 := tale("miner2", "Northgate cuts its debt", "Northgate raised $90 million to $110 million, between March and June 2026.\nIts strategic reserve, in bitcoin, is 3,000 coins.", "bitcoin")
	miner2.Publisher, miner2.FullText, miner2.Published = "Harbour Post", true, ago(5)
	state(&miner2, model.Money, "$90 million to $110 million", money("90000000-110000000", "USD"))
	state(&miner2, model.Number, "3,000", value("3000"))
	state(&miner2, model.Date, "between March and June 2026", value("2026-03/2026-07"))

	act := tale("act", "Congress weighs the BITCOIN Act", "Senator Bernard Moreau wants a strategic reserve of bitcoin, the BITCOIN Act.\n“A reserve is not a bet,” said Bernard Moreau.\n"+
		"Michael Saylor of Strategy agreed in 2025. ETH and AI stocks fell by 310 basis points.", "politics", "bitcoin", "ai")
	act.Publisher, act.Published = "Coin Courier", ago(26)
	state(&act, model.Law, "BITCOIN Act", nil)
	state(&act, model.QuoteOf, "“A reserve is not a bet,”", speaker("Bernard Moreau"))
	state(&act, model.Person, "Bernard Moreau", nil)
	state(&act, model.Person, "Michael Saylor", nil)
	state(&act, model.Org, "Strategy", nil)
	state(&act, model.Date, "2025", value("2025"))
	state(&act, model.Percent, "310 basis points", unit("3.1", "pp"))
	state(&act, model.Ticker, "ETH", nil)

	café := tale("cafe", "Café owners ask for loans", "Owners of cafés want loans of ¥500m — and/or grants. Not today, says the ministry, as since 2018.", "banks")
	café.Published, café.Byline = ago(24*40), ""
	state(&café, model.Money, "¥500m", money("500000000", "JPY"))
	state(&café, model.Date, "since 2018", value("2018-01-01/.."))
	return []model.Story{miner, miner2, act, café}
}

// Case is one line of the table: what a query finds, sorted, or its fault.
type Case struct {
	Line  int
	Query string
	Find  []string
	Err   string // the whole message; "" for none
}

//go:embed cases.txt
var cases string

// Cases are the lines of the table.
func Cases() []Case {
	var out []Case
	for i, line := range strings.Split(cases, "\n") {
		if line == "" || strings.HasPrefix(line, "--") {
			continue
		}
		c := Case{Line: i + 1}
		var find string
		var ok bool
		if c.Query, c.Err, ok = strings.Cut(line, "  !! "); ok {
			c.Query = unescape(c.Query)
			out = append(out, c)
			continue
		}
		if c.Query, find, ok = strings.Cut(line, "  => "); !ok {
			panic(fmt.Sprintf("querytest: line %d has no answer", i+1))
		}
		c.Query, c.Find = unescape(strings.TrimRight(c.Query, " ")), strings.Fields(find)
		if find == "none" {
			c.Find = nil
		}
		out = append(out, c)
	}
	return out
}

// unescape reads what the table writes as a Go string, for queries with control signs.
func unescape(s string) string {
	if t, err := strconv.Unquote(s); err == nil && strings.Contains(s, `\`) {
		return t
	}
	return s
}
