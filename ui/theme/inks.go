package theme

import (
	"image/color"

	"github.com/charmbracelet/x/ansi"
)

// inks are the colours of a theme, by what they are for.
type inks struct {
	name       string
	dark       bool
	paper, ink color.Color

	text, dim, faint, rule, focus color.Color
	// bar, unread, star and fresh are of the 256 where they can be: they are drawn with every move of the
	// selection, and over a slow line bytes count.
	bar                         color.Color
	accent, unread, star, fresh color.Color
	bad, warn, good             color.Color
	link, code                  color.Color
	match, sentence, chosen     color.Color // backgrounds
	onMatch, onChosen           color.Color // text on them

	money, number, when, person, org, place, law, product, event, quote color.Color
}

func rgb(v uint32) color.Color {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xff}
}

func darkInks() inks {
	return inks{
		name: "dark", dark: true,
		dim: rgb(0x9a9fa8), faint: rgb(0x6b717b), rule: rgb(0x3d424b), focus: rgb(0xe8b04b), bar: ansi.IndexedColor(179),
		accent: rgb(0xe8b04b), unread: ansi.IndexedColor(75), star: ansi.IndexedColor(179), fresh: ansi.IndexedColor(114),
		bad: rgb(0xff7b72), warn: rgb(0xe8b04b), good: rgb(0x8fd18b),
		link: rgb(0x79b8ff), code: rgb(0xb7c6d8),
		match: rgb(0xe8b04b), onMatch: rgb(0x16181c), sentence: rgb(0x2b2f37), chosen: rgb(0xf2d28b), onChosen: rgb(0x16181c),
		money: rgb(0x8fd18b), number: rgb(0x74c7d6), when: rgb(0xc0a6f5), person: rgb(0xf0b67f), org: rgb(0x86b6ff),
		place: rgb(0x6fd0b0), law: rgb(0xf48fb1), product: rgb(0xd6c07a), event: rgb(0xe29be0), quote: rgb(0xbfc9a8),
	}
}

func lightInks() inks {
	return inks{
		name: "light",
		dim:  rgb(0x5b616b), faint: rgb(0x858b95), rule: rgb(0xc4c8ce), focus: rgb(0x9a5b00), bar: ansi.IndexedColor(94),
		accent: rgb(0x9a5b00), unread: ansi.IndexedColor(25), star: ansi.IndexedColor(94), fresh: ansi.IndexedColor(28),
		bad: rgb(0xb3261e), warn: rgb(0x9a5b00), good: rgb(0x1f7a2e),
		link: rgb(0x0b5cad), code: rgb(0x3b4a5c),
		match: rgb(0xffdf8a), onMatch: rgb(0x1c1c1c), sentence: rgb(0xf0ebdc), chosen: rgb(0x5a3a00), onChosen: rgb(0xffffff),
		money: rgb(0x1f7a2e), number: rgb(0x0a6c7c), when: rgb(0x6a3fb5), person: rgb(0xa34a00), org: rgb(0x1a56b0),
		place: rgb(0x0b7358), law: rgb(0xa8215a), product: rgb(0x73610d), event: rgb(0x8f2f8c), quote: rgb(0x4f5d33),
	}
}

// newspaperLight prints black and one red on warm paper; kinds of fact stay apart but soft.
func newspaperLight() inks {
	in := lightInks()
	in.name = "newspaper-light"
	in.paper, in.ink = rgb(0xf7f1e3), rgb(0x22201c)
	in.text = in.ink
	in.dim, in.faint, in.rule = rgb(0x625c51), rgb(0x8d8677), rgb(0xcbc2ae)
	in.accent, in.focus, in.unread, in.star = rgb(0x9b1c1c), rgb(0x9b1c1c), ansi.IndexedColor(88), ansi.IndexedColor(88)
	in.bar = ansi.IndexedColor(88)
	in.sentence, in.chosen, in.onChosen = rgb(0xebe1c8), rgb(0x22201c), rgb(0xf7f1e3)
	in.match, in.onMatch = rgb(0xf3cf6b), rgb(0x22201c)
	return in
}

// newspaperDark is the same page by lamp light.
func newspaperDark() inks {
	in := darkInks()
	in.name = "newspaper-dark"
	in.paper, in.ink = rgb(0x1d1b18), rgb(0xddd5c5)
	in.text = in.ink
	in.dim, in.faint, in.rule = rgb(0xa49c8b), rgb(0x756e61), rgb(0x45403a)
	in.accent, in.focus, in.unread, in.star = rgb(0xe07a5f), rgb(0xe07a5f), ansi.IndexedColor(173), ansi.IndexedColor(179)
	in.bar = ansi.IndexedColor(173)
	in.sentence = rgb(0x2e2a25)
	return in
}

// contrastInks keep every text at 7 to 1 against the background (WCAG 2.2, 1.4.6) and nothing faint.
func contrastInks(dark bool) inks {
	if dark {
		w := rgb(0xffffff)
		return inks{
			name: "contrast", dark: true, text: w, dim: rgb(0xe6e6e6), faint: rgb(0xc8c8c8), rule: rgb(0xffffff), focus: rgb(0xffff00), bar: ansi.IndexedColor(226),
			accent: rgb(0xffff00), unread: rgb(0xffff00), star: rgb(0xffff00), fresh: rgb(0x7cff7c),
			bad: rgb(0xff9d94), warn: rgb(0xffff00), good: rgb(0x7cff7c), link: rgb(0x9fd3ff), code: w,
			match: rgb(0xffff00), onMatch: rgb(0x000000), sentence: rgb(0x303030), chosen: w, onChosen: rgb(0x000000),
			money: rgb(0x7cff7c), number: rgb(0x7df3ff), when: rgb(0xd9c2ff), person: rgb(0xffc78a), org: rgb(0x9fd3ff),
			place: rgb(0x86ffd3), law: rgb(0xffb0cd), product: rgb(0xffec8a), event: rgb(0xffb3ff), quote: w,
		}
	}
	k := rgb(0x000000)
	return inks{
		name: "contrast", text: k, dim: rgb(0x222222), faint: rgb(0x444444), rule: k, focus: rgb(0x00008b), bar: ansi.IndexedColor(18),
		accent: rgb(0x00008b), unread: rgb(0x00008b), star: rgb(0x00008b), fresh: rgb(0x004d00),
		bad: rgb(0x8b0000), warn: rgb(0x5c3a00), good: rgb(0x004d00), link: rgb(0x00008b), code: k,
		match: rgb(0xffff00), onMatch: k, sentence: rgb(0xe4e4e4), chosen: k, onChosen: rgb(0xffffff),
		money: rgb(0x004d00), number: rgb(0x003f4d), when: rgb(0x3d007a), person: rgb(0x5c2e00), org: rgb(0x00308f),
		place: rgb(0x00473a), law: rgb(0x70003c), product: rgb(0x4a3f00), event: rgb(0x5c005c), quote: k,
	}
}

// sixteenInks leave the shades to the terminal's own palette.
func sixteenInks(dark bool) inks {
	in := inks{
		name: "16", dark: dark, dim: nil, faint: ansi.BrightBlack, rule: ansi.BrightBlack, focus: ansi.Yellow, bar: ansi.Yellow,
		accent: ansi.Yellow, unread: ansi.Blue, star: ansi.Yellow, fresh: ansi.Green,
		bad: ansi.Red, warn: ansi.Yellow, good: ansi.Green, link: ansi.Blue, code: ansi.Cyan,
		match: ansi.Yellow, onMatch: ansi.Black, chosen: ansi.White, onChosen: ansi.Black,
		money: ansi.Green, number: ansi.Cyan, when: ansi.Magenta, person: ansi.Yellow, org: ansi.Blue,
		place: ansi.Cyan, law: ansi.Red, product: ansi.Yellow, event: ansi.Magenta, quote: nil,
	}
	if dark {
		in.unread, in.link, in.org = ansi.BrightBlue, ansi.BrightBlue, ansi.BrightBlue
		in.law, in.product, in.event, in.when = ansi.BrightRed, ansi.BrightYellow, ansi.BrightMagenta, ansi.BrightMagenta
	} else {
		in.chosen, in.onChosen = ansi.Black, ansi.White
	}
	return in
}

// paint gives every role its style from a theme's inks.
func paint(in inks) Theme {
	ink := func(c color.Color, a Attr) Style { return Make(c, nil, a) }
	fact := func(c color.Color) Style { return Make(c, nil, Underline) }
	t := Theme{
		Name: in.name, Dark: in.dark, Colour: true, Paper: in.paper, Ink: in.ink,
		Text: ink(in.text, 0), Dim: ink(in.dim, 0), Faint: ink(in.faint, 0), Accent: ink(in.accent, 0),
		Error: ink(in.bad, Bold), Warn: ink(in.warn, 0), Good: ink(in.good, 0),
		Rule: ink(in.rule, 0), RuleFocus: ink(in.focus, 0), Title: ink(in.dim, Bold),
		Key: ink(in.accent, Bold), Chip: ink(in.accent, 0), Match: Make(in.onMatch, in.match, 0), Caret: ink(in.bad, Bold),
		Unread: ink(in.text, Bold), Read: ink(in.dim, 0), Dot: ink(in.unread, 0), Star: ink(in.star, 0), New: ink(in.fresh, 0),
		Meta: ink(in.faint, 0), Selected: ink(in.bar, 0), SelectedBlurred: ink(in.faint, 0), Range: ink(in.accent, 0),
		Headline: ink(in.text, Bold), Byline: ink(in.dim, 0), Lede: ink(in.text, 0),
		Heading: ink(in.accent, Bold), Strong: ink(in.text, Bold), Emphasis: ink(in.text, Italic),
		Link: ink(in.link, Underline), Code: ink(in.code, 0), Quote: ink(in.dim, 0), QuoteBar: ink(in.accent, 0), Caption: ink(in.faint, Italic),
		SelectedFact: Make(in.onChosen, in.chosen, Bold), SelectedSentence: Make(nil, in.sentence, 0),
		money: fact(in.money), number: fact(in.number), percent: fact(in.number), quantity: fact(in.number), when: fact(in.when),
		person: fact(in.person), org: fact(in.org), place: fact(in.place), law: fact(in.law), product: fact(in.product),
		event: fact(in.event), quote: ink(in.quote, 0), source: ink(in.dim, Underline),
	}
	if in.sentence == nil {
		t.SelectedSentence = Make(nil, nil, Bold)
	}
	return t
}

// bare tells everything apart by attributes alone (NO_COLOR, dumb terminals, paper).
func bare(dark bool) Theme {
	plain, bold, under := Style{}, Make(nil, nil, Bold), Make(nil, nil, Underline)
	rev := Make(nil, nil, Reverse)
	return Theme{
		Name: "none", Dark: dark,
		Accent: bold, Error: bold, Warn: bold, RuleFocus: bold, Title: bold, Key: bold, Chip: bold, Match: rev, Caret: bold,
		Unread: bold, Dot: bold, Star: bold, New: bold, Selected: bold, Range: rev,
		Headline: bold, Heading: bold, Strong: bold, Emphasis: under, Link: under,
		SelectedFact: rev, SelectedSentence: bold,
		money: under, number: under, percent: under, quantity: under, when: under, person: under, org: under, place: under,
		law: under, product: under, event: under, quote: plain, source: under,
	}
}
