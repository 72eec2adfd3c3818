package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"

	"lede/model/code"
)

// inks are the colours of a theme, by what they are for.
type inks struct {
	name       string
	dark       bool
	paper, ink color.Color

	text, dim, faint, rule, focus color.Color
	lede                          color.Color // of the first paragraph; nil: as the rest
	// unread, star and fresh are of the 256 where they can be: they are drawn with every move of the
	// selection, and over a slow line bytes count.
	accent, unread, star, fresh color.Color
	bad, warn, good             color.Color
	link, code                  color.Color
	parts                       codeInks
	match, sentence, chosen     color.Color // backgrounds
	onMatch, onChosen           color.Color // text on them

	money, number, when, person, org, place, law, product, event, quote color.Color
}

// x is a colour of the 256 that nearly every terminal has. The themes are made of them rather than of
// any shades, since over SSH a terminal rarely tells that it has more, and what is nearest to a shade
// of grey among the 256 is often blue. They also take fewer bytes.
func x(n uint8) color.Color { return lipgloss.ANSIColor(n) }

func darkInks() inks {
	return inks{
		name: "dark", dark: true,
		lede: x(231), dim: x(247), faint: x(243), rule: x(242), focus: x(179),
		accent: x(179), unread: x(75), star: x(179), fresh: x(114),
		bad: x(210), warn: x(179), good: x(114),
		link: x(111), code: x(152), parts: darkCode(),
		match: x(179), onMatch: x(234), sentence: x(236), chosen: x(222), onChosen: x(234),
		money: x(114), number: x(80), when: x(147), person: x(216), org: x(111),
		place: x(79), law: x(211), product: x(186), event: x(176), quote: x(151),
	}
}

func lightInks() inks {
	return inks{
		name: "light",
		lede: x(16), dim: x(241), faint: x(244), rule: x(246), focus: x(94),
		accent: x(94), unread: x(25), star: x(94), fresh: x(28),
		bad: x(124), warn: x(94), good: x(28),
		link: x(25), code: x(238), parts: lightCode(),
		match: x(222), onMatch: x(234), sentence: x(230), chosen: x(94), onChosen: x(231),
		money: x(28), number: x(24), when: x(91), person: x(130), org: x(26),
		place: x(23), law: x(125), product: x(58), event: x(90), quote: x(238),
	}
}

// newspaperLight prints black and one red on warm paper; kinds of fact stay apart but soft.
func newspaperLight() inks {
	in := lightInks()
	in.name = "newspaper-light"
	in.paper, in.ink = lipgloss.Color("#f7f1e3"), lipgloss.Color("#22201c")
	in.lede = lipgloss.Color("#000000")
	in.dim, in.faint, in.rule = x(240), x(243), x(101)
	in.accent, in.focus, in.unread, in.star = x(88), x(88), x(88), x(88)
	in.sentence, in.chosen, in.onChosen = x(187), x(234), x(230)
	in.match, in.money, in.person, in.quote = x(221), x(22), x(94), x(236)
	in.good, in.fresh = x(22), x(22)
	return in
}

// newspaperDark is the same page by lamp light.
func newspaperDark() inks {
	in := darkInks()
	in.name = "newspaper-dark"
	in.paper, in.ink = lipgloss.Color("#1d1b18"), lipgloss.Color("#ddd5c5")
	in.lede = lipgloss.Color("#fff8e8")
	in.dim, in.faint, in.rule = x(144), x(101), x(242)
	in.accent, in.focus, in.unread, in.star = x(173), x(173), x(173), x(179)
	in.match = x(180)
	return in
}

// contrastInks keep every text at 7 to 1 against the background (WCAG 2.2, 1.4.6) and nothing faint.
func contrastInks(dark bool) inks {
	if dark {
		w := lipgloss.Color("#ffffff")
		return inks{
			name: "contrast", dark: true, text: w, dim: lipgloss.Color("#e6e6e6"), faint: lipgloss.Color("#c8c8c8"), rule: lipgloss.Color("#ffffff"), focus: lipgloss.Color("#ffff00"),
			accent: lipgloss.Color("#ffff00"), unread: lipgloss.Color("#ffff00"), star: lipgloss.Color("#ffff00"), fresh: lipgloss.Color("#7cff7c"),
			bad: lipgloss.Color("#ff9d94"), warn: lipgloss.Color("#ffff00"), good: lipgloss.Color("#7cff7c"), link: lipgloss.Color("#9fd3ff"), code: w,
			parts: codeInks{comment: lipgloss.Color("#c8c8c8"), str: lipgloss.Color("#7cff7c"), number: lipgloss.Color("#ffc78a"), keyword: lipgloss.Color("#ffff00"), kind: lipgloss.Color("#7df3ff"),
				name: lipgloss.Color("#9fd3ff"), key: lipgloss.Color("#9fd3ff"), tag: lipgloss.Color("#ffb0cd"), meta: lipgloss.Color("#d9c2ff")},
			match: lipgloss.Color("#ffff00"), onMatch: lipgloss.Color("#000000"), sentence: lipgloss.Color("#303030"), chosen: w, onChosen: lipgloss.Color("#000000"),
			money: lipgloss.Color("#7cff7c"), number: lipgloss.Color("#7df3ff"), when: lipgloss.Color("#d9c2ff"), person: lipgloss.Color("#ffc78a"), org: lipgloss.Color("#9fd3ff"),
			place: lipgloss.Color("#86ffd3"), law: lipgloss.Color("#ffb0cd"), product: lipgloss.Color("#ffec8a"), event: lipgloss.Color("#ffb3ff"), quote: w,
		}
	}
	k := lipgloss.Color("#000000")
	return inks{
		name: "contrast", text: k, dim: lipgloss.Color("#222222"), faint: lipgloss.Color("#444444"), rule: k, focus: lipgloss.Color("#00008b"),
		accent: lipgloss.Color("#00008b"), unread: lipgloss.Color("#00008b"), star: lipgloss.Color("#00008b"), fresh: lipgloss.Color("#004d00"),
		bad: lipgloss.Color("#8b0000"), warn: lipgloss.Color("#5c3a00"), good: lipgloss.Color("#004d00"), link: lipgloss.Color("#00008b"), code: k,
		parts: codeInks{comment: lipgloss.Color("#444444"), str: lipgloss.Color("#004d00"), number: lipgloss.Color("#5c2e00"), keyword: lipgloss.Color("#00008b"), kind: lipgloss.Color("#003f4d"),
			name: lipgloss.Color("#00308f"), key: lipgloss.Color("#00308f"), tag: lipgloss.Color("#70003c"), meta: lipgloss.Color("#3d007a")},
		match: lipgloss.Color("#ffff00"), onMatch: k, sentence: lipgloss.Color("#e4e4e4"), chosen: k, onChosen: lipgloss.Color("#ffffff"),
		money: lipgloss.Color("#004d00"), number: lipgloss.Color("#003f4d"), when: lipgloss.Color("#3d007a"), person: lipgloss.Color("#5c2e00"), org: lipgloss.Color("#00308f"),
		place: lipgloss.Color("#00473a"), law: lipgloss.Color("#70003c"), product: lipgloss.Color("#4a3f00"), event: lipgloss.Color("#5c005c"), quote: k,
	}
}

// sixteenInks leave the shades to the terminal's own palette.
func sixteenInks(dark bool) inks {
	in := inks{
		name: "16", dark: dark, dim: nil, faint: lipgloss.BrightBlack, rule: lipgloss.BrightBlack, focus: lipgloss.Yellow,
		accent: lipgloss.Yellow, unread: lipgloss.Blue, star: lipgloss.Yellow, fresh: lipgloss.Green,
		bad: lipgloss.Red, warn: lipgloss.Yellow, good: lipgloss.Green, link: lipgloss.Blue, code: lipgloss.Cyan,
		parts: codeInks{str: lipgloss.Green, number: lipgloss.Cyan, keyword: lipgloss.Magenta, kind: lipgloss.Cyan, name: lipgloss.Blue, key: lipgloss.Blue, tag: lipgloss.Magenta, meta: lipgloss.Yellow},
		match: lipgloss.Yellow, onMatch: lipgloss.Black, chosen: lipgloss.White, onChosen: lipgloss.Black,
		money: lipgloss.Green, number: lipgloss.Cyan, when: lipgloss.Magenta, person: lipgloss.Yellow, org: lipgloss.Blue,
		place: lipgloss.Cyan, law: lipgloss.Red, product: lipgloss.Yellow, event: lipgloss.Magenta, quote: nil,
	}
	if dark {
		in.unread, in.link, in.org = lipgloss.BrightBlue, lipgloss.BrightBlue, lipgloss.BrightBlue
		in.parts.name, in.parts.key, in.parts.keyword, in.parts.tag = lipgloss.BrightBlue, lipgloss.BrightBlue, lipgloss.BrightMagenta, lipgloss.BrightMagenta
		in.law, in.product, in.event, in.when = lipgloss.BrightRed, lipgloss.BrightYellow, lipgloss.BrightMagenta, lipgloss.BrightMagenta
	} else {
		in.chosen, in.onChosen = lipgloss.Black, lipgloss.White
		// Yellow is hardly seen on white in any palette.
		in.accent, in.focus, in.star, in.warn = lipgloss.Blue, lipgloss.Blue, lipgloss.Magenta, lipgloss.Magenta
		in.person, in.product, in.parts.meta = lipgloss.Red, lipgloss.Magenta, lipgloss.Red
	}
	return in
}

// codeInks are the colours of the parts of program text.
type codeInks struct {
	comment, str, number, keyword, kind, name, key, tag, meta color.Color
}

func darkCode() codeInks {
	return codeInks{comment: x(246), str: x(150), number: x(180), keyword: x(176), kind: x(116), name: x(111), key: x(110), tag: x(174), meta: x(144)}
}

func lightCode() codeInks {
	return codeInks{comment: x(241), str: x(22), number: x(94), keyword: x(90), kind: x(23), name: x(25), key: x(24), tag: x(88), meta: x(58)}
}

// styles gives every part of program text its style. Where a theme has no ink for comments they are faint, which is as
// legible as the terminal can make it.
func (c codeInks) styles(in inks) (out [code.Removed + 1]Style) {
	comment := Italic
	if c.comment == nil {
		comment |= Faint
	}
	for role, s := range map[code.Role]Style{
		code.Plain: Make(in.text, nil, 0), code.Comment: Make(c.comment, nil, comment), code.String: Make(c.str, nil, 0), code.Number: Make(c.number, nil, 0),
		code.Keyword: Make(c.keyword, nil, 0), code.Type: Make(c.kind, nil, 0), code.Name: Make(c.name, nil, 0), code.Key: Make(c.key, nil, 0),
		code.Tag: Make(c.tag, nil, 0), code.Meta: Make(c.meta, nil, 0), code.Added: Make(in.good, nil, 0), code.Removed: Make(in.bad, nil, 0),
	} {
		out[role] = s
	}
	return out
}

// paint gives every role its style from a theme's inks.
func paint(in inks) Theme {
	ink := func(c color.Color, a Attr) Style { return Make(c, nil, a) }
	fact := func(c color.Color) Style { return Make(c, nil, Underline) }
	lede := in.lede
	if lede == nil {
		lede = in.text
	}
	t := Theme{
		Name: in.name, Dark: in.dark, Colour: true, Paper: in.paper, Ink: in.ink,
		Text: ink(in.text, 0), Dim: ink(in.dim, 0), Faint: ink(in.faint, 0), Accent: ink(in.accent, 0),
		Error: ink(in.bad, Bold), Warn: ink(in.warn, 0), Good: ink(in.good, 0),
		Rule: ink(in.rule, 0), RuleFocus: ink(in.focus, 0), Title: ink(in.dim, Bold),
		Key: ink(in.accent, Bold), Chip: ink(in.accent, 0), Match: Make(in.onMatch, in.match, 0), Caret: ink(in.bad, Bold),
		Unread: ink(in.text, Bold), Read: ink(in.dim, 0), Dot: ink(in.unread, 0), Star: ink(in.star, 0), New: ink(in.fresh, 0),
		Meta: ink(in.faint, 0), Selected: ink(in.accent, 0), SelectedBlurred: ink(in.faint, 0), Range: ink(in.accent, 0),
		Headline: ink(in.text, Bold), Byline: ink(in.dim, 0), Lede: ink(lede, 0),
		Heading: ink(in.accent, Bold), Strong: ink(in.text, Bold), Emphasis: ink(in.text, Italic),
		Link: ink(in.link, Underline), Code: ink(in.code, 0), Quote: ink(in.dim, 0), QuoteBar: ink(in.accent, 0), Caption: ink(in.dim, Italic),
		SelectedFact: Make(in.onChosen, in.chosen, Bold), SelectedSentence: Make(nil, in.sentence, 0),
		money: fact(in.money), number: fact(in.number), percent: fact(in.number), quantity: fact(in.number), when: fact(in.when),
		person: fact(in.person), org: fact(in.org), place: fact(in.place), law: fact(in.law), product: fact(in.product),
		event: fact(in.event), quote: ink(in.quote, 0), source: ink(in.dim, Underline),
		code: in.parts.styles(in),
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
		code: [code.Removed + 1]Style{code.Keyword: bold, code.Tag: bold},
	}
}
