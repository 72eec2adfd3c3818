package facts

import (
	"strings"
	"time"

	"lede/model"
	"lede/model/query"
)

// Term is the condition that holds of stories which state the same fact: the same sum, the same person,
// a date within the same period, words by the same speaker. Where the language of queries has no
// word for it, it asks for the fact's own words.
func Term(f model.Fact, text string) query.Expr {
	words := strings.Join(strings.Fields(f.Span.In(text)), " ")
	e := condition(f, words)
	if e != nil && readsBack(e) {
		return e
	}
	return query.Phrase{Text: words}
}

// readsBack tells whether a condition can be written in the prompt and read again.
func readsBack(e query.Expr) bool {
	q := query.Query{Expr: e}
	again, err := query.Parse(q.String())
	return err == nil && again.String() == q.String()
}

func condition(f model.Fact, words string) query.Expr {
	name := f.Value
	if name == "" {
		name = words
	}
	switch f.Kind {
	case model.Person, model.Org, model.Place, model.Law, model.Product, model.Ticker, model.Event, model.Source:
		return query.Named{Key: string(f.Kind), Text: name}
	case model.QuoteOf:
		if f.Speaker == "" {
			return nil
		}
		return query.Named{Key: "said", Text: f.Speaker}
	case model.Money, model.Number, model.Percent, model.Quantity:
		return figure(f)
	case model.Date:
		if from, to, between := strings.Cut(f.Value, "/"); between {
			return query.When{From: query.Day(from), To: dayBefore(from, to)}
		}
		if f.Value != "" {
			return query.When{From: query.Day(f.Value), To: query.Day(f.Value)}
		}
	}
	return nil
}

// dayBefore is the last day of a period whose end is told as the first day after it.
func dayBefore(from, end string) query.Day {
	day, err := time.Parse(time.DateOnly, end)
	if err != nil || end <= from {
		return query.Day(from)
	}
	return query.Day(day.AddDate(0, 0, -1).Format(time.DateOnly))
}

func figure(f model.Fact) query.Expr {
	if f.Value == "" {
		return nil
	}
	e := query.Figure{Key: string(f.Kind), Op: query.Equal, N: f.Value}
	switch f.Kind {
	case model.Money:
		e.Unit = strings.ToLower(f.Currency)
	case model.Quantity:
		e.Unit = strings.ToLower(f.Unit)
	}
	if f.ValueHigh != "" {
		e.Op, e.High = query.Between, f.ValueHigh
	}
	return e
}
