package extract

import (
	"math"
	"time"
)

// The phases of the moon, for the feasts that go by it. Formulas: J. Meeus, Astronomical Algorithms, chapter 49,
// with the terms that come to more than a minute: within some five minutes from 1900 to 2100.

// The phases by the part of a lunation at which they are.
const (
	newMoon  = 0.0
	fullMoon = 0.5
)

// firstPhase is the first time after t, in UTC, that the moon is at a phase.
func firstPhase(phase float64, t time.Time) time.Time {
	years := t.Sub(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24 / 365.25
	for k := math.Floor(years*12.3685) - 2; ; k++ {
		if at := phaseAt(k + phase); !at.Before(t) {
			return at
		}
	}
}

// phaseAt is when lunation k is: whole numbers are new moons, halves full ones, counted from that of 6 January 2000.
func phaseAt(k float64) time.Time {
	t := k / 1236.85
	e := 1 - 0.002516*t
	sin := func(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
	sun, moon, node := 2.5534+29.1053567*k, 201.5643+385.81693528*k, 160.7108+390.67050284*k
	shift := -0.4072*sin(moon) + 0.17241*e*sin(sun) + 0.01608*sin(2*moon) + 0.01039*sin(2*node)
	if k != math.Floor(k) {
		shift = -0.40614*sin(moon) + 0.17302*e*sin(sun) + 0.01614*sin(2*moon) + 0.01043*sin(2*node)
	}
	shift += 0.00737*e*sin(moon-sun) - 0.00515*e*sin(moon+sun) + 0.00208*e*e*sin(2*sun) - 0.00111*sin(moon-2*node) - 0.00057*sin(moon+2*node)
	days := 2451550.09766 + 29.530588861*k + 0.00015437*t*t + shift - 0.0008 // clocks on Earth are a minute behind
	return time.Unix(int64(math.Round((days-2440587.5)*86400)), 0).UTC()
}

// moonDay is the day of the first phase in a year that falls on a month's day or later, where the local day
// begins so many minutes before that of UTC.
func moonDay(y int, phase float64, month, day, minutes int, loc *time.Location) time.Time {
	ahead := time.Duration(minutes) * time.Minute
	at := firstPhase(phase, time.Date(y, time.Month(month), day, 0, 0, 0, 0, time.UTC).Add(-ahead)).Add(ahead)
	return dayOf(at.Year(), at.Month(), at.Day(), loc)
}
