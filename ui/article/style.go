package article

import (
	gansi "charm.land/glamour/v2/ansi"

	"lede/ui/theme"
)

// glamourStyle is Glamour's style sheet for a theme: its margins and prefixes are ours, so they are
// all empty here, and it changes no letter (upper case would change tags as well).
func glamourStyle(t theme.Theme) gansi.StyleConfig {
	block := styleBlock
	head, lower, least := block(t.Heading), block(t.Strong), block(t.Emphasis)
	return gansi.StyleConfig{
		Document: block(t.Text), Paragraph: block(t.Text), Heading: block(t.Text),
		H1: head, H2: lower, H3: least, H4: least, H5: least, H6: least,
		Text: gansi.StylePrimitive{}, Emph: primitive(t.Emphasis), Strong: primitive(t.Strong),
		Code: block(t.Code),
	}
}

func styleBlock(s theme.Style) gansi.StyleBlock {
	return gansi.StyleBlock{StylePrimitive: primitive(s)}
}

func primitive(s theme.Style) gansi.StylePrimitive {
	yes := true
	var p gansi.StylePrimitive
	if c := theme.Name(s.Fg); c != "" {
		p.Color = &c
	}
	if c := theme.Name(s.Bg); c != "" {
		p.BackgroundColor = &c
	}
	for _, a := range []struct {
		has theme.Attr
		is  **bool
	}{{theme.Bold, &p.Bold}, {theme.Italic, &p.Italic}, {theme.Underline, &p.Underline}, {theme.Reverse, &p.Inverse}, {theme.Strike, &p.CrossedOut}} {
		if s.Attrs&a.has != 0 {
			*a.is = &yes
		}
	}
	return p
}
