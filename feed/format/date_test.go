package format

import (
	"testing"
	"time"
)

func TestDatesAreReadInEveryForm(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Mon, 26 January 2004 16:31:00 ET", "2004-01-26T16:31:00-05:00"},
		{"Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19T18:28:00Z"},
		{"Wed, 22 Feb 2012 22:40:00 GMT-01:01", "2012-02-22T22:40:00-01:01"},
		{"Mon, 13 Feb, 2012 06:28:00 UTC", "2012-02-13T06:28:00Z"},
		{"Fri May 28 2010 21:03:38 GMT+0200 (CEST)", "2010-05-28T21:03:38+02:00"},
		{"Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"},
		{"Sun, Jan 04 2004 16:29:06 PST", "2004-01-04T16:29:06-08:00"},
		{"Thursday, 1 April 2021, 9:05 pm", "2021-04-01T21:05:00Z"},
		{"April 1st, 2021 12:05 AM", "2021-04-01T00:05:00Z"},
		{"1 Apr 99 07:00 +0530", "1999-04-01T07:00:00+05:30"},
		{"2004-W53-6", "2005-01-01T00:00:00Z"},
		{"2003-335", "2003-12-01T00:00:00Z"},
		{"2003335", "2003-12-01T00:00:00Z"},
		{"20031231", "2003-12-31T00:00:00Z"},
		{"20031231T101455Z", "2003-12-31T10:14:55Z"},
		{"20031231101455", "2003-12-31T10:14:55Z"},
		{"2003-12-31T10:14", "2003-12-31T10:14:00Z"},
		{"2003-12-31T10:14:55,25+0100", "2003-12-31T10:14:55+01:00"},
		{"2003-12-31 10:14:55 UTC", "2003-12-31T10:14:55Z"},
		{"2003-12-31 10:14:55 PM", "2003-12-31T22:14:55Z"},
		{"2003-1-5", "2003-01-05T00:00:00Z"},
		{"03-12-31", "2003-12-31T00:00:00Z"},
		{"12/31/2003 4:05 PM", "2003-12-31T16:05:00Z"},
		{"31/12/2003", "2003-12-31T00:00:00Z"},
		{"31.12.2003 16:05", "2003-12-31T16:05:00Z"},
		{"1614556800", "2021-03-01T00:00:00Z"},
		{"1614556800000", "2021-03-01T00:00:00Z"},
		{"3 mars 2021 08:00", "2021-03-03T08:00:00Z"},
		{"mié, 3 mar 2021 08:00:00 -0300", "2021-03-03T08:00:00-03:00"},
		{"Mi, 03 März 2021 08:00:00 MEZ", "2021-03-03T08:00:00+01:00"},
		{"3 марта 2021 г. 08:00", "2021-03-03T08:00:00Z"},
		{"Τετ, 03 Μαρ 2021 08:00:00 EET", "2021-03-03T08:00:00+02:00"},
		{"2021-március-3T08:00+01:00", "2021-03-03T08:00:00+01:00"},
		{"2021년 03월 03일 08:00:00", "2021-03-03T08:00:00Z"},
		{"2021-03-03 오후 08:00:00", "2021-03-03T20:00:00+09:00"},
	} {
		got, ok := Date(c.in)
		if !ok || got.Format(time.RFC3339) != c.want {
			t.Errorf("%q: %s, want %s", c.in, got.Format(time.RFC3339Nano), c.want)
		}
	}
}

func TestWhatIsNoDateIsRefused(t *testing.T) {
	for _, in := range []string{"", "yesterday", "soon", "31 June 2004", "2021-02-29", "2021-13-01", "12:30", "Mon, 99 Jan 2004", "-", "0", "1.5", "version 2.0.1",
		"99999999999999999999"} {
		if got, ok := Date(in); ok {
			t.Errorf("%q is read as %s", in, got)
		}
	}
}

// Whatever the order, the separators and the names, a moment written down is read back.
func TestDatesInTheLayoutsOfPublishersAreReadBack(t *testing.T) {
	moments := []time.Time{
		time.Date(2024, 2, 29, 23, 59, 58, 0, time.UTC),
		time.Date(2011, 12, 31, 0, 0, 0, 0, time.UTC),
		time.Date(2031, 7, 14, 12, 30, 1, 0, time.UTC),
	}
	for _, layout := range []string{time.ANSIC, time.UnixDate, time.RubyDate, time.RFC850, time.RFC1123, time.RFC1123Z, time.RFC3339, time.RFC3339Nano,
		time.DateTime, "Monday, January 2, 2006 3:04:05 PM MST", "Monday, 2 January 2006, 15:04:05", "Jan 2, 2006 15:04:05", "2 Jan 2006 15:04:05 -0700",
		"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05 MST", "2006-01-02T15:04:05-0700", "2006-1-2T15:4:5", "2006/01/02 15:04:05",
		"1/2/2006 3:04:05 PM", "02 January 2006 15:04:05", "Mon Jan 02 2006 15:04:05 GMT-0700 (MST)", "02-Jan-2006 15:04:05", "Mon, 2 Jan 06 15:04:05 MST",
		"Mon, 02 Jan 2006 15:04:05 UT", "Jan. 2, 2006, 15:04:05", "Mon 02 Jan 2006 03:04:05 PM", "20060102T150405Z0700", "Mon, 2006-01-02 15:04:05",
		"02/Jan/2006:15:04:05 -0700"} {
		for _, want := range moments {
			if in := want.Format(layout); true {
				if got, ok := Date(in); !ok || !got.Equal(want) {
					t.Errorf("%q (%s): %v", in, layout, got)
				}
			}
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"Mon, 02 Jan 2006 15:04:05 EST", "2006-01-02T15:04:05.25+01:00", "2004-W53-6", "2021년 03월 03일", "-0312", "오후 1:2", "1:", "+1 +", "\x80\xff 1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := Date(s)
		if ok && (d.Year() < -1 || d.Year() > 10001) {
			t.Errorf("%q: year %d", s, d.Year())
		}
		if !ok && !d.IsZero() {
			t.Errorf("%q is refused and read at once", s)
		}
	})
}
