package format

import (
	"errors"
	"testing"
)

func TestWhatIsNoFeedSaysWhatItIs(t *testing.T) {
	for _, c := range []struct {
		doc  string
		want error
	}{
		{"", ErrEmpty},
		{" \n\t\r\n", ErrEmpty},
		{"{}", ErrNotFeed},
		{`{"error":"no such feed"}`, ErrNotFeed},
		{"<!doctype html><html><body><p>Moved", ErrNotFeed},
		{"%PDF-1.7\n%\xe2\xe3", ErrNotFeed},
		{"\x00\x01\x02\x03\x04\x05", ErrNotFeed},
		{`<opml version="2.0"><body><outline text="a"/></body></opml>`, ErrNotFeed},
	} {
		if _, err := Parse([]byte(c.doc), Hints{}); !errors.Is(err, c.want) {
			t.Errorf("%.40q: %v, want %v", c.doc, err, c.want)
		}
	}
}

func TestDatesAreReadInEveryForm(t *testing.T) {
	for in, want := range map[string]string{
		"Mon, 26 January 2004 16:31:00 ET": "2004-01-26T16:31:00-05:00",
		"2004-W53-6":                       "2005-01-01T00:00:00Z",
		"2003-335":                         "2003-12-01T00:00:00Z",
		"Sun Jan  4 16:29:06 2004":         "2004-01-04T16:29:06Z",
		"3 mars 2021 08:00":                "2021-03-03T08:00:00Z",
	} {
		got, ok := Date(in)
		if !ok || stamp(got) != want {
			t.Errorf("%q: %v, want %s", in, got, want)
		}
	}
}
