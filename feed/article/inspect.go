package article

import "time"

// Inspection is a page as `lede inspect article` prints it: JSON with the names below, absent where there is nothing.
type Inspection struct {
	Title     string `json:"title,omitempty"`
	Byline    string `json:"byline,omitempty"`
	Published string `json:"published,omitempty"` // RFC 3339
	Site      string `json:"site,omitempty"`
	Lang      string `json:"lang,omitempty"`
	Image     string `json:"image,omitempty"`
	Summary   string `json:"summary,omitempty"`
	Canonical string `json:"canonical,omitempty"`
	Text      string `json:"text"`
	By        string `json:"by,omitempty"`
	Truncated bool   `json:"truncated,omitempty"`
	Error     string `json:"error,omitempty"`
}

// Inspect shows what Read made of a page: pass both of its results.
func Inspect(p Page, err error) Inspection {
	i := Inspection{Title: p.Title, Byline: p.Byline, Site: p.Site, Lang: p.Lang, Image: p.Image, Summary: p.Summary, Canonical: p.Canonical,
		Text: p.Text(), By: p.By, Truncated: p.Truncated}
	if !p.Published.IsZero() {
		i.Published = p.Published.Format(time.RFC3339)
	}
	if err != nil {
		i.Error = err.Error()
	}
	return i
}
