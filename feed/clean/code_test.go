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

func TestTheNumbersOfLinesAreNoCode(t *testing.T) {
	for html, want := range map[string]string{
		`<figure class="highlight go"><table><tr><td class="gutter"><pre><span class="line">1</span><br><span class="line">2</span><br></pre></td><td class="code"><pre>x := 1<br>y := 2<br></pre></td></tr></table></figure>`: "go: x := 1|y := 2",
		"<div class=\"highlight\"><table><tr><td><pre><code><span>7\n</span><span>8\n</span></code></pre></td><td><pre><code class=\"language-c\">int a;\nint b;</code></pre></td></tr></table></div>":                         "c: int a;|int b;",
		`<pre><code class="language-go"><span class="line"><span class="ln">1</span><span class="cl">x := 1
</span></span><span class="line"><span class="ln">2</span><span class="cl">y := 2</span></span></code></pre>`: "go: x := 1|y := 2",
		"<pre>1\n2\n4</pre><pre>a\nb\nc</pre>":     ": 1|2|4",
		"<pre>12</pre><pre>a</pre>":                ": 12",
		"<pre>1\n2</pre><p>and</p><pre>a\nb</pre>": ": 1|2",
	} {
		lang, text := codeOf(t, html)
		if got := lang + ": " + strings.ReplaceAll(text, "\n", "|"); got != want {
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
