package article

import (
	"errors"
	"strings"
	"time"

	"lede/model"
)

// maxPage is the most of a page that is looked at, in bytes.
const maxPage = 8 << 20

// ErrEmpty says that a page holds no text at all.
var ErrEmpty = errors.New("the page holds no text")

// Hints is what is known about a page besides its bytes.
type Hints struct {
	ContentType string    // the response's header
	Now         time.Time // moment of the fetch: dates after it are not believed; zero believes all
	Headline    string    // as the feed gave it: a line that repeats it is cut
}

// Page is what was found on one.
type Page struct {
	Title     string
	Byline    string
	Published time.Time // zero when the page does not say
	Site      string
	Lang      string // as the page writes it; clean.Language makes BCP 47 of it
	Image     string // address of the lead picture
	Summary   string
	Canonical string // the address that the page gives itself

	Body      model.Body
	Truncated bool   // the page shows the beginning only
	By        string // who found the text: "readability", "density", "ld+json"; of a poor page "noscript", "script", "main", "summary" or "all"
}

// Text is the article as plain text.
func (p Page) Text() string { return p.Body.Text() }

// Read finds the article on a page. It fails only when there is no text at all; what it found about the page
// comes back even then.
func Read(page []byte, address string, h Hints) (p Page, err error) {
	if len(page) > maxPage {
		page = page[:maxPage]
	}
	r := reader{src: decode(page, h.ContentType), address: address, hints: h}
	r.doc = parse(r.src)
	r.meta = collect(r.doc)
	prepare(r.doc)
	r.readability()
	p = r.about()
	r.text(&p)
	if strings.TrimSpace(p.Text()) == "" {
		return p, ErrEmpty
	}
	return p, nil
}
