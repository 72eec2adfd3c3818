package query_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"lede/model"
	"lede/model/query"
	"lede/model/query/querytest"
)

func parse(t testing.TB, s string) query.Query {
	t.Helper()
	q, err := query.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestAQueryIsPrintedInOneWay(t *testing.T) {
	for in, want := range map[string]string{
		"  bitcoin   AND loan ":             "bitcoin loan",
		"a or b c":                          "a OR b c",
		"a (b | c)":                         "a (b OR c)",
		"not (a b)":                         "-(a b)",
		"topic:ai,chips":                    "#ai,chips",
		"money:EUR >= 2,000,000,000":        "money:eur>=2bn",
		"money>$100m":                       "money:usd>100m",
		"money:100000000..2500000":          "money=2.5m..100m",
		"amount:btc:4451":                   "amount:btc=4451",
		"percent:5%":                        "percent=5",
		"date:2026-11-01..2026-11-01":       "date:2026-11-01",
		"date:today":                        "today",
		"since:2026-q3":                     "since:2026-Q3",
		`title =~ "a|b"`:                    "title:/a|b/i",
		`unread = "yes" and age < 2`:        "is:unread newer:2d",
		"person:ann,bob":                    "person:ann OR person:bob",
		`person:"ann byron" author:"byron"`: `person:"ann byron" author:byron`,
		"sort:date a sort:sources":          "a sort:sources",
		"https://a.test/x":                  "url:https://a.test/x",
		`"and"`:                             `"and"`,
		"older:2weeks":                      "older:2w",
		`/a\/b/i`:                           `/a\/b/i`,
	} {
		if got := parse(t, in).String(); got != want {
			t.Errorf("%s is printed %s, want %s", in, got, want)
		}
	}
}

func TestWhatIsTypedMayGoOn(t *testing.T) {
	for in, want := range map[string]string{
		"bitc":               "bitc*",
		"bitcoin ":           "bitcoin",
		"bitcoin lo":         "bitcoin lo*",
		`"strategic res`:     `"strategic res"*`,
		"(storm OR lo":       "storm OR lo*",
		"person:say":         "person:say*",
		`person:"michael sa`: `person:"michael sa"*`,
		"title:sto":          "title:sto*",
		"#bit":               "#bit",
		"bitcoin or":         "bitcoin",
		"bitcoin and":        "bitcoin",
		"money>100m":         "money>100m",
	} {
		q, err := query.ParseTyped(in)
		if err != nil || q.String() != want {
			t.Errorf("%s is read as %s (%v), want %s", in, q, err, want)
		}
	}
}

func TestTermsAreTakenOffOneByOne(t *testing.T) {
	q := parse(t, `bitcoin #ai (a OR b) -loan sort:salience`)
	var texts []string
	for _, term := range q.Terms() {
		texts = append(texts, term.Text)
	}
	if got := strings.Join(texts, "; "); got != "bitcoin; #ai; a OR b; -loan" {
		t.Errorf("terms %s", got)
	}
	for i, want := range []string{"#ai (a OR b) -loan sort:salience", "bitcoin (a OR b) -loan sort:salience", "bitcoin #ai -loan sort:salience", "bitcoin #ai (a OR b) sort:salience"} {
		if got := q.Drop(i).String(); got != want {
			t.Errorf("without term %d: %s, want %s", i, got, want)
		}
	}
	if got := q.Drop(9).String(); got != q.String() {
		t.Errorf("without a term that is not there: %s", got)
	}
	if got := parse(t, "bitcoin").Drop(0); !got.All() || got.String() != "" {
		t.Errorf("without its only term: %q", got)
	}
}

func TestQueriesAreNarrowedAndJoined(t *testing.T) {
	q := query.Query{}.With(query.Topic("AI")).With(query.Topic("#ai")).With(query.Negate(query.Topic("sport")))
	if q.String() != "#ai -#sport" {
		t.Errorf("narrowed: %s", q)
	}
	if !q.Has(query.Topic("ai")) || q.Has(query.Topic("sport")) {
		t.Error("what it has is not known")
	}
	if got := q.Without(query.Topic("ai")).String(); got != "-#sport" {
		t.Errorf("without: %s", got)
	}
	if got := query.Join(parse(t, "a OR b sort:sources"), parse(t, "c sort:date")).String(); got != "(a OR b) c sort:sources" {
		t.Errorf("joined: %s", got)
	}
	if got := query.Join(parse(t, ""), parse(t, "a b")).String(); got != "a b" {
		t.Errorf("joined: %s", got)
	}
	if got := query.Negate(query.Negate(query.Topic("ai"))); !reflect.DeepEqual(got, query.Topic("ai")) {
		t.Errorf("twice turned: %v", got)
	}
}

// Each fact of each story asks for stories of which this is one.
func TestAFactAsksForTheStoriesThatStateIt(t *testing.T) {
	stories, env := sample()
	asked := map[string]bool{}
	check := func(s *model.Story, env query.Env) {
		for _, f := range s.Facts {
			e := query.Fact(f, s.Body.Text())
			if e == nil {
				continue
			}
			q := query.Query{Expr: e}
			asked[q.String()] = true
			same(t, q)
			if !q.Match(s, env) {
				t.Errorf("%s does not find %s, which states it: %+v", q, s.GUID, f)
			}
		}
	}
	for i := range stories {
		check(&stories[i], env)
	}
	for _, want := range []string{"money:usd=305m", "amount:btc=4451", `person:"Lena Fischer"`, "quantity:EH/s=50", "when:2026-11-27", "when:2026-03..2026-06-30",
		`said="Ada Müller"`, "number=20000", "percent:pp=3.1", `law:"BITCOIN Act"`, "ticker:BTC", `source:"The Wire"`} {
		if !asked[want] {
			t.Errorf("no fact asks %s; asked were %v", want, asked)
		}
	}
	random := querytest.Stories(rand.New(rand.NewPCG(5, 6)), 200)
	for i := range random {
		// times and quotations are asked for by their words, which random spans cut through
		random[i].Facts = slices.DeleteFunc(random[i].Facts, func(f model.Fact) bool {
			return f.Kind == model.Time || f.Kind == model.Duration || f.Kind == model.QuoteOf && f.Speaker == ""
		})
		check(&random[i], query.Env{Now: querytest.Now()})
	}
}

func TestWhatIsLookedForIsShown(t *testing.T) {
	text := "Zürich banks raised the strategic reserve; Saylor, of the bank, said loans. Michael Saylor agreed in e-mail."
	for q, want := range map[string]string{
		"zurich":                       "Zürich",
		"bank*":                        "banks|bank",
		`"strategic reserve" loans`:    "strategic reserve|loans",
		"-bank loans":                  "loans",
		"a OR reserve":                 "reserve",
		`person:"michael saylor"`:      "Saylor|Michael Saylor",
		"/[a-z]+ed/ e-mail":            "raised|agreed|e-mail",
		"title:bank is:unread":         "bank",
		"strategic \"strategic res\"*": "strategic reserve",
		"is:unread #ai money>5":        "",
	} {
		var got []string
		for _, s := range query.Highlights(parse(t, q), text) {
			got = append(got, s.In(text))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s shows %q, want %q", q, got, want)
		}
	}
	if got := query.Words(parse(t, `bit* "a b" -c title:d person:"e f" /g/ bit*`)); fmt.Sprint(got) != "[bit* a b d e f]" {
		t.Errorf("words %v", got)
	}
}

func TestTopicsThatThereAreNoneOfAreNamed(t *testing.T) {
	text := "bitcoin -#bitcoyn (#ai OR #sprot)"
	if got := query.TopicNames(parse(t, text)); fmt.Sprint(got) != "[bitcoyn ai sprot]" {
		t.Errorf("topics %v", got)
	}
	err := query.UnknownTopic(text, "sprot", []string{"ai", "bitcoin", "sport"})
	if want := "there is no topic “sprot” at column 28: did you mean #sport?"; err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
}

func TestRandomQueriesPrintToThemselves(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 5000 {
		text := querytest.Query(r)
		q, err := query.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		same(t, q)
	}
}

func TestAQueryOfTooManyLayersIsRefused(t *testing.T) {
	for _, s := range []string{strings.Repeat("(", 1000) + "a", strings.Repeat("-", 1000) + "a", strings.Repeat("a ", 5000)} {
		if _, err := query.Parse(s); err == nil {
			t.Errorf("%.20s… was read", s)
		}
	}
}

func TestFoldingIsTheSameForAllSpellings(t *testing.T) {
	for in, want := range map[string]string{"Zürich": "zurich", "STRASSE straße": "strasse strasse", "Ærø": "aero", "ﬁne": "fine", "Ｂｉｔ": "bit", "naïve façade": "naive facade",
		"İstanbul": "istanbul", "Ελλάδα": "ελλαδα", "한국은행": "한국은행", "日本 銀行": "日 本 銀 行", "x́y": "xy", "½": "12", "АВ-12": "ав 12"} {
		if got := query.Fold(in); got != want {
			t.Errorf("%s folds to %q, want %q", in, got, want)
		}
		if got := query.Fold(query.Fold(in)); got != query.Fold(in) {
			t.Errorf("%s folds on to %q", in, got)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := query.Parse(`#bitcoin is:unread money>100m "strategic reserve" -person:saylor`); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	s := querytest.Stories(rand.New(rand.NewPCG(1, 1)), 1)[0]
	s.Body = model.PlainBody(strings.Repeat("The bank of the harbour raised its loans by a third. ", 80))
	match := parse(b, `zeppelin`).Matcher(query.Env{})
	b.SetBytes(int64(len(s.Body.Text())))
	b.ReportAllocs()
	for b.Loop() {
		match(&s)
	}
}
