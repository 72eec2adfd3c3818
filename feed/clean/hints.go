package clean

import "time"

// Hints is what is known about a story besides its item.
type Hints struct {
	URL       string    // base of relative addresses where the item has no link; the feed's address
	Now       time.Time // moment of the fetch; takes the place of a date that cannot be
	Publisher string    // when neither the item nor the feed names one
	Headline  string    // a line of the Body that only repeats it is cut
	Language  string    // when neither the item nor the feed names one
}
