package format

import (
	"net/url"
	"testing"
)

// The references of RFC 3986 §5.4, judged by net/url.
func TestAddressesResolveAsTheStandardSays(t *testing.T) {
	const base = "http://a/b/c/d;p?q"
	from, _ := url.Parse(base)
	for _, ref := range []string{"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../",
		"../g", "../..", "../../", "../../g", "../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h",
		"g;x=1/./y", "g;x=1/../y", "g?y/./x", "g?y/../x", "g#s/./x", "g#s/../x"} {
		to, _ := url.Parse(ref)
		want := from.ResolveReference(to).String()
		if ref == "" {
			want = base
		}
		if got := resolveRef(base, ref); got != want {
			t.Errorf("%q: %s, want %s", ref, got, want)
		}
	}
}

func TestAddressesKeepTheirCharacters(t *testing.T) {
	for _, c := range []struct{ base, ref, want string }{
		{"https://zeitung.example/ä/ö", "ü ?q=ß", "https://zeitung.example/ä/ü ?q=ß"},
		{"https://zeitung.example", "x", "https://zeitung.example/x"},
		{"", "/x", "/x"},
		{"not a base", "/x", "/x"},
		{"https://zeitung.example/", " \n/a\nb ", "https://zeitung.example/ab"},
		{"https://zeitung.example/", "mailto:a@b.example", "mailto:a@b.example"},
		{"https://zeitung.example/", "//cdn.example/x.png", "https://cdn.example/x.png"},
	} {
		if got := resolveRef(c.base, c.ref); got != c.want {
			t.Errorf("%q from %q: %q, want %q", c.ref, c.base, got, c.want)
		}
	}
}

func TestAFootnoteInMarkupStaysInItsText(t *testing.T) {
	for in, want := range map[string]string{
		`<a href="#fn1">1</a>`:       `<a href="#fn1">1</a>`,
		`<a href="two#fn1">1</a>`:    `<a href="https://a.test/b/two#fn1">1</a>`,
		`<a href=/c>1</a><p id=fn1>`: `<a href="https://a.test/c">1</a><p id=fn1>`,
	} {
		if got, _ := resolveMarkup("https://a.test/b/", []byte(in), 1000); string(got) != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
}
