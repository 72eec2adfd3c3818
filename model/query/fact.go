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

func sameDay(value string) Expr {
	from, to, ranged := strings.Cut(value, "/")
	a, ok := dayName(from)
	if !ok {
		return nil
	}
	if !ranged {
		return When{a, a}
	}
	b, ok := dayName(to)
	if b, ok2 := dayBefore(b); ok && ok2 { // the end of a range is exclusive
		return When{a, b}
	}
	return When{From: a, To: a}
}

func phrase(s string) Expr {
	if len(Tokens(s)) == 0 {
		return nil
	}
	return Phrase{Text: line(s)}
}
