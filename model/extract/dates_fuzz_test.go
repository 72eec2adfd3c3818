package extract

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"lede/model"
)

// dateBombs are pieces of text that are made to cost time or to break the grammar of dates when they are repeated.
var dateBombs = []string{"end of ", "first week of ", "2 days before ", "from ", "between 1 and ", "last this ", "the ", "in a ", "May ", "1/1/", "Monday, ", "3-", "to 5 ",
	"at 5 ", "2014-", "early in late ", "a couple of ", "half past ", "twenty ", "Christmas ", "New Year's ", "until ", "by ", "one hour and ", "1 h", "Q1 ", "’90s ",
	"before after ", "week of week ", "or later ", "rest of ", "Feb 30 ", "0000-00-00 ", "9999 ", "99999 years ", "1e9 days ago ", "second half of ", "12:60 ", "24:00 "}

// The values of dates, times and lengths of time (FACTS.md; ".." is an open end, ISO 8601-2).
var (
	dayForm    = `\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?|-Q[1-4]|-H[12])?`
	hourForm   = `T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?`
	dateForm   = regexp.MustCompile(`^(` + dayForm + `)?$|^(` + dayForm + `|\.\.)/(` + dayForm + `|\.\.)$`)
	timeForm   = regexp.MustCompile(`^` + hourForm + `$|^(` + hourForm + `|\.\.)/(` + hourForm + `|\.\.)$`)
	lengthForm = regexp.MustCompile(`^P(?:[\d.]+Y)?(?:[\d.]+M)?(?:[\d.]+W)?(?:[\d.]+D)?(?:T(?:[\d.]+H)?(?:[\d.]+M)?(?:[\d.]+S)?)?$`)
)

func FuzzDates(f *testing.F) {
	for _, s := range datedStories(f) {
		f.Add(s.in.Text, s.in.Headline, s.in.Country, s.in.Published.Unix())
	}
	for _, b := range dateBombs {
		f.Add(strings.Repeat(b, 12), "", "US", int64(1.7e9))
		f.Add("I'll be back "+b, "", "GB", int64(0))
	}
	f.Fuzz(func(t *testing.T, body, headline, country string, seconds int64) {
		const century = 100 * 365 * 24 * 3600
		in := Input{Text: body, Headline: headline, Country: country, Published: time.Unix(seconds%(2*century), 0).UTC()}
		p := newPage(in)
		findDates(p)
		for i := range p.found {
			x := &p.found[i]
			words := x.Span.In(body)
			if words == "" || strings.TrimSpace(words) != words {
				t.Fatalf("%s %v does not slice the text clean: %q", x.Kind, x.Span, words)
			}
			form := map[model.Kind]*regexp.Regexp{model.Date: dateForm, model.Time: timeForm, model.Duration: lengthForm}[x.Kind]
			if form == nil || !form.MatchString(x.Value) {
				t.Fatalf("%s %q has value %q", x.Kind, words, x.Value)
			}
			if from, to, ok := strings.Cut(x.Value, "/"); ok && x.Kind == model.Date && from != openEnd && to != openEnd && from[0] != '-' && len(from) == len(to) && from >= to {
				t.Fatalf("%q ends before it begins: %s", words, x.Value)
			}
		}
		again := newPage(in)
		findDates(again)
		if !reflect.DeepEqual(p.found, again.found) {
			t.Fatal("reading twice gives two readings")
		}
	})
}
