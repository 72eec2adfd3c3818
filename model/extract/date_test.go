package extract

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lede/model"
)

// datesIn are the dates of a story that was published on Wednesday 11 February 2026.
func datesIn(text, country string) []string {
	return datesOf(Input{Text: text, Country: country})
}

// datesOf are the dates of an input that came out at 8.15 on that day, as "words = value".
func datesOf(in Input) []string {
	in.Published = time.Date(2026, 2, 11, 8, 15, 0, 0, time.UTC)
	p := newPage(in)
	findDates(p)
	var out []string
	for _, f := range p.settle() {
		switch f.Kind {
		case model.Date, model.Time, model.Duration:
			out = append(out, f.Span.In(in.Text)+" = "+f.Value)
		}
	}
	return out
}

func TestNewsLooksBackUnlessItsVerbLooksAhead(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The mayor resigned on Tuesday.", "Tuesday = 2026-02-10"},
		{"The council will vote on Tuesday.", "Tuesday = 2026-02-17"},
		{"The hearing is scheduled for Friday.", "Friday = 2026-02-13"},
		{"The hearing will be held on Friday.", "Friday = 2026-02-13"},
		{"He said on Monday that he will leave.", "Monday = 2026-02-09"},
		{"Police arrested two men on Wednesday.", "Wednesday = 2026-02-11"},
		{"Exports fell in January.", "January = 2026-01"},
		{"Exports fell in December.", "December = 2025-12"},
		{"The bridge will open in May.", "May = 2026-05"},
		{"They signed it on March 3.", "March 3 = 2025-03-03"},
		{"The trial begins March 3.", "March 3 = 2026-03-03"},
		{"It happened last week.", "last week = 2026-02-02/2026-02-09"},
		{"It happened last Friday.", "last Friday = 2026-02-06"},
		{"Talks resume next month.", "next month = 2026-03"},
		{"It rained on Tuesday night.", "Tuesday night = 2026-02-10"},
		{"She left yesterday afternoon.", "yesterday afternoon = 2026-02-10"},
		{"It was founded two years ago.", "two years ago = 2024"},
		{"Profit rose in the fourth quarter.", "the fourth quarter = 2025-Q4"},
		{"Profit rose in the third quarter of 2025.", "the third quarter of 2025 = 2025-Q3"},
		{"They hope to finish by the end of 2027.", "the end of 2027 = 2027-12"},
		{"It was built in early 2024.", "early 2024 = 2024-01-01/2024-05-01"},
		{"It was seen in late February 2025.", "late February 2025 = 2025-02-21/2025-03-01"},
		{"Sales grew in the first half of 2025.", "the first half of 2025 = 2025-H1"},
		{"Sales grew in the first nine months of 2025.", "the first nine months of 2025 = 2025-01-01/2025-10-01"},
		{"Rents fell over the past three years.", "the past three years = 2023-02-11/2026-02-11"},
		{"The war of 1914-18 began in 1914.", "1914-18 = 1914-01-01/1919-01-01|1914 = 1914"},
		{"Bell-bottoms ruled in the 1970s.", "the 1970s = 1970-01-01/1980-01-01"},
		{"The fair runs from 3 March to 9 March 2026.", "from 3 March to 9 March 2026 = 2026-03-03/2026-03-10"},
		{"The festival was on 13-15 June 2025.", "13-15 June 2025 = 2025-06-13/2025-06-16"},
		{"Doors open at 7:30 p.m. and close at midnight.", "7:30 p.m. = T19:30|midnight = T00:00"},
		{"He was jailed for 18 months.", "18 months = P18M"},
		{"It signed a two-year deal.", "two-year = P2Y"},
		{"It lasted an hour and a half.", "an hour and a half = PT1.5H"},
		{"The talks took five-and-a-half hours.", "five-and-a-half hours = PT5.5H"},
		{"She won a 2½-year term.", "2½-year = P2.5Y"},
		{"The train left at 0645 on Jan. 3.", "0645 = T06:45|Jan. 3 = 2026-01-03"},
		{"The 2025/26 budget grew.", "2025/26 = 2025-01-01/2027-01-01"},
		{"Revenue rose in 3Q 2024.", "3Q 2024 = 2024-Q3"},
		{"Schools will remain closed till Friday.", "Friday = 2026-02-13"},
		{"The road was closed until Friday.", "Friday = 2026-02-06"},
		{"They agreed to sell it by Friday.", "Friday = 2026-02-13"},
		{"The council called a vote for 8 March.", "8 March = 2026-03-08"},
		{"Teachers return Monday.", "Monday = 2026-02-16"},
		{"The strike was first planned for November.", "November = 2025-11"},
		{"It told the story of its plan of 3 February.", "3 February = 2026-02-03"},
		{"He will hire for the rest of the year.", "the rest of the year = 2026-02-12/2027-01-01"},
		{"This winter was mild.", "This winter = 2025-12-01/2026-03-01"},
		{"They came home on Christmas Eve 1945.", "Christmas Eve 1945 = 1945-12-24"},
		{"Sales fell in the second half of 2025.", "the second half of 2025 = 2025-H2"},
		{"It is the third Monday of January 2026.", "the third Monday of January 2026 = 2026-01-19"},
	} {
		if got := strings.Join(datesIn(c.text, ""), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestWhatOnlyLooksLikeADateIsNone(t *testing.T) {
	for _, text := range []string{
		"It may rain.", "The march went on.", "A 34-year-old man was hurt.", "They sold 2000 tickets.", "She ran the 1500 metres.",
		"It costs $5 a day.", "Room 1984 is shut.", "The second man fled.", "The score was 3-2.", "A Boeing 737 landed.", "They kept Christmas trees.", "He scored in the second half.", "It was a fair day for a July crowd.", "The next day he left.",
		"They saw the last months of his life.", "It took 24/7 work.", "We saw the sun.", "He sat down.",
	} {
		if got := datesIn(text, ""); len(got) > 0 {
			t.Errorf("%s gives %q", text, got)
		}
	}
}

func TestNumbersWithSlashesFollowThePublishersCountry(t *testing.T) {
	for country, want := range map[string]string{"US": "3/4/2025 = 2025-03-04", "GB": "3/4/2025 = 2025-04-03", "IN": "3/4/2025 = 2025-04-03"} {
		if got := strings.Join(datesIn("It was signed on 3/4/2025.", country), "|"); got != want {
			t.Errorf("%s: %s, want %s", country, got, want)
		}
	}
}

func TestWithoutADateOfItsOwnAStoryGivesRelativeDatesNoValue(t *testing.T) {
	text := "He left on Tuesday, in 2019 he came."
	p := newPage(Input{Text: text})
	findDates(p)
	got := p.settle()
	if len(got) != 2 || got[0].Value != "" || got[1].Value != "2019" {
		t.Fatalf("%+v", got)
	}
}

// BenchmarkDates reads dates off the stories in testdata/dates, of which every line has some, and off prose that has few.
func BenchmarkDates(b *testing.B) {
	run := func(name string, pages []*page) {
		b.Run(name, func(b *testing.B) {
			n := 0
			for _, p := range pages {
				n += len(p.Text)
			}
			b.SetBytes(int64(n))
			b.ReportAllocs()
			for b.Loop() {
				for _, p := range pages {
					p.found = p.found[:0]
					findDates(p)
				}
			}
		})
	}
	var dense []*page
	for _, s := range datedStories(b) {
		dense = append(dense, newPage(s.in))
	}
	run("dense", dense)
	var plain []*page
	for _, s := range markedStories(b) {
		plain = append(plain, newPage(s.in))
	}
	run("plain", plain)
}

// The zone belongs to the time: without it nobody knows when to be there.
func TestAClockTimeKeepsItsZone(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Polls close at 7 p.m. ET.", "7 p.m. ET = T19:00-05:00"},
		{"The bell rings at 14:00 GMT.", "14:00 GMT = T14:00Z"},
		{"It was filed at 1800 GMT on Monday.", "1800 GMT = T18:00Z|Monday = 2026-02-09"},
		{"The launch is due on July 9 at 9:30 a.m. ET.", "July 9 = 2026-07-09|9:30 a.m. ET = T09:30-04:00"},
		{"The launch is due at 9:30 a.m. ET on July 9.", "9:30 a.m. ET = T09:30-04:00|July 9 = 2026-07-09"},
		{"It begins at 10:00 CET (0900 GMT).", "10:00 CET = T10:00+01:00|0900 GMT = T09:00Z"},
		{"Talks resume at 9 a.m. Berlin time.", "9 a.m. Berlin time = T09:00+01:00"},
		{"It closed at 4 p.m. Sydney time.", "4 p.m. Sydney time = T16:00+11:00"},
		{"It opened at 9:15 IST.", "9:15 IST = T09:15+05:30"},
		{"The ship left at 6 a.m. local time.", "6 a.m. local time = T06:00"},
		{"It went dark at 21:40 UTC+3.", "21:40 UTC+3 = T21:40+03:00"},
		{"It went dark at 21:40 UTC-03:30.", "21:40 UTC-03:30 = T21:40-03:30"},
		{"Between 9 a.m. and 5 p.m. GMT it was shut.", "Between 9 a.m. and 5 p.m. GMT = T09:00Z/T17:00Z"},
		{"They left at 5 p.m. Central rail was shut.", "5 p.m. = T17:00"},
		{"They left at 5 p.m. London was dark by then.", "5 p.m. = T17:00"},
		{"In 1998 ET was shown again.", "1998 = 1998"},
	} {
		if got := strings.Join(datesIn(c.text, "US"), "|"); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestAFeastIsAnEventWhereItIsNoDay(t *testing.T) {
	for _, c := range []struct {
		text string
		want []model.Fact
	}{
		{"Factories shut for the Chinese New Year.", []model.Fact{{Kind: model.Event, Value: "Chinese New Year"}}},
		{"Shops opened early ahead of Diwali.", []model.Fact{{Kind: model.Event, Value: "Diwali"}}},
		{"Families met for Eid al-Fitr.", []model.Fact{{Kind: model.Event, Value: "Eid al-Fitr"}}},
		{"The fast of Yom Kippur began.", []model.Fact{{Kind: model.Event, Value: "Yom Kippur"}}},
		{"Parsi New Year was quiet.", []model.Fact{{Kind: model.Event, Value: "Parsi New Year"}}},
		{"They met before Diwali 2024.", []model.Fact{{Kind: model.Date, Value: "Diwali 2024 = 2024-10-31"}}},
		{"The Lunar New Year of 2026 is late.", []model.Fact{{Kind: model.Date, Value: "Lunar New Year of 2026 = 2026-02-17"}}},
	} {
		var got []model.Fact
		for _, f := range Read(Input{Text: c.text}).Facts {
			value := f.Span.In(c.text)
			if f.Kind == model.Date {
				value += " = " + f.Value
			}
			got = append(got, model.Fact{Kind: f.Kind, Value: value})
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s\ngot  %v\nwant %v", c.text, got, c.want)
		}
	}
}

func TestDaysInARowAreEachADate(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Matches will be on 3, 10 and 17 June.", "3 = 2026-06-03|10 = 2026-06-10|17 June = 2026-06-17"},
		{"He spoke on the 3rd, 10th and 17th of June 2025.", "3rd = 2025-06-03|10th = 2025-06-10|17th of June 2025 = 2025-06-17"},
		{"It will be shut on 10 and 17 June.", "10 = 2026-06-10|17 June = 2026-06-17"},
		{"It will be shut on 10 and 11 June.", "10 and 11 June = 2026-06-10/2026-06-12"},
		{"It will be shut between 10 and 17 June.", "between 10 and 17 June = 2026-06-10/2026-06-18"},
		{"It will be shut on 10 or 17 June.", "10 = 2026-06-10|17 June = 2026-06-17"},
		{"He sold 10 and 17 June was quiet.", "17 June = 2025-06-17"},
	} {
		if got := strings.Join(datesIn(c.text, ""), "|"); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}
