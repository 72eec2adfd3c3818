package query

import (
	"fmt"
	"strconv"
	"strings"
)

// newsboat reads the attributes that newsboat has and we say in another way: unread = "yes",
// age < 7, flags # "s", enclosure_type =~ "audio". Their meaning is that of newsboat 2.30's manual;
// ages there are whole days.
func (p *parser) newsboat(from int, k keyUse) (Expr, error) {
	at := p.pos
	s, _, err := p.value("")
	if err != nil {
		return nil, err
	}
	not := strings.HasPrefix(k.op, "!")
	var e Expr
	switch k.name {
	case "unread":
		if !strings.EqualFold(s, "yes") && !strings.EqualFold(s, "no") {
			return nil, p.errAt(at, fmt.Sprintf("unread is yes or no, not “%s”", s), "is:unread")
		}
		e = Is{Unread}
		if strings.EqualFold(s, "no") {
			e = Is{Read}
		}
	case "age":
		return p.wholeDays(at, k.op, s)
	case "flags":
		e = Is{Starred}
		if s == "" {
			not = !not
		}
	default: // what goes with a story
		e = Has{"enclosure"}
	}
	if op, _, ok := opOf(k.op); ok && op != Equal {
		return nil, p.errAt(from, fmt.Sprintf("“%s” is not compared by size", k.name), "")
	}
	if not {
		e = Negate(e)
	}
	return e, nil
}

func (p *parser) wholeDays(at int, op, s string) (Expr, error) {
	o, not, ok := opOf(op)
	low, high, ranged := strings.Cut(s, ":")
	a, err := strconv.Atoi(low)
	b := a
	if err == nil && ranged {
		b, err = strconv.Atoi(high)
	}
	if err != nil || !ok || ranged != (o == Between) || a < 0 || b < a || b > 9999 {
		return nil, p.errAt(at, fmt.Sprintf("age wants a number of days, not “%s”", s), "newer:2d")
	}
	var e Expr
	switch o {
	case Less:
		return Age{N: a, Unit: 'd'}, nil
	case AtMost:
		return Age{N: a + 1, Unit: 'd'}, nil
	case Greater:
		return Age{Older: true, N: a + 1, Unit: 'd'}, nil
	case AtLeast:
		return Age{Older: true, N: a, Unit: 'd'}, nil
	}
	e = And{Age{Older: true, N: a, Unit: 'd'}, Age{N: b + 1, Unit: 'd'}}
	if not {
		e = Not{e}
	}
	return e, nil
}
