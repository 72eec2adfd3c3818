package clean

import (
	"strings"
	"testing"

	"lede/model"
)

func codeOf(t *testing.T, html string) (lang, text string) {
	t.Helper()
	b, _, m := HTMLMap(html, "https://news.test/")
	checkMap(t, html, b, m)
	found := false
	b.Walk(func(bl *model.Block) {
		if bl.Kind == model.Code && !found {
			lang, text, found = bl.Lang, bl.Span.In(b.Text()), true
		}
	})
	if !found {
		t.Fatalf("no code in %s", html)
	}
	return lang, text
}

func TestTheLanguageOfCodeIsWhatItsMarkupSays(t *testing.T) {
	for html, want := range map[string]string{
		`<pre><code class="language-go">x</code></pre>`:                                                                  "go",
		`<pre class="prism language-c++"><code>x</code></pre>`:                                                           "c++",
		`<div class="highlight highlight-source-rust"><pre>x</pre></div>`:                                                "rust",
		`<div class="language-ruby highlighter-rouge"><div class="highlight"><pre class="highlight">x</pre></div></div>`: "ruby",
		`<div class="highlight-python notranslate"><div class="highlight"><pre><span></span>x</pre></div></div>`:         "python",
		`<div class="highlight-box"><pre>x</pre></div>`:                                                                  "",
		`<pre class="brush: php; title: x">x</pre>`:                                                                      "php",
		`<pre class="brush:js">x</pre>`:                                                                                  "js",
		`<pre><code data-lang="toml">x</code></pre>`:                                                                     "toml",
		`<pre data-enlighter-language="sql">x</pre>`:                                                                     "sql",
		`<pre lang="go">x</pre>`:                                                                                         "go",
		`<pre lang="en">x</pre>`:                                                                                         "",
		`<pre class="sourceCode haskell">x</pre>`:                                                                        "haskell",
		`<code class="x"></code><pre><code class="hljs yaml">x</code></pre>`:                                             "yaml",
		`<figure class="highlight bash"><pre>x</pre></figure>`:                                                           "bash",
		`<div class="c"><pre>x</pre></div>`:                                                                              "",
		`<div class="language-go"><p>a</p></div><pre>x</pre>`:                                                            "",
		`<pre class="language-` + strings.Repeat("x", 30) + `">x</pre>`:                                                  "",
		`<pre class="language-go&#27;[31m">x</pre>`:                                                                      "",
		`<pre>x</pre>`: "",
	} {
		if got, _ := codeOf(t, html); got != want {
			t.Errorf("%s is %q, want %q", html, got, want)
		}
	}
}

func TestTabsInCodeLeadToTheirColumns(t *testing.T) {
	for in, want := range map[string]string{
		"\tif x\n\t\ty":            "    if x\n        y",
		"a\tb\nabc\tb\nabcdefg\tb": "a       b\nabc     b\nabcdefg b",
		"\ta\tb\n\tabc\tb":         "    a       b\n    abc     b",
		"é\tb\n日本\tb":              "é       b\n日本      b",
		"x\n\ty\n":                 "x\n    y",
		"&lt;\tb\na\tb":            "<       b\na       b",
		"a<b>b</b>\tc":             "ab      c",
	} {
		if _, got := codeOf(t, "<pre>"+in+"</pre>"); got != want {
			t.Errorf("%q is\n%s\nwant\n%s", in, got, want)
		}
	}
}
