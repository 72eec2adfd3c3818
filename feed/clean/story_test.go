package clean

import (
	"os"
	"strings"
	"testing"
	"time"

	"lede/feed/format"
	"lede/model"
)

var fetched = time.Date(2026, 2, 10, 12, 0, 0, 0, time.UTC)

func plainText(s string) format.Text { return format.Text{Value: s} }
func asMarkup(s string) format.Text  { return format.Text{Value: s, Form: format.Markup} }

func TestAStoryIsMadeOfAnItem(t *testing.T) {
	f := &format.Feed{Title: plainText("Quayside Herald RSS Feed"), Link: "https://quay.test/", Language: "en_gb"}
	it := format.Item{
		Title: asMarkup("Crane sold &amp;amp; gone &#8211; at last | Quayside Herald"), Link: "https://quay.test/crane?utm_medium=rss&id=4#rss",
		ID: strings.Repeat("x", 300), Published: fetched.Add(-time.Hour), Authors: []format.Person{{Name: "By ADA BRANDT"}, {Email: "desk@quay.test"}, {Name: "admin"}},
		Content:    asMarkup(`<h1>Crane sold &amp; gone – at last</h1><p>The crane is <a href="/old?fbclid=1">gone</a>.</p><img src="/crane.jpg" alt="crane"><p>It stood on the quay for ninety years.</p>`),
		Categories: []string{"Harbour, Sales", "Uncategorized"}, Comments: "javascript:x",
		Enclosures: []format.Enclosure{{URL: "/a.mp3", Type: "Audio/MPEG", Length: -4}, {URL: "data:x"}},
	}
	s := Story(it, f, Hints{Now: fetched})
	for _, c := range [][2]string{
		{s.Headline, "Crane sold & gone – at last"}, {s.Publisher, "Quayside Herald"}, {s.Byline, "Ada Brandt"}, {s.URL, "https://quay.test/crane?id=4"}, {s.Language, "en-GB"},
		{s.Comments, ""}, {s.Image, "https://quay.test/crane.jpg"}, {strings.Join(s.Categories, "|"), "Harbour|Sales"},
		{s.Body.Text(), "The crane is gone.\n\nIt stood on the quay for ninety years."}, {s.GUID[:7], "sha256:"},
	} {
		if c[0] != c[1] {
			t.Errorf("%q, want %q", c[0], c[1])
		}
	}
	if len(s.Enclosures) != 1 || s.Enclosures[0] != (model.Enclosure{URL: "https://quay.test/a.mp3", Type: "audio/mpeg"}) {
		t.Errorf("enclosures %+v", s.Enclosures)
	}
	if s.Truncated || !s.Published.Equal(fetched.Add(-time.Hour)) {
		t.Errorf("truncated %v, published %v", s.Truncated, s.Published)
	}
}

func TestAHeadlineIsAlwaysFound(t *testing.T) {
	long := "The ministers of the seven coastal towns and the heads of their harbours met the fishermen on the island of Orrin in three separate sessions last week."
	for _, c := range []struct {
		what string
		it   format.Item
		want string
	}{
		{"from the boilerplate", format.Item{Content: plainText("The crane is gone.\nThe post Crane sold appeared first on Quayside Herald.")}, "Crane sold"},
		{"from a first line", format.Item{Content: plainText("Grain ship leaves port after the storm\nThe ship left the harbour on Friday after nine days at anchor.")}, "Grain ship leaves port after the storm"},
		{"from the first sentence", format.Item{Content: plainText("LONDON (Reuters) - The bank of St. Ives left its rate alone. It may fall.")}, "The bank of St. Ives left its rate alone"},
		{"cut at a clause", format.Item{Content: plainText("Norwood Inc. announced the sale of 4,451 tonnes of wheat for about 3 million euros, using the money to repay a loan and to mend its silos.")}, "Norwood Inc. announced the sale of 4,451 tonnes of wheat for about 3 million euros"},
		{"cut before a last phrase", format.Item{Content: plainText(long)}, "The ministers of the seven coastal towns and the heads of their harbours met the fishermen"},
		{"from the address", format.Item{Link: "https://a.test/2026/grain-ship-leaves-port-1234567.html"}, "Grain ship leaves port"},
		{"from the whole one in the text", format.Item{Title: plainText("Crane sold to the..."), Content: plainText("Gone.\nThe post Crane sold to the islanders appeared first on Herald.")}, "Crane sold to the islanders"},
		{"without any words", format.Item{}, "no words came with this story"},
	} {
		if got := Story(c.it, nil, Hints{}).Headline; got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
	for _, s := range []string{strings.Repeat("long ", 400), strings.Repeat("長", 2000)} {
		if n := len([]rune(Story(format.Item{Title: plainText(s)}, nil, Hints{}).Headline)); n == 0 || n > MaxHeadline {
			t.Errorf("headline of %d runes", n)
		}
	}
}

func TestThePublisherIsWhoTheSourcesTold(t *testing.T) {
	for text, want := range map[string]string{
		"The chair told Cointelegraph that it was time.":                 "Cointelegraph",
		"“No,” she told the Quayside Herald. He told Congress the same.": "Quayside Herald",
		"He told Blockly in an interview that the coin was dead.":        "Blockly",
		"He told Congress that the coin was dead, and told Smith.":       "",
		"She told The Economist about it.":                               "The Economist",
	} {
		if got := Story(format.Item{Content: plainText(text)}, nil, Hints{}).Publisher; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for _, c := range [][3]string{
		{"World news | Quayside Herald", "https://quaysideherald.test/world", "Quayside Herald"}, {"BBC News - World", "https://www.bbc.co.uk/news", "BBC News"}, {"The Harbour Blog", "https://harbour.test", "The Harbour Blog"},
		{"Orrin Times: Sports", "https://x.test", "Orrin Times"}, {"Ships & sails - notes of a pilot", "https://pilot.test", "Ships & sails - notes of a pilot"}, {"Larkfield » Feed", "", "Larkfield"},
	} {
		if got := Story(format.Item{}, &format.Feed{Title: plainText(c[0]), Link: c[1]}, Hints{}).Publisher; got != c[2] {
			t.Errorf("%q: %q, want %q", c[0], got, c[2])
		}
	}
	it := format.Item{Title: plainText("Ship leaves port in the storm - Larkfield Times"), Source: format.Source{Title: "Larkfield Times"}}
	if s := Story(it, &format.Feed{Title: plainText("All the news")}, Hints{}); s.Publisher != "Larkfield Times" || s.Headline != "Ship leaves port in the storm" {
		t.Errorf("%q by %q", s.Headline, s.Publisher)
	}
}

func TestDatesThatCannotBeAreTheFetch(t *testing.T) {
	for _, c := range []struct {
		it   format.Item
		want time.Time
	}{
		{format.Item{Published: fetched.Add(2 * time.Hour)}, fetched},
		{format.Item{Published: fetched.Add(30 * time.Minute)}, fetched.Add(30 * time.Minute)},
		{format.Item{Published: time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)}, fetched},
		{format.Item{Published: fetched.AddDate(1, 0, 0), Updated: fetched.Add(-time.Hour)}, fetched.Add(-time.Hour)},
		{format.Item{DateText: "the day after"}, fetched},
		{format.Item{}, time.Time{}},
	} {
		if got := Story(c.it, nil, Hints{Now: fetched}).Published; !got.Equal(c.want) {
			t.Errorf("%v: %v, want %v", c.it.Published, got, c.want)
		}
	}
}

func TestTheSameStoryTwiceInAFeedIsOne(t *testing.T) {
	long := "The grain ship left the harbour of Larkfield on Friday after nine days at anchor, carrying wheat for the mills of the coast, the port said."
	in := []model.Story{
		{GUID: "1", URL: "https://a.test/1", Headline: "Ship leaves", Body: model.PlainBody("Short.")},
		{GUID: "2", URL: "https://a.test/2", Headline: "Other"},
		{GUID: "3", URL: "https://a.test/1", Headline: "Ship leaves!", Body: model.PlainBody(long)},
		{GUID: "2", URL: "https://a.test/2b", Headline: "Other, corrected", Body: model.PlainBody("Now with text.")},
		{GUID: "4", URL: "https://a.test/x/1", Headline: "Ship leaves", Body: model.PlainBody(long)},
		{GUID: "5", URL: "https://a.test/live", Headline: "Live: first"},
		{GUID: "6", URL: "https://a.test/live", Headline: "Live: second"},
	}
	out := Dedupe(in)
	var got []string
	for _, s := range out {
		got = append(got, s.GUID+" "+s.Headline)
	}
	if want := "1 Ship leaves!|2 Other, corrected|5 Live: first|6 Live: second"; strings.Join(got, "|") != want {
		t.Fatalf("%q, want %q", strings.Join(got, "|"), want)
	}
	if out[0].Body.Text() != long {
		t.Fatalf("kept %q", out[0].Body.Text())
	}
}

func TestWordsThatLeadElsewhereAreCutOnlyWhereTheyStandApart(t *testing.T) {
	for src, want := range map[string]string{
		"<p>We need less talk and</p><p>more</p>":                          "We need less talk and\n\nmore",
		"<p>The deal closed.</p><p><a href=/x>More</a></p>":                "The deal closed.",
		"<p>The deal closed. [more]</p>":                                   "The deal closed.",
		"<p>The deal closed. More »</p>":                                   "The deal closed.",
		"<p>Users can now read more.</p>":                                  "Users can now read more.",
		"<p>The deal closed… <a href=/x>Keep reading</a></p>":              "The deal closed…",
		"<p>The deal closed.</p><p>Read the full story at example.com</p>": "The deal closed.",
	} {
		b, f := HTML(src, "https://a.test/")
		if b.Text() != want || f.Truncated != (want != "We need less talk and\n\nmore" && want != "Users can now read more.") {
			t.Errorf("%s: %q, truncated %v", src, b.Text(), f.Truncated)
		}
	}
}

func TestMarkupEscapedTwiceIsReadOnce(t *testing.T) {
	s := Story(format.Item{Title: plainText("x"), Summary: asMarkup("&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;p&gt;three&lt;/p&gt;")}, nil, Hints{})
	if s.Body.Text() != "One & two\n\nthree" {
		t.Fatalf("%q", s.Body.Text())
	}
	s = Story(format.Item{Title: asMarkup("How to write &lt;p&gt; and &lt;br&gt;")}, nil, Hints{})
	if s.Headline != "How to write <p> and <br>" {
		t.Fatalf("%q", s.Headline)
	}
}

func TestTheFullerOfContentAndSummaryIsTaken(t *testing.T) {
	it := format.Item{Title: plainText("t"), Content: asMarkup("<p>Short.</p>"), Summary: asMarkup("<p>A longer summary of what happened.</p>")}
	if s := Story(it, nil, Hints{}); s.Body.Text() != "A longer summary of what happened." {
		t.Fatalf("%q", s.Body.Text())
	}
}

func TestAMegabyteOfTextIsKeptAndTheRestIsSaidToBeCut(t *testing.T) {
	it := format.Item{Title: plainText("t"), Content: asMarkup("<p>" + strings.Repeat("wheat é ", 300_000) + "</p>")}
	s := Story(it, nil, Hints{})
	if n := len(s.Body.Text()); !s.Truncated || n > MaxText || n < MaxText-100 {
		t.Fatalf("%d bytes, truncated %v", n, s.Truncated)
	}
}

func TestTheSeedStoriesComeOutClean(t *testing.T) {
	raw, err := os.ReadFile("../../../shared/seeds/crypto-desk.txt")
	if err != nil {
		t.Skip("the seed stories are not beside this checkout:", err)
	}
	f, err := format.Parse(raw, format.Hints{})
	if err != nil || len(f.Items) != 2 {
		t.Fatalf("%v, %d items", err, len(f.Items))
	}
	a, b := Story(f.Items[0], f, Hints{}), Story(f.Items[1], f, Hints{})
	if a.Publisher != "ETHNews" || !strings.HasPrefix(a.Headline, "Cango Sells $305M in Bitcoin") || strings.Contains(a.Body.Text(), "appeared first") || a.Truncated {
		t.Errorf("first: %q %q %v", a.Headline, a.Publisher, a.Truncated)
	}
	if b.Publisher != "Cointelegraph" || !b.Truncated || len(b.Body.Blocks()) != 3 || strings.Contains(b.Body.Text(), "Read more") {
		t.Errorf("second: %q %v %d", b.Publisher, b.Truncated, len(b.Body.Blocks()))
	}
}
