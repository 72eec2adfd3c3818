package extract

import (
	"strconv"
	"strings"
	"time"
)

// lengths is a sum of lengths by unit, for ISO 8601.
type lengths struct{ y, mo, w, d, h, mi, s float64 }

func (l *lengths) add(n float64, g grain) {
	switch g {
	case gSecond:
		l.s += n
	case gMinute:
		l.mi += n
	case gHour:
		l.h += n
	case gDay:
		l.d += n
	case gWeekend:
		l.d += 2 * n
	case gWeek:
		l.w += n
	case gFortnight:
		l.w += 2 * n
	case gMonth:
		l.mo += n
	case gQuarter:
		l.mo += 3 * n
	case gDecade:
		l.y += 10 * n
	case gCentury:
		l.y += 100 * n
	case gMillennium:
		l.y += 1000 * n
	default:
		l.y += n
	}
}

// grain is the smallest unit in the sum.
func (l *lengths) grain() grain {
	switch {
	case l.s != 0:
		return gSecond
	case l.mi != 0:
		return gMinute
	case l.h != 0:
		return gHour
	case l.d != 0, l.w != 0:
		return gDay
	}
	return gMonth
}

// seconds are those of the units that have a fixed length.
func (l *lengths) seconds() float64 {
	return l.s + 60*l.mi + 3600*l.h + 24*3600*(l.d+7*l.w)
}

// after is the time that lies the whole length after t, at most some thousand years.
func (l *lengths) after(t time.Time) time.Time {
	const most = 36500 * 24 * 3600
	t = months(t, int(min(12*l.y+l.mo, 12000)))
	return t.Add(time.Duration(min(l.seconds(), most)) * time.Second)
}

// String is the length in ISO 8601.
func (l lengths) String() string {
	var b strings.Builder
	b.WriteByte('P')
	part := func(n float64, unit string) {
		if n != 0 {
			b.WriteString(strconv.FormatFloat(n, 'f', -1, 64))
			b.WriteString(unit)
		}
	}
	part(l.y, "Y")
	part(l.mo, "M")
	part(l.w, "W")
	part(l.d, "D")
	if l.h != 0 || l.mi != 0 || l.s != 0 {
		b.WriteByte('T')
		part(l.h, "H")
		part(l.mi, "M")
		part(l.s, "S")
	}
	if b.Len() == 1 {
		return "PT0S"
	}
	return b.String()
}
