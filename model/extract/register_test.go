package extract

import (
	"strings"
	"testing"
)

func TestARequestMarksOffTimeToPlanBy(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Remind me to ring Ada tomorrow night", "tomorrow night = 2026-02-12T20:00/2026-02-12T23:59:59"},
		{"Can we talk this afternoon?", "this afternoon = 2026-02-11T12:00/2026-02-11T16:00"},
		{"I'm free late this morning.", "late this morning = 2026-02-11T10:00/2026-02-11T12:00"},
		{"Could you call in the evening?", "in the evening = T16:00/T20:00"},
		{"List orders before 2019", "before 2019 = ../2019-01-01"},
		{"List orders after 2019", "after 2019 = 2020-01-01/.."},
		{"Find mails since last Monday", "since last Monday = 2026-02-02/.."},
		{"Find mails from March 2025 or later", "March 2025 or later = 2025-03-01/.."},
		{"I need it no later than Friday.", "no later than Friday = ../2026-02-13"},
		{"Please answer by the end of March.", "by the end of March = ../2026-04-01"},
		{"How many were sold from 2016 to 2020?", "from 2016 to 2020 = 2016-01-01/2020-01-01"},
		{"I am away from May 4th to May 9th.", "from May 4th to May 9th = 2026-05-04/2026-05-09"},
		{"How many did we sell in the last two weeks?", "last two weeks = 2026-01-28/2026-02-11"},
		{"What is on in the next three days?", "next three days = 2026-02-12/2026-02-15"},
		{"Let's meet at 3pm on Tuesday", "3pm on Tuesday = 2026-02-17T15:00"},
		{"Let's meet Tuesday 2-4", "Tuesday 2-4 = 2026-02-17T02:00/2026-02-17T04:00"},
		{"Book a table tonight at 8", "tonight at 8 = 2026-02-11T20:00"},
		{"I'll be back within 20 minutes.", "within 20 minutes = 2026-02-11T08:15/2026-02-11T08:35"},
		{"Try again 10 minutes later", "10 minutes later = 2026-02-11T08:25"},
		{"Wake me in half an hour", "in half an hour = 2026-02-11T08:45"},
		{"The meeting runs from 9 am for 90 minutes", "from 9 am for 90 minutes = T09:00/T10:30"},
		{"I'll come Thursday before 6pm.", "Thursday before 6pm = ../2026-02-12T18:00"},
		{"Show the plan for week 9", "week 9 = 2026-02-23/2026-03-02"},
		{"I am off the week of May 6th.", "the week of May 6th = 2026-05-04/2026-05-11"},
		{"Do it now!", "now = 2026-02-11T08:15"},
		{"I'll ring you noonish.", "noonish = T12:00"},
		{"Show calls longer than 5 minutes", "longer than 5 minutes = PT5M"},
		{"at 7pm", "at 7pm = 2026-02-11T19:00"},
		{"diwali party friday", "friday = 2026-02-13"},
	} {
		if got := strings.Join(datesOf(Input{Text: c.text}), "|"); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// The same words in a story keep the conventions of news.
func TestAStoryIsNoRequestThoughItAsksOrTellsOfMe(t *testing.T) {
	const want = "2015 to 2018 = 2015-01-01/2019-01-01|Tuesday night = 2026-02-10"
	for _, in := range []Input{
		{Text: "I worked there, 2015 to 2018, and left on Tuesday night.", Headline: "Why I left"},
		{Text: "I worked there, 2015 to 2018, and left on Tuesday night.", Publisher: "The Lindos Post"},
		{Text: "I worked there, 2015 to 2018, and left on Tuesday night, she said."},
		{Text: "The clerk worked there, 2015 to 2018, and left on Tuesday night."},
		{Text: "I worked there, 2015 to 2018, and left on Tuesday night. " + strings.Repeat("The rest of us went on as we always had. ", 8)},
	} {
		if got := strings.Join(datesOf(in), "|"); got != want {
			t.Errorf("%.60s\n got %s\nwant %s", in.Text, got, want)
		}
	}
}

func TestTheHourStandsBesideTheDayInAStory(t *testing.T) {
	got := strings.Join(datesOf(Input{Text: "The vote is at 2 p.m. on Tuesday.", Headline: "A vote"}), "|")
	if want := "2 p.m. = T14:00|Tuesday = 2026-02-17"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestNamedDaysFallWhereTheirRuleSays(t *testing.T) {
	for text, want := range map[string]string{
		"Thanksgiving 2024": "2024-11-28", "Easter Monday 2025": "2025-04-21", "Orthodox Easter 2024": "2024-05-05", "Memorial Day 2023": "2023-05-29",
		"Rosh Hashanah 2024": "2024-10-03/2024-10-05", "Passover 2024": "2024-04-23/2024-05-01", "Hanukkah 2021": "2021-11-29/2021-12-07",
		"Eid al-Fitr 2024": "2024-04-10", "Black Friday 2022": "2022-11-25", "New Year’s Eve 1999": "1999-12-31",
	} {
		got := strings.Join(datesOf(Input{Text: "They met on " + text + ".", Headline: "A meeting"}), "|")
		if want = text + " = " + want; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	for country, want := range map[string]string{"IN": "Labour Day 2024 = 2024-05-01", "CA": "Labour Day 2024 = 2024-09-02"} {
		if got := strings.Join(datesOf(Input{Text: "They met on Labour Day 2024.", Headline: "A meeting", Country: country}), "|"); got != want {
			t.Errorf("%s: got %s, want %s", country, got, want)
		}
	}
}
