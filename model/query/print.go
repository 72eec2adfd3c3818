package query

import (
	"strconv"
	"strings"
	"unicode"
)

// String is q as Parse reads it: parsing it gives q again. The order comes last.
func (q Query) String() string {
	var b strings.Builder
	write(&b, q.Expr, outside)
	if q.Sort != Newest {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString("sort:" + Sorts()[min(int(q.Sort), len(Sorts())-1)])
	}
	return b.String()
}

// place is what an expression stands in; it decides on parentheses.
type place uint8

const (
	outside place = iota
	inOr
	inAnd
	inNot
)

func write(b *strings.Builder, e Expr, in place) {
	switch e := e.(type) {
	case nil:
	case And:
		parts := conjuncts(e)
		writeList(b, parts, " ", inAnd, in > inAnd && len(parts) > 1, in)
	case Or:
		writeList(b, e, " OR ", inOr, in > inOr && len(e) > 1, in)
	case Not:
		b.WriteByte('-')
		write(b, e.X, inNot)
	default:
		b.WriteString(leaf(e))
	}
}

func writeList(b *strings.Builder, parts []Expr, sep string, inside place, parens bool, in place) {
	if len(parts) == 1 {
		inside = in
	}
	if parens {
		b.WriteByte('(')
	}
	for i, x := range parts {
		if i > 0 {
			b.WriteString(sep)
		}
		write(b, x, inside)
	}
	if parens {
		b.WriteByte(')')
	}
}

func leaf(e Expr) string {
	switch e := e.(type) {
	case Word:
		if e.Prefix {
			return e.Text + "*"
		}
		return e.Text
	case Phrase:
		if e.Prefix {
			return quote(e.Text) + "*"
		}
		return quote(e.Text)
	case Pattern:
		return pattern(e.Source, e.Fold)
	case Topics:
		names := make([]string, len(e.Names))
		for i, n := range e.Names {
			names[i] = plain(n)
		}
		if len(names) > 0 && names[0][0] == '"' {
			return "topic:" + strings.Join(names, ",")
		}
		return "#" + strings.Join(names, ",")
	case Field:
		return field(e)
	case Is:
		return "is:" + e.State.String()
	case Has:
		return "has:" + e.What
	case Age:
		name := "newer:"
		if e.Older {
			name = "older:"
		}
		return name + strconv.Itoa(e.N) + string(e.Unit)
	case Published:
		return period("date:", e.From, e.To)
	case When:
		return period("when:", e.From, e.To)
	case Named:
		if e.Whole {
			return e.Key + "=" + starredText(e.Text)
		}
		return e.Key + ":" + starredText(e.Text)
	case Figure:
		return figure(e)
	case SourceCount:
		return "sources" + sign(e.Op) + strconv.Itoa(e.N)
	}
	return ""
}

func field(f Field) string {
	switch f.How {
	case Matches:
		return f.Key.name() + ":" + pattern(f.Text, f.Fold)
	case Equals:
		if f.Key == Title || f.Key == Content {
			return f.Key.name() + "=" + starredText(f.Text)
		}
		return f.Key.name() + "=" + plain(f.Text)
	}
	if f.Key == Title || f.Key == Content {
		return f.Key.name() + ":" + starredText(f.Text)
	}
	return f.Key.name() + ":" + plain(f.Text)
}

func period(key string, from, to Day) string {
	switch {
	case from == to && key == "date:" && (from == "today" || from == "yesterday"):
		return string(from)
	case from == to:
		return key + string(from)
	case key == "date:" && to == "":
		return "since:" + string(from)
	case key == "date:" && from == "":
		return "until:" + string(to)
	}
	return key + string(from) + ".." + string(to)
}

func figure(f Figure) string {
	s := f.Key
	if f.Unit != "" {
		unit := f.Unit
		if (f.Key == "money" || f.Key == "amount") && crypto(unit) {
			unit = strings.ToLower(unit)
		}
		if strings.ContainsAny(unit, "<>=!:") || startsLikeNumber(unit) {
			unit = quote(unit)
		} else {
			unit = plain(unit)
		}
		s += ":" + unit
	}
	switch f.Op {
	case 0:
	case Between:
		s += "=" + short(f.N) + ".." + short(f.High)
	default:
		s += sign(f.Op) + short(f.N)
	}
	return s
}

// crypto tells whether s may be the symbol of an asset: capitals and digits.
func crypto(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') })
}

func startsLikeNumber(s string) bool {
	p := parser{src: []rune(s)}
	return p.number()
}

func sign(op Op) string {
	switch op {
	case Less:
		return "<"
	case AtMost:
		return "<="
	case Greater:
		return ">"
	case AtLeast:
		return ">="
	}
	return "="
}

// plain is s by itself where that can be read back, else in quotation marks.
func plain(s string) string {
	if s == "" || strings.ContainsFunc(s, needsQuotes) || strings.ContainsRune("/=~<>!:#", rune(s[0])) || strings.HasSuffix(s, "*") {
		return quote(s)
	}
	return s
}

// starredText is plain, but for a star at the end, which lets the last word go on.
func starredText(s string) string {
	t, star := strings.CutSuffix(s, "*")
	if !star {
		return plain(s)
	}
	return plain(t) + "*"
}

func needsQuotes(r rune) bool {
	return unicode.IsSpace(r) || isQuote(r) || r == '(' || r == ')' || r == '|' || r == ',' || r == '\\'
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

func pattern(src string, fold bool) string {
	s := "/" + strings.ReplaceAll(src, "/", `\/`) + "/"
	if fold {
		s += "i"
	}
	return s
}
