package query

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Period is the time from the first moment of d to the first moment after it, in now's zone;
// false when d is none. "" is not a Day.
func (d Day) Period(now time.Time) (from, to time.Time, ok bool) {
	day := func(shift int) (time.Time, time.Time, bool) {
		y, m, n := now.Date()
		return time.Date(y, m, n+shift, 0, 0, 0, 0, now.Location()), time.Date(y, m, n+shift+1, 0, 0, 0, 0, now.Location()), true
	}
	switch d {
	case "today":
		return day(0)
	case "yesterday":
		return day(-1)
	case "tomorrow":
		return day(1)
	}
	return civil(string(d), now.Location())
}

// civil reads 2026, 2026-H1, 2026-Q3, 2026-03 and 2026-03-31.
func civil(s string, zone *time.Location) (from, to time.Time, ok bool) {
	span := func(y int, m time.Month, months int) (time.Time, time.Time, bool) {
		return time.Date(y, m, 1, 0, 0, 0, 0, zone), time.Date(y, m+time.Month(months), 1, 0, 0, 0, 0, zone), true
	}
	if len(s) < 4 || len(s) > 10 || len(s) > 4 && s[4] != '-' {
		return from, to, false
	}
	y, ok := digits(s[:4])
	if !ok || y == 0 {
		return from, to, false
	}
	switch rest := strings.TrimPrefix(s[4:], "-"); {
	case s[4:] == "":
		return span(y, 1, 12)
	case len(rest) == 2 && rest[0] == 'H' && (rest[1] == '1' || rest[1] == '2'):
		return span(y, time.Month(rest[1]-'1')*6+1, 6)
	case len(rest) == 2 && rest[0] == 'Q' && rest[1] >= '1' && rest[1] <= '4':
		return span(y, time.Month(rest[1]-'1')*3+1, 3)
	case len(rest) == 2:
		m, ok := digits(rest)
		if !ok || m < 1 || m > 12 {
			return from, to, false
		}
		return span(y, time.Month(m), 1)
	case len(rest) == 5 && rest[2] == '-':
		m, ok1 := digits(rest[:2])
		n, ok2 := digits(rest[3:])
		from = time.Date(y, time.Month(m), n, 0, 0, 0, 0, zone)
		if !ok1 || !ok2 || from.Day() != n || int(from.Month()) != m {
			return time.Time{}, time.Time{}, false
		}
		return from, time.Date(y, time.Month(m), n+1, 0, 0, 0, 0, zone), true
	}
	return from, to, false
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// bounds is the period from From to To: a zero time is an open end.
func bounds(from, to Day, now time.Time) (start, end time.Time) {
	if s, _, ok := from.Period(now); ok {
		start = s
	}
	if _, e, ok := to.Period(now); ok {
		end = e
	}
	return start, end
}

// Bounds is the half-open period [start, end) that p asks for; a zero time is an open end.
func (p Published) Bounds(now time.Time) (start, end time.Time) { return bounds(p.From, p.To, now) }

// Bounds is the half-open period [start, end) that w asks for; a zero time is an open end.
func (w When) Bounds(now time.Time) (start, end time.Time) { return bounds(w.From, w.To, now) }

// Moment is the time at which a story is exactly as old as a says.
func (a Age) Moment(now time.Time) time.Time {
	switch a.Unit {
	case 'h':
		return now.Add(-time.Duration(a.N) * time.Hour)
	case 'd':
		return now.AddDate(0, 0, -a.N)
	case 'w':
		return now.AddDate(0, 0, -7*a.N)
	case 'm':
		return now.AddDate(0, -a.N, 0)
	}
	return now.AddDate(-a.N, 0, 0)
}

// age reads newer:2d and older:1w; a day in place of a length of time is the day to begin or end with.
func (p *parser) age(k keyUse) (Expr, error) {
	at := p.pos
	s := p.run("")
	older := k.as == "older"
	if d, ok := dayName(s); ok {
		if older {
			before, ok := dayBefore(d)
			if !ok {
				return nil, p.errAt(at, "older: wants a length of time", "until:"+s+" ends with it")
			}
			return Published{To: before}, nil
		}
		return Published{From: d}, nil
	}
	low := strings.ToLower(s)
	n := strings.TrimRight(low, "abcdefghijklmnopqrstuvwxyz")
	unit, ok := map[string]byte{"h": 'h', "hour": 'h', "hours": 'h', "d": 'd', "day": 'd', "days": 'd', "w": 'w', "week": 'w', "weeks": 'w',
		"m": 'm', "mo": 'm', "month": 'm', "months": 'm', "y": 'y', "year": 'y', "years": 'y'}[low[len(n):]]
	count, err := strconv.Atoi(n)
	if err != nil || !ok || count < 0 || count > 10000 {
		return nil, p.errAt(at, fmt.Sprintf("“%s” is no length of time", s), "as in "+k.name+":2d: h hours, d days, w weeks, m months, y years")
	}
	return Age{Older: older, N: count, Unit: unit}, nil
}

// dayName is s as a Day.
func dayName(s string) (Day, bool) {
	d := Day(strings.ToLower(s))
	if len(s) > 4 && s[4] == '-' {
		d = Day(strings.ToUpper(s))
	}
	_, _, ok := d.Period(time.Time{})
	return d, ok
}

// dayBefore and dayAfter are the days next to a Day of the calendar; false for today and its kin.
func dayBefore(d Day) (Day, bool) {
	from, _, ok := civil(string(d), time.UTC)
	return Day(from.AddDate(0, 0, -1).Format(time.DateOnly)), ok && from.Year() > 1
}

func dayAfter(d Day) (Day, bool) {
	_, to, ok := civil(string(d), time.UTC)
	return Day(to.Format(time.DateOnly)), ok && to.Year() <= 9999
}

// period reads date:2026-11-01..2026-11-07, since:2026-11, date>=2026-11-01 and when:2026-03.
func (p *parser) period(k keyUse) (Expr, error) {
	at := p.pos
	s, _, err := p.value("")
	if err != nil {
		return nil, err
	}
	op, not, ok := opOf(k.op)
	if !ok || k.as != "" && op != Equal {
		return nil, p.errAt(at, fmt.Sprintf("%s: is not compared", k.name), "as in "+k.name+":2026-11-01")
	}
	from, to, okDays := days(op, k.as, s)
	if !okDays {
		return nil, p.errAt(at, fmt.Sprintf("“%s” is no day", s), "as in 2026-11-24, 2026-11, 2026-Q4, 2026, today, or 2026-11-01..2026-11-07")
	}
	var e Expr = Published{from, to}
	if k.form == formWhen {
		e = When{from, to}
	}
	if not {
		e = Not{e}
	}
	return e, nil
}

func days(op Op, as, s string) (from, to Day, ok bool) {
	low, high, ranged := strings.Cut(s, "..")
	if !ranged && op == Between {
		low, high, ranged = strings.Cut(s, ":") // newsboat
	}
	if ranged {
		okLow, okHigh := low == "", high == ""
		if low != "" {
			from, okLow = dayName(low)
		}
		if high != "" {
			to, okHigh = dayName(high)
		}
		return from, to, okLow && okHigh && low+high != "" && as == "" && (op == Equal || op == Between)
	}
	d, ok := dayName(s)
	if !ok || op == Between {
		return "", "", false
	}
	switch {
	case as == "since" || op == AtLeast:
		return d, "", true
	case as == "until" || op == AtMost:
		return "", d, true
	case as == "after" || op == Greater:
		d, ok = dayAfter(d)
		return d, "", ok
	case as == "before" || op == Less:
		d, ok = dayBefore(d)
		return "", d, ok
	}
	return d, d, true
}
