package clean

import (
	"strings"
	"testing"
	"unicode/utf8"

	"lede/model"
	"lede/model/safe"
)

// FuzzHTML: whatever comes in, the text is safe, the Map fits, the nesting is bounded, and the text as plain text
// comes out as it is but for what is cut.
func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		"<p>a <b>b</p><ul><li>c<ol><li>d</table><td>e<tr><td>f", "<table>x<tr><td>a<td>b<caption>c</table>", "<pre>\n\ta &amp; b</pre><q>c<q>d",
		"<figure><figcaption>a</figcaption><img src=b>", "<video src=a><audio><p>&#27;[31mx", strings.Repeat("<blockquote>", 300) + "x", "a<sup>2</sup><sub>3",
		"The post <a href=x>A</a> appeared first on <a href=y>B</a>.", "<dl><dt>a<dd>b<dt>c</dl>[&hellip;]", "x<![CDATA[y]]>z<script>", "By A B<br>LONDON (AP) - c.d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		b, _, m := HTMLMap(src, "https://a.test/")
		check(t, src, b, m)
		again, _, _ := Plain(b.Text())
		if len(again.Text()) > len(b.Text())*2+2 {
			t.Fatalf("%d bytes of text become %d", len(b.Text()), len(again.Text()))
		}
	})
}

// FuzzPlain: the Map leads every byte that it knows back to the same byte.
func FuzzPlain(f *testing.F) {
	for _, s := range []string{
		"One line.", "a  b\tc\r\nd\x00e\xff f", "structure.On Tuesday, it\u00adwas “x.”The end… [+12 chars]", "a\n\n\nb\fc", "LONDON (Reuters) - x\n(Reporting by A B)",
		strings.Repeat("The grain ship left the harbour of the town on a\n", 4), "The post A appeared first on B.", "\u202eabc\u202c\u200d", "The post .The post  appeared first on ",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		b, _, m := Plain(src)
		check(t, src, b, m)
		for _, l := range b.Leaves() {
			back, ok := m.Back(l)
			if !ok {
				continue
			}
			if got := src[back.Start:back.End]; !strings.HasPrefix(got, firstRune(l.In(b.Text()))) && utf8.ValidString(got) && safe.Line(got) == got {
				t.Fatalf("%q leads back to %q", l.In(b.Text()), got)
			}
		}
	})
}

func firstRune(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return s[:n]
}

func check(t *testing.T, src string, b model.Body, m *Map) {
	t.Helper()
	checkMap(t, src, b, m)
	if s := b.Text(); safe.Text(strings.ReplaceAll(s, "\t", " ")) != strings.ReplaceAll(s, "\t", " ") {
		t.Fatalf("unsafe text %q", s)
	}
	deepest(t, b.Blocks(), 1)
}

func deepest(t *testing.T, bs []model.Block, depth int) {
	t.Helper()
	if depth > 16 {
		t.Fatalf("blocks nest %d deep", depth)
	}
	for _, bl := range bs {
		deepest(t, bl.Kids, depth+1)
	}
}
