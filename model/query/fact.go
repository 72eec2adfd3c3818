package query

import (
	"strings"

	"lede/model"
)

// Topic asks for stories about a topic, by its short name or its id.
func Topic(name string) Expr { return Topics{Names: []string{TopicName(name)}} }

// Fact asks for the stories that state what f does: the same name, the same sum in the same currency,
// the same day. text is the body that f is of. nil when there is nothing to ask by.
func Fact(f model.Fact, text string) Expr {
	switch f.Kind {
	case model.Money:
		return sameFigure("amount", f.Currency, f)
	case model.Percent, model.Quantity:
		return sameFigure(string(f.Kind), f.Unit, f)
	case model.Number:
		return sameFigure("number", "", f)
	case model.Date:
		return sameDay(f.Value)
	case model.QuoteOf:
		if len(Tokens(f.Speaker)) > 0 {
			return Named{Key: "said", Text: nameText(f.Speaker), Whole: true}
		}
		return phrase(f.Span.In(text))
	case model.Time, model.Duration:
		return phrase(f.Span.In(text))
	}
	if name := NameOf(string(f.Kind), &f, text); len(Tokens(name)) > 0 {
		return Named{Key: string(f.Kind), Text: nameText(name)}
	}
	return nil
}

// nameText is a name as a Named holds it: on one line, no star at its end.
func nameText(s string) string { return strings.TrimRight(line(s), "*") }

func line(s string) string { return strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ") }

func sameFigure(key, unit string, f model.Fact) Expr {
	if key == "amount" && Fiat(unit) {
		key = "money"
	}
	q := Figure{Key: key, Unit: unitName(key, unit), Op: Equal}
	var ok bool
	neg := strings.HasPrefix(f.Value, "-")
	if q.N, ok = shift(strings.TrimPrefix(f.Value, "-"), 0); !ok {
		q.Op, q.N = 0, ""
		return q
	}
	if neg && q.N != "0" {
		q.N = "-" + q.N
	}
	return q
}

// sameDay asks for a date or range of dates; for the end that is told where a range is open.
func sameDay(value string) Expr {
	from, to, ranged := strings.Cut(value, "/")
	a, okA := dayName(untimed(from))
	b, okB := Day(""), false
	if ranged {
		b, okB = lastDay(to)
	}
	switch {
	case okA && okB:
		return When{a, b}
	case okA:
		return When{a, a}
	case okB && from == openEnd:
		return When{b, b}
	}
	return nil
}

// lastDay is the day in which a range ends whose exclusive end is s.
func lastDay(s string) (Day, bool) {
	if day := untimed(s); day != s && !strings.HasPrefix(s[len(day):], "T00:00") {
		return dayName(day)
	}
	d, ok := dayName(untimed(s))
	if !ok {
		return "", false
	}
	return dayBefore(d)
}

func untimed(s string) string {
	day, _, _ := strings.Cut(s, "T")
	return day
}

func phrase(s string) Expr {
	if len(Tokens(s)) == 0 {
		return nil
	}
	return Phrase{Text: line(s)}
}
