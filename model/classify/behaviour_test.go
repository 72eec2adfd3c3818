package classify

import (
	"strings"
	"testing"

	"lede/model"
)

// shorts are the short names of scores, in their order.
func shorts(scores []model.TopicScore) string {
	var out []string
	for _, s := range scores {
		topic, _ := ByID(s.ID)
		out = append(out, topic.Short)
	}
	return strings.Join(out, " ")
}

func has(scores []model.TopicScore, short string) bool {
	return strings.Contains(" "+shorts(scores)+" ", " "+short+" ")
}

func TestTheEmbeddedWeightsFitTheTable(t *testing.T) {
	w, err := open(weightsBin)
	if err != nil {
		t.Fatal(err)
	}
	if len(weightsBin) > 600_000 {
		t.Errorf("%d bytes of weights, want 600,000 or fewer", len(weightsBin))
	}
	for i, topic := range w.topic {
		if topic < 0 {
			t.Errorf("the weights speak of a topic (number %d) that is not in the table: train again", i)
		}
	}
	for c, short := range Classed() {
		if got := topics().topics[classTopic()[c]].Short; got != short {
			t.Errorf("class %s is topic %s", short, got)
		}
	}
	for _, cut := range []int{0, 5, len(magic), len(magic) + 40, len(weightsBin) / 2} {
		if _, err := open(weightsBin[:cut]); err == nil && cut < 100 {
			t.Errorf("%d bytes were read as weights", cut)
		}
	}
}

func TestAStoryHasItsFinerTopicsAndTheWordsThatDecided(t *testing.T) {
	got := Story("Miner sells bitcoin to pay debt", "The company sold 900 BTC to repay a loan. It mines bitcoin in Texas and its hashrate fell after the halving. Shares rose.", nil, "en")
	if !strings.HasPrefix(shorts(got), "economy ") || !has(got, "bitcoin") {
		t.Fatalf("topics: %s", shorts(got))
	}
	for _, s := range got {
		if s.ID == "lede:bitcoin" && (len(s.Why) == 0 || !strings.Contains(strings.ToLower(strings.Join(s.Why, " ")), "bitcoin")) {
			t.Errorf("bitcoin because of %q", s.Why)
		}
	}
}

func TestTheFeedsOwnCategoriesCount(t *testing.T) {
	for _, c := range []struct {
		categories []string
		language   string
		want       string // the first topics
	}{
		{[]string{"Wirtschaft"}, "de", "economy"},
		{[]string{"体育", "足球"}, "zh", "sport football"},
		{[]string{"Sport > Fußball"}, "de", "sport football"},
		{[]string{"/actualites/politique/"}, "fr", "politics"},
		{[]string{"https://a.test/seccion/economia/"}, "es", "economy"},
		{[]string{"Uncategorized", "News"}, "de", ""},
		{[]string{strings.Repeat("politics ", 100)}, "de", ""},
	} {
		got := Story("Kurz gemeldet", "Ein Text ohne englische Wörter.", c.categories, c.language)
		if !strings.HasPrefix(shorts(got), c.want) || c.want == "" && len(got) > 0 {
			t.Errorf("%q: %q, want %q", c.categories, shorts(got), c.want)
		}
	}
	got := Story("Council meets", "The council met on Tuesday about the bridge.", []string{"Sport"}, "en")
	if !has(got, "sport") {
		t.Errorf("the feed says sport: %s", shorts(got))
	}
}

func TestTextThatIsNotEnglishIsNotJudgedByEnglishWords(t *testing.T) {
	french := "Le ministre des sports a expliqué que le match de football aura lieu dimanche à Lyon malgré la pluie, et que les billets resteront valables pour tous les supporters du club."
	if got := Story("Le match aura lieu", french, nil, ""); len(got) > 0 {
		t.Errorf("topics: %s", shorts(got))
	}
	if got := Story("Le match aura lieu", french, []string{"Foot"}, ""); shorts(got) != "sport football" {
		t.Errorf("topics: %s, want sport football", shorts(got))
	}
}

func TestAmountsInCryptoAssetsAreATopic(t *testing.T) {
	facts := []model.Fact{{Kind: model.Money, Currency: "BTC"}, {Kind: model.Money, Currency: "USD"}}
	if got := Story("A ransom", "The gang asked for 40 BTC.", nil, "en", facts...); !has(got, "bitcoin") {
		t.Errorf("topics: %s", shorts(got))
	}
}

func TestWordsMeetInTheirFormsAndPairsStandTogether(t *testing.T) {
	same := [][]string{
		{"elections", "election"}, {"Ministers'", "minister's", "ministers"}, {"companies", "company"}, {"sacked", "sack"},
		{"O’Sullivan", "o'sullivan"}, {"Édith", "Edith"}, {"U.S.", "US"}, {"crossing", "crossed"}, {"matches", "match"},
		{"world-record", "World Record"}, {"X-ray", "x ray"},
	}
	for _, forms := range same {
		first, ok := Key(forms[0])
		for _, f := range forms[1:] {
			if k, ok2 := Key(f); !ok || !ok2 || k != first {
				t.Errorf("%q and %q differ", forms[0], f)
			}
		}
	}
	apart := []string{"US", "news", "new", "arms", "arm", "WHO", "bank", "court"}
	seen := map[uint32]string{}
	for _, f := range apart {
		if k, ok := Key(f); ok && seen[k] != "" {
			t.Errorf("%q and %q are one", f, seen[k])
		} else if ok {
			seen[k] = f
		}
	}
	for _, f := range []string{"us", "who", "the", "", "one two three", "four"} {
		if _, ok := Key(f); ok {
			t.Errorf("%q is a feature", f)
		}
	}
	pair, _ := Key("clay court")
	var got []string
	text := "On the clay court. Clay, court"
	Features(text, func(k uint32) bool { return k == pair }, func(f Feature) { got = append(got, text[f.Start:f.End]) })
	if strings.Join(got, "|") != "clay court|Clay|court" {
		t.Errorf("features %q", got)
	}
}

func BenchmarkStory(b *testing.B) {
	var text strings.Builder
	for _, s := range heldOutStories(b)[:12] {
		text.WriteString(s.text + "\n")
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		Story("A headline of a few words", text.String(), nil, "en")
	}
}

func TestFinerTopicsComeFromTheirOwnWords(t *testing.T) {
	for _, c := range []struct{ headline, text, want, not string }{
		{"Batsman saves the day", "He made 134 not out and the last wicket put on 60 before stumps. The bowlers had reduced the side to 190 for nine.", "cricket", "football"},
		{"Late goal wins the cup", "The striker headed the winner in injury time. The goalkeeper had saved a penalty before the break.", "football", "cricket"},
		{"Crude tops $90", "Oil rose after OPEC said that it would pump a million barrels a day less. Refiners expect petrol to follow.", "oil", "gold"},
		{"Chatbot passes law exam", "The language model was trained on court papers, its makers said. Artificial intelligence firms are hiring lawyers.", "ai", "bitcoin"},
		{"Ether staking opens to funds", "Ethereum holders can now lock their ether through a broker. Other crypto tokens rose as well.", "ethereum", "bitcoin"},
		{"Pope names twenty cardinals", "The pontiff read the list from the balcony. Most come from Africa and Asia, and four may not vote in a conclave.", "pope", "islam"},
		{"Polls open in Senegal", "Voters queued at polling stations in the presidential election. The incumbent is not a candidate, and turnout was high.", "elections", "sport"},
		{"Glaciers lose more ice", "Climate change has cost the Alps a tenth of their ice in two summers, and greenhouse gas emissions are still rising.", "climate", "crime"},
		{"Telescope sees farthest galaxy", "Astronomers say that the light left it when the universe was young. The space telescope will look again in May.", "astronomy", "film"},
		{"Ministers fail to agree on tariffs", "The trade talks broke down over import duties on steel. Exporters fear a trade war.", "tariffs", "football"},
	} {
		got := Story(c.headline, c.text, nil, "en")
		if !has(got, c.want) || has(got, c.not) {
			t.Errorf("%q: %s; want %s and not %s", c.headline, shorts(got), c.want, c.not)
		}
	}
}
