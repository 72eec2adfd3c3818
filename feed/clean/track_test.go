package clean

import (
	"strings"
	"testing"

	"lede/model"
)

func TestLinksLoseWhatOnlyTellsOnTheReader(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.test/x?utm_source=rss&utm_medium=feed":                           "https://a.test/x",
		"https://a.test/x?id=3&fbclid=abc&b=%20c":                                   "https://a.test/x?id=3&b=%20c",
		"https://a.test/x?b=2&a=1&a=0#part":                                         "https://a.test/x?b=2&a=1&a=0#part",
		"https://a.test/x#utm_source=x":                                             "https://a.test/x",
		"https://a.test/x?ref=rss":                                                  "https://a.test/x",
		"https://a.test/x?ref=main":                                                 "https://a.test/x?ref=main",
		"https://a.test/x?source=9&cid=4":                                           "https://a.test/x?source=9&cid=4",
		"https://www.google.com/url?q=https://b.test/y%3Fa%3D1&sa=D":                "https://b.test/y?a=1",
		"https://l.facebook.com/l.php?u=https%3A%2F%2Fb.test%2F%3Fgclid%3D1&h=AT0x": "https://b.test/",
		"https://a.test/?":                                                          "https://a.test/",
		"mailto:a@b.test?subject=utm_x":                                             "mailto:a@b.test?subject=utm_x",
		"":                                                                          "",
	} {
		if got := Link(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestOnlyAddressesThatMayBeOpenedAreResolved(t *testing.T) {
	l := linker{base: "https://a.test/d/e?x=1"}
	for in, want := range map[string]string{
		"f": "https://a.test/d/f", "/f": "https://a.test/f", "//b.test/f": "https://b.test/f", "?y=2": "https://a.test/d/e?y=2", "#top": "", "javascript:alert(1)": "", "JAVASCRIPT:x": "",
		"data:text/html,x": "", "file:///etc/passwd": "", "ftp://a.test": "", "mailto:x@a.test": "mailto:x@a.test", "http://a.test/\x1b[31m": "", "http://a.test/é": "http://a.test/%C3%A9",
		" https://b.test/ ": "https://b.test/", "http://a.test/" + strings.Repeat("x", 3000): "",
	} {
		if got := l.resolve(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLanguagesAreToldByTheirWordsAndScripts(t *testing.T) {
	for text, want := range map[string]string{
		"The ship has left the port and will be in the south by Monday, the captain said.":               "en",
		"Das Schiff ist nach neun Tagen aus dem Hafen gelaufen und wird nicht vor Montag im Süden sein.": "de",
		"Le navire a quitté le port et les marins sont dans le sud pour une semaine avec du blé.":        "fr",
		"El barco salió del puerto con el trigo para los molinos, pero fue más lento que las mareas.":    "es",
		"船は九日後に港を出た。":                            "ja",
		"粮船在风暴过后离开了港口。":                          "zh",
		"Корабль покинул порт после шторма.":     "ru",
		"Корабель вийшов із порту після шторму.": "uk",
		"4,451 BTC": "",
	} {
		if got := languageOf(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for in, want := range map[string]string{"en_us": "en-US", "EN": "en", "zh-hant-tw": "zh-Hant-TW", "english": "", "x": "", "de-\x1b": ""} {
		if got := Language(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestSpansLeadBackToTheBytesThatCameIn(t *testing.T) {
	src := "R&amp;D cost <b>$3&nbsp;million</b> in soft\u00adware.On Monday,  it was cut."
	b, _, m := HTMLMap(src, "")
	for text, want := range map[string]string{"R&D": "R&amp;D", "$3 million": "$3&nbsp;million", "software": "soft\u00adware", "On Monday, it": "On Monday,  it"} {
		i := strings.Index(b.Text(), text)
		if i < 0 {
			t.Fatalf("%q not in %q", text, b.Text())
		}
		s, ok := m.Back(span(i, len(text)))
		if !ok || src[s.Start:s.End] != want {
			t.Errorf("%q leads back to %q (%v)", text, s.In(src), ok)
		}
	}
	if _, ok := m.Back(span(len(b.Text()), 1)); ok {
		t.Error("a span behind the text leads back")
	}
	plain := "The rate fell to 3.5 per cent, R&D included."
	p, _, pm := Plain(plain)
	if s, ok := pm.Back(span(0, len(plain))); p.Text() != plain || !ok || s.Start != 0 || s.End != len(plain) {
		t.Error("text without fault does not map to itself")
	}
}

func span(at, n int) model.Span { return model.Span{Start: at, End: at + n} }
