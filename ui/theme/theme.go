// Package theme gives every role on the screen a style. Panes ask for a role, never for a colour;
// a theme is a value that belongs to one session.
//
// Where there is colour, kinds of fact are told apart by it and all of them are underlined; without
// colour they are underlined alone and what is selected is reversed. Colours are those of Lip Gloss; of
// ultraviolet it uses the cell's style, of colorprofile what a terminal can show.
package theme

import (
	"image/color"

	"github.com/charmbracelet/colorprofile"

	"lede/model"
	"lede/model/code"
)

// Theme is a style for every role.
type Theme struct {
	Name   string
	Dark   bool // made for a dark background
	Colour bool // false: only attributes tell things apart

	Paper, Ink color.Color // the terminal's own background and text while lede runs; nil: as they are

	// Text everywhere.
	Text, Dim, Faint, Accent Style
	Error, Warn, Good        Style
	Rule, RuleFocus          Style // the lines between panes; that of the pane with the focus
	Title                    Style // small headings: IN BRIEF, MONEY
	Key, Chip, Match         Style // a key in a hint; a filter in the top line; what a search found
	Caret                    Style // the column of a query that is at fault

	// The list.
	Unread, Read    Style // a headline
	Dot, Star, New  Style // marks before it
	Meta            Style // publisher, age, topics
	Selected        Style // the bar before the selected row
	SelectedBlurred Style // the same while another pane has the focus
	Range           Style // rows of a range

	// The article.
	Headline, Byline, Lede    Style
	Heading, Strong, Emphasis Style
	Link, Code, Quote         Style
	QuoteBar, Caption         Style
	SelectedFact              Style // lies over the fact's own style
	SelectedSentence          Style // lies over all text of the sentence

	money, number, percent, quantity, when, person, org, place, law, product, event, quote, source Style

	code [code.Removed + 1]Style
}

// CodeText is the role of a part of program text, code.Plain for what is no part, in a language that is known.
func (t *Theme) CodeText(r code.Role) Style { return t.code[r] }

// Fact is the role of a kind of fact.
func (t *Theme) Fact(k model.Kind) Style {
	switch k {
	case model.Money:
		return t.money
	case model.Number:
		return t.number
	case model.Percent:
		return t.percent
	case model.Quantity:
		return t.quantity
	case model.Date, model.Time, model.Duration:
		return t.when
	case model.Person:
		return t.person
	case model.Org:
		return t.org
	case model.Place:
		return t.place
	case model.Law:
		return t.law
	case model.Product, model.Ticker:
		return t.product
	case model.Event:
		return t.event
	case model.QuoteOf:
		return t.quote
	case model.Source:
		return t.source
	}
	return t.Text
}

// FactText is the role of a kind of fact where it stands alone and needs no underline: in the sidebar.
func (t *Theme) FactText(k model.Kind) Style {
	s := t.Fact(k)
	return Make(s.Fg, nil, s.Attrs&^Underline)
}

// Names are the themes there are, in the order in which they are offered.
func Names() []string {
	return []string{"dark", "light", "newspaper-light", "newspaper-dark", "contrast", "16", "none"}
}

// Pick is the theme of that name; "" or "auto" chooses by the terminal's background and by what it can
// show. A name that there is not is treated as "auto": ok is false then. A terminal without colour
// gets "none" whatever was asked for, one with sixteen colours "16" in place of a theme that needs more.
func Pick(name string, dark bool, profile colorprofile.Profile) (t Theme, ok bool) {
	ok = true
	switch name {
	case "", "auto":
		name = auto(dark)
	default:
		if _, known := build(name, dark); !known {
			name, ok = auto(dark), false
		}
	}
	switch {
	case profile == colorprofile.NoTTY || profile == colorprofile.ASCII:
		name = "none"
	case profile == colorprofile.ANSI && name != "none":
		name = "16"
	}
	t, _ = build(name, dark)
	return t, ok
}

func auto(dark bool) string {
	if dark {
		return "dark"
	}
	return "light"
}

func build(name string, dark bool) (Theme, bool) {
	switch name {
	case "dark":
		return paint(darkInks()), true
	case "light":
		return paint(lightInks()), true
	case "newspaper-light":
		return paint(newspaperLight()), true
	case "newspaper-dark":
		return paint(newspaperDark()), true
	case "contrast":
		return paint(contrastInks(dark)), true
	case "16":
		return paint(sixteenInks(dark)), true
	case "none":
		return bare(dark), true
	}
	return Theme{}, false
}
