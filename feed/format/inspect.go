package format

import "time"

// Inspection is a feed as `lede inspect feed` prints it: JSON with the names below, absent where there
// is nothing. Texts are as published but for what never is text (see visible); dates are RFC 3339.
type Inspection struct {
	Error       *string         `json:"error"`
	Kind        string          `json:"kind,omitempty"`
	Version     string          `json:"version,omitempty"`
	Title       string          `json:"title,omitempty"`
	Link        string          `json:"link,omitempty"`
	Description string          `json:"description,omitempty"`
	ID          string          `json:"id,omitempty"`
	Language    string          `json:"language,omitempty"`
	Updated     string          `json:"updated,omitempty"`
	Published   string          `json:"published,omitempty"`
	Copyright   string          `json:"copyright,omitempty"`
	Generator   string          `json:"generator,omitempty"`
	Image       string          `json:"image,omitempty"`
	Icon        string          `json:"icon,omitempty"`
	Authors     []inspectPerson `json:"authors,omitempty"`
	Categories  []string        `json:"categories,omitempty"`
	Links       []inspectLink   `json:"links,omitempty"`
	Entries     []inspectEntry  `json:"entries"`
	Cut         bool            `json:"cut,omitempty"`
	BadRows     int             `json:"bad_rows,omitempty"`
}

type inspectPerson struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
	URL   string `json:"url,omitempty"`
}

type inspectLink struct {
	Rel  string `json:"rel,omitempty"`
	Href string `json:"href,omitempty"`
}

type inspectEnclosure struct {
	URL    string `json:"url,omitempty"`
	Type   string `json:"type,omitempty"`
	Length int64  `json:"length,omitempty"`
}

type inspectSource struct {
	Title string `json:"title,omitempty"`
	Link  string `json:"link,omitempty"`
}

type inspectEntry struct {
	Title      string             `json:"title,omitempty"`
	Link       string             `json:"link,omitempty"`
	ID         string             `json:"id,omitempty"`
	Summary    string             `json:"summary,omitempty"`
	Content    string             `json:"content,omitempty"`
	Updated    string             `json:"updated,omitempty"`
	Published  string             `json:"published,omitempty"`
	Date       string             `json:"date,omitempty"`
	Language   string             `json:"language,omitempty"`
	Image      string             `json:"image,omitempty"`
	Comments   string             `json:"comments,omitempty"`
	Duration   string             `json:"duration,omitempty"`
	Authors    []inspectPerson    `json:"authors,omitempty"`
	Categories []string           `json:"categories,omitempty"`
	Enclosures []inspectEnclosure `json:"enclosures,omitempty"`
	Links      []inspectLink      `json:"links,omitempty"`
	Source     *inspectSource     `json:"source,omitempty"`
	Publisher  string             `json:"publisher,omitempty"`
	Point      string             `json:"point,omitempty"`
}

// Inspect shows what Parse made of a document: pass both of its results.
func Inspect(f *Feed, err error) Inspection {
	if err != nil || f == nil {
		why := ErrNotFeed.Error()
		if err != nil {
			why = err.Error()
		}
		return Inspection{Error: &why, Entries: []inspectEntry{}}
	}
	in := Inspection{Kind: f.Kind.String(), Version: f.Version, Title: f.Title.visible(), Link: f.Link, Description: f.Description.visible(),
		ID: f.ID, Language: f.Language, Updated: stamp(f.Updated), Published: stamp(f.Published), Copyright: f.Copyright.visible(),
		Generator: f.Generator, Image: f.Image, Icon: f.Icon, Authors: inspectPeople(f.Authors), Categories: f.Categories,
		Links: inspectLinks(f.Links), Cut: f.Cut, BadRows: f.BadRows}
	in.Entries = make([]inspectEntry, len(f.Items))
	for i := range f.Items {
		in.Entries[i] = inspectItem(&f.Items[i])
	}
	return in
}

func inspectItem(it *Item) inspectEntry {
	e := inspectEntry{Title: it.Title.visible(), Link: it.Link, ID: it.ID, Summary: it.Summary.visible(), Content: it.Content.visible(),
		Updated: stamp(it.Updated), Published: stamp(it.Published), Language: it.Language, Image: it.Image, Comments: it.Comments,
		Duration: it.Duration, Authors: inspectPeople(it.Authors), Categories: it.Categories, Links: inspectLinks(it.Links), Publisher: it.Publisher, Point: it.Point}
	e.Date = firstOf(e.Published, e.Updated)
	for _, enc := range it.Enclosures {
		e.Enclosures = append(e.Enclosures, inspectEnclosure(enc))
	}
	if it.Source.Title != "" || it.Source.Link != "" {
		e.Source = &inspectSource{it.Source.Title, it.Source.Link}
	}
	return e
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func inspectPeople(people []Person) (out []inspectPerson) {
	for _, p := range people {
		out = append(out, inspectPerson(p))
	}
	return out
}

func inspectLinks(links []Link) (out []inspectLink) {
	for _, l := range links {
		out = append(out, inspectLink{l.Rel, l.Href})
	}
	return out
}
