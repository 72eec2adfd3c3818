package clean

import (
	"strings"

	"lede/model"
	"lede/model/safe"
)

// Plain makes a Body of plain text: each line is a paragraph, unless the lines were broken at a margin, as
// wire services and mail do; then blank lines part paragraphs. The Map leads every kept byte back to src. Text without
// any fault comes out as it went in. The headline that a first line may be stays in the Body.
// Where every line would be cut none is: then it was meant.
func Plain(src string) (model.Body, Found, *Map) {
	m := &Map{}
	b, f := finish(paragraphs(src), Hints{}, m)
	if b.Empty() && len(f.Cut) > 0 {
		f.Cut = nil
		b, _ = write(unglue(paragraphs(src)), MaxText, m)
	}
	return b, f, m
}

// paragraphs reads src into paragraphs.
func paragraphs(src string) []*draft {
	if len(src) > maxSource {
		src = src[:maxSource]
	}
	lines := splitLines(src)
	broken := brokenAtMargin(src, lines)
	var out []*draft
	var cur *draft
	for _, l := range lines {
		s := strings.TrimSpace(src[l.Start:l.End])
		if s == "" {
			cur = nil
			continue
		}
		from := l.Start + strings.Index(src[l.Start:l.End], s)
		if cur == nil || !broken {
			cur = &draft{Block: model.Block{Kind: model.Paragraph}}
			out = append(out, cur)
		} else {
			cur.pieces = append(cur.pieces, piece{s: " ", from: from - 1, to: from})
		}
		cur.pieces = appendSafe(cur.pieces, s, from)
	}
	kept := out[:0]
	for _, d := range out {
		if d.pieces = trim(d.pieces); len(d.pieces) > 0 {
			kept = append(kept, d)
		}
	}
	return kept
}

// splitLines are the spans of the lines of s, without their ends.
func splitLines(s string) []model.Span {
	var out []model.Span
	for at := 0; at <= len(s); {
		n := strings.IndexAny(s[at:], "\n\r\f\v")
		if n < 0 {
			n = len(s) - at
		}
		out = append(out, model.Span{Start: at, End: at + n})
		at += n + 1
	}
	return out
}

// brokenAtMargin tells text whose lines end where a margin was, not where a paragraph does: of the lines that
// have another after them most are nearly as long as the longest, and many stop within a sentence.
func brokenAtMargin(src string, lines []model.Span) bool {
	longest, inner, full, midway := 0, 0, 0, 0
	for i, l := range lines {
		longest = max(longest, l.Len())
		if i+1 < len(lines) && !l.Empty() && lines[i+1].Len() > 1 {
			inner++
		}
	}
	if longest > 100 || longest < 40 || inner < 2 {
		return false
	}
	for i, l := range lines {
		if l.Empty() || i+1 >= len(lines) || lines[i+1].Len() <= 1 {
			continue
		}
		if l.Len() >= longest*6/10 {
			full++
		}
		s := strings.TrimRight(src[l.Start:l.End], " \t")
		next := strings.TrimLeft(src[lines[i+1].Start:lines[i+1].End], " \t")
		if s != "" && next != "" && !strings.ContainsRune(".!?:”\"’)", rune(last(s))) && !startsItem(next) {
			midway++
		}
	}
	return full*10 >= inner*7 && midway*2 >= inner
}

// startsItem tells a line that begins an item of a list.
func startsItem(s string) bool {
	return strings.HasPrefix(s, "- ") || strings.HasPrefix(s, "* ") || strings.HasPrefix(s, "• ")
}

func last(s string) byte { return s[len(s)-1] }

// appendSafe adds s, whose first byte stands at from in the source: made safe, without soft hyphens, runs
// of blanks as one.
func appendSafe(ps []piece, s string, from int) []piece {
	add := func(out string, a, b int) {
		for i := 0; i < len(out); {
			j := strings.Index(out[i:], "  ")
			if j < 0 {
				j = len(out) - i
			}
			if j > 0 {
				if b-a == len(out) {
					ps = append(ps, piece{s: out[i : i+j], from: from + a + i, to: from + a + i + j})
				} else {
					ps = append(ps, piece{s: out[i : i+j], from: from + a, to: from + b})
				}
			}
			if i += j; i >= len(out) {
				break
			}
			n := len(out[i:]) - len(strings.TrimLeft(out[i:], " "))
			if b-a == len(out) {
				ps = append(ps, piece{s: " ", from: from + a + i, to: from + a + i + 1})
			}
			i += n
		}
	}
	if ascii(s) {
		add(s, 0, len(s))
		return ps
	}
	safe.Walk(s, true, func(a, b int, out string) {
		if out != "" {
			add(out, a, b)
		}
	})
	return dropDoubleBlanks(ps)
}

// dropDoubleBlanks leaves one of the blanks that meet where two pieces do.
func dropDoubleBlanks(ps []piece) []piece {
	out := ps[:0]
	for _, p := range ps {
		if n := len(out); n > 0 && p.s[0] == ' ' && last(out[n-1].s) == ' ' {
			if len(p.s) == 1 {
				continue
			}
			if p.exact() {
				p.from++
			}
			p.s = p.s[1:]
		}
		out = append(out, p)
	}
	return out
}
