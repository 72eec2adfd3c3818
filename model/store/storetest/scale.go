package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"time"

	"lede/model"
	"lede/model/query/querytest"
	"lede/model/store"
)

// Scale is a store as large and as mixed as a reader's: feeds of many sizes, common and rare words,
// names that recur, twenty facts a story, published over three years and come in nearly by date.
type Scale struct {
	Stories int
	Bytes   int // of text a story, about
	Feeds   int
}

// Fill puts a Scale into an empty store, for the local reader; a third of the stories is read. The same
// Scale gives the same stories.
func (c Scale) Fill(ctx context.Context, s store.Store) error {
	feeds := make([]model.FeedID, c.Feeds)
	for i := range feeds {
		f, err := s.Subscribe(ctx, model.LocalReader, model.Feed{Address: fmt.Sprintf("https://feed%d.test/rss", i), Title: invented(i*7+3) + " post"})
		if err != nil {
			return err
		}
		feeds[i] = f.ID
	}
	const batch = 500
	stories := make([]model.Story, 0, batch)
	for from := 0; from < c.Stories; from += batch {
		stories = stories[:0]
		for i := from; i < min(from+batch, c.Stories); i++ {
			stories = append(stories, c.Story(i))
		}
		at := feeds[(from/batch*from/batch+from/batch)%c.Feeds]
		got, err := s.Put(ctx, at, stories, stories[len(stories)-1].FirstSeen)
		if err != nil {
			return err
		}
		if _, err := s.Mark(ctx, model.LocalReader, got.IDs[:len(got.IDs)/3], model.MarkRead, querytest.Now()); err != nil {
			return err
		}
	}
	return nil
}

// lexicon is made once: words in the order of how common they are.
var lexicon = sync.OnceValue(func() []string {
	common := strings.Fields("the of and to in a is that for it as was with be by on not he at from are this have an which you were all her she there would their we him been has when who will no more if out so said up its about than into them can only other new some could time these two may then do first any now such like our over man me even most made after also did many before must through years where much your way well down should because each just those people how too little state good very make world still own see men work long get here between both life being under never day same another know while last might us great old year off come since against go came right used take three government president company market million percent minister police court bank party country million shares week month report plan deal price growth trade war energy oil economy leader officials election vote law budget school health hospital team game season players win final club coach league match goal title bitcoin crypto loan reserve exchange token blockchain mining data model chip software phone internet climate water storm fire region city harbour port ship train road bridge airport flight music film book art science study university research space mission rocket")
	out := common
	for i := len(common); i < 60000; i++ {
		out = append(out, invented(i))
	}
	return out
})

// invented is word number i of no language.
func invented(i int) string {
	const c, v = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for n := i*2654435761%1000003 + 1; n > 0 || b.Len() < 4; n /= len(c) * len(v) {
		b.WriteByte(c[n%len(c)])
		b.WriteByte(v[n/len(c)%len(v)])
	}
	if i%3 == 0 {
		b.WriteString([]string{"n", "s", "r", "tion", "ing", "ed"}[i/3%6])
	}
	return b.String()
}

// skewed draws below n, small numbers far more often.
func skewed(r *rand.Rand, n int) int {
	x := r.Float64()
	return int(x * x * x * x * float64(n))
}

// Story is story number i.
func (c Scale) Story(i int) model.Story {
	r := rand.New(rand.NewPCG(uint64(i), 77))
	g := &writing{r: r}
	words := lexicon()
	for range 7 + r.IntN(5) {
		g.b.WriteString(words[skewed(r, len(words))])
		g.b.WriteByte(' ')
	}
	headline := strings.ToUpper(g.b.String()[:1]) + strings.TrimSpace(g.b.String()[1:])
	g.b.Reset()
	three := 3 * 365 * 24 * time.Hour
	seen := querytest.Now().Add(-three).Add(time.Duration(float64(three) * float64(i+1) / float64(c.Stories)))
	s := model.Story{
		GUID: "tag:feed.test,2026:" + strconv.Itoa(i), Headline: headline, URL: fmt.Sprintf("https://www.%s.test/2026/%02d/%s-%s-%d", invented(i%900), i%12+1, words[skewed(r, len(words))], words[skewed(r, len(words))], i),
		Publisher: strings.ToUpper(invented(i % 300)[:1]) + invented(i % 300)[1:] + " News", Byline: person(r), Language: "en",
		Published: seen.Add(-time.Duration(skewed(r, 48*3600)) * time.Second), FirstSeen: seen, Truncated: r.IntN(6) == 0,
	}
	g.write(c.Bytes)
	s.Body = model.PlainBody(g.paragraphs...)
	s.Facts = g.facts(s.Body)
	for _, t := range topicsOf(r) {
		s.Topics = append(s.Topics, model.TopicScore{ID: model.TopicID(t), Score: float64(40+r.IntN(60)) / 100, Why: []string{words[skewed(r, 400)], words[skewed(r, 400)]}})
	}
	s.Brief = []model.Clause{{Span: s.Facts[0].Sentence, Facts: []int{0}}}
	return s
}

func topicsOf(r *rand.Rand) []string {
	var out []string
	for range 1 + r.IntN(3) {
		t := fmt.Sprintf("medtop:%02d000000", 1+skewed(r, 17))
		switch r.IntN(4) {
		case 0:
			t = "lede:" + []string{"bitcoin", "ai", "crypto", "chips", "climate", "housing"}[skewed(r, 6)]
		case 1:
			t = fmt.Sprintf("medtop:2000%04d", skewed(r, 80))
		}
		out = append(out, t)
	}
	return out
}

func person(r *rand.Rand) string {
	first, last := invented(skewed(r, 200)+70000), invented(skewed(r, 3000)+80000)
	return strings.ToUpper(first[:1]) + first[1:] + " " + strings.ToUpper(last[:1]) + last[1:]
}

// writing is a text under way, and where its facts stand: paragraph, first and last byte in it.
type writing struct {
	r          *rand.Rand
	b          strings.Builder
	paragraphs []string
	found      []spotted
}

type spotted struct {
	paragraph, start, end int
	fact                  model.Fact
}

// write writes about so many bytes, in sentences of which every second or so states a fact.
func (g *writing) write(bytes int) {
	words, total, facts := lexicon(), 0, 0
	for total < bytes {
		for range 2 + g.r.IntN(3) {
			for n := 9 + g.r.IntN(14); n > 0; n-- {
				if n == 5 && facts*bytes < 20*(total+g.b.Len()) {
					facts++
					g.state()
				} else {
					g.b.WriteString(words[skewed(g.r, len(words))])
				}
				g.b.WriteByte(' ')
			}
			g.b.WriteString("here. ")
		}
		total += g.b.Len()
		g.paragraphs = append(g.paragraphs, strings.TrimSpace(g.b.String()))
		g.b.Reset()
	}
}

// state writes one fact.
func (g *writing) state() {
	r := g.r
	f := model.Fact{Score: float64(r.IntN(1000)) / 1000, Entity: r.IntN(8)}
	text := ""
	switch r.IntN(14) {
	case 0, 1, 2:
		n := []int{1, 2, 3, 5, 10, 25, 40, 50, 75, 100, 250, 300, 500}[skewed(r, 13)]
		word, zeros := "million", "000000"
		if r.IntN(4) == 0 {
			word, zeros = "billion", "000000000"
		}
		f.Kind, f.Value, f.Currency = model.Money, strconv.Itoa(n)+zeros, []string{"USD", "USD", "EUR", "GBP"}[r.IntN(4)]
		text = "$" + strconv.Itoa(n) + " " + word
	case 3:
		n := 1 + r.IntN(9000)
		f.Kind, f.Value, f.Currency = model.Money, strconv.Itoa(n), "BTC"
		text = strconv.Itoa(n) + " BTC"
	case 4, 5:
		text = strconv.Itoa(1 + r.IntN(30000))
		f.Kind, f.Value = model.Number, text
	case 6:
		n := strconv.Itoa(1 + r.IntN(99))
		f.Kind, f.Value, f.Unit = model.Percent, n, "%"
		text = n + " per cent"
	case 7:
		n := strconv.Itoa(1 + r.IntN(500))
		f.Kind, f.Value, f.Unit = model.Quantity, n, []string{"MW", "km", "EH/s"}[r.IntN(3)]
		text = n + " " + f.Unit
	case 8, 9:
		d := querytest.Now().AddDate(0, 0, -r.IntN(900))
		f.Kind, f.Value = model.Date, d.Format(time.DateOnly)
		text = d.Format("2 January 2006")
	case 10, 11:
		text = person(r)
		f.Kind, f.Value = model.Person, text
	case 12:
		w := invented(skewed(r, 4000) + 90000)
		text = strings.ToUpper(w[:1]) + w[1:] + " Group"
		f.Kind, f.Value = model.Org, text
	default:
		f.Kind, f.Speaker = model.QuoteOf, person(r)
		text = "“" + lexicon()[skewed(r, 5000)] + " " + lexicon()[skewed(r, 5000)] + " it is”"
	}
	g.found = append(g.found, spotted{len(g.paragraphs), g.b.Len(), g.b.Len() + len(text), f})
	g.b.WriteString(text)
}

// facts are the facts written, in the text of the body that came of it.
func (g *writing) facts(b model.Body) []model.Fact {
	leaves := b.Leaves()
	out := make([]model.Fact, len(g.found))
	for i, s := range g.found {
		at := leaves[s.paragraph]
		s.fact.Sentence = at
		s.fact.Span = model.Span{Start: at.Start + s.start, End: at.Start + s.end}
		out[i] = s.fact
	}
	return out
}
