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
