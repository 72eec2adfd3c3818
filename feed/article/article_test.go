package article

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lede/feed/clean"
	"lede/feed/format"
	"lede/model"
	"lede/model/plain"
)

var update = flag.Bool("update", false, "write what comes out into the cases")

var now = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)

// A case is a page, what was found about it, and the text as a reader sees it, 72 cells wide.
func TestArticlesAreFoundOnTheirPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d cases, %v", len(files), err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".txtar"), func(t *testing.T) {
			raw, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			head, page, _ := strings.Cut(string(raw), "-- page --\n")
			page, want, _ := strings.Cut(page, "-- article --\n")
			p, err := Read([]byte(page), "https://quay.test/2026/03/05/crane", Hints{Now: now})
			got := describe(p, err)
			if *update {
				if err := os.WriteFile(f, []byte(head+"-- page --\n"+page+"-- article --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func describe(p Page, err error) string {
	var b strings.Builder
	i := Inspect(p, err)
	for _, l := range [][2]string{{"title", i.Title}, {"byline", i.Byline}, {"published", i.Published}, {"site", i.Site}, {"lang", i.Lang}, {"image", i.Image}, {"by", i.By}, {"error", i.Error}} {
		if l[1] != "" {
			b.WriteString(l[0] + ": " + l[1] + "\n")
		}
	}
	if p.Truncated {
		b.WriteString("truncated\n")
	}
	text, _ := plain.Render(p.Body, plain.Options{Width: 72, Bare: true})
	b.WriteString("\n" + text + "\n")
	return b.String()
}

const para = "The grain ship left the harbour of Larkfield on Friday after nine days at anchor, carrying wheat for the mills of the southern coast, the port authority said. "

func TestAPageNestedTooDeepStillGivesItsText(t *testing.T) {
	page := "<html><head><title>Deep</title></head><body>" + strings.Repeat("<div>", 3000) + "<p>" + strings.Repeat(para, 5) + "</p>" + strings.Repeat("</div>", 3000)
	p, err := Read([]byte(page), "https://a.test/", Hints{})
	if err != nil || !strings.Contains(p.Text(), "nine days at anchor") || p.Title != "Deep" {
		t.Fatalf("%v, %q, %.60q", err, p.Title, p.Text())
	}
}

func TestAPageIsReadInItsCharset(t *testing.T) {
	for name, c := range map[string]struct{ page, header string }{
		"declared wrongly": {"<meta charset=utf-8><title>x</title><p>" + strings.Repeat("Die Br\xfccke f\xfcr Fu\xdfg\xe4nger ist zu, sagte die Stadt. ", 12), ""},
		"by the header":    {"<title>x</title><p>" + strings.Repeat("Die Br\xfccke f\xfcr Fu\xdfg\xe4nger ist zu, sagte die Stadt. ", 12), "text/html; charset=iso-8859-1"},
		"by a meta tag":    {"<meta http-equiv=content-type content='text/html; charset=windows-1252'><p>" + strings.Repeat("Die Br\xfccke f\xfcr Fu\xdfg\xe4nger ist zu, sagte die Stadt. ", 12), ""},
		"in UTF-8, broken": {"<meta charset=utf-8><p>" + strings.Repeat("Die Brücke für Fußgänger ist zu, sagte die Stadt. ", 12) + "\xff", ""},
	} {
		p, err := Read([]byte(c.page), "https://a.test/", Hints{ContentType: c.header})
		if err != nil || !strings.Contains(p.Text(), "Brücke für Fußgänger") {
			t.Errorf("%s: %v, %.80q", name, err, p.Text())
		}
	}
}

func TestAPageWithoutAnArticleGivesWhatItHas(t *testing.T) {
	p, err := Read([]byte("<title>Down</title><body><h1>We will be back</h1><p>The site is being mended.</p>"), "https://a.test/", Hints{})
	if err != nil || !strings.Contains(p.Text(), "being mended") {
		t.Fatalf("%v, %q", err, p.Text())
	}
	for _, s := range []string{"", "   ", "<html><body></body></html>", "<script>1</script>", "\x00\x01\x02"} {
		if _, err := Read([]byte(s), "https://a.test/", Hints{}); !errors.Is(err, ErrEmpty) && s != "\x00\x01\x02" {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestHostilePagesAreReadInTime(t *testing.T) {
	for name, s := range map[string]string{
		"open elements":  strings.Repeat("<b><i><a href=x>", 60_000),
		"tables":         strings.Repeat("<table><tr><td>", 60_000),
		"paragraphs":     strings.Repeat("<p>"+para, 6_000),
		"one long word":  "<p>" + strings.Repeat("x", 1<<20),
		"angle brackets": strings.Repeat("<", 1<<18),
		"attributes":     "<p " + strings.Repeat("a=b ", 250_000) + ">" + para,
		"divs with text": strings.Repeat("<div>"+para, 6_000),
		"nested heads":   strings.Repeat("<strong> <<h1>> x", 6_000),
		"broken json":    "<script type=application/ld+json>" + strings.Repeat("[", 1<<20) + "</script><p>" + para,
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			Read([]byte(s), "https://a.test/", Hints{})
			if d := time.Since(start); d > 8*time.Second { // a second per megabyte on a quiet machine; room for busy ones
				t.Errorf("%v for %d bytes", d, len(s))
			}
		})
	}
}

func TestAFeedsTextGivesWayOnlyToMore(t *testing.T) {
	short := clean.Story(format.Item{Title: format.Text{Value: "Ship"}, Content: format.Text{Value: "The grain ship left… Read more"}}, nil, clean.Hints{})
	page := Page{Byline: "Ada Brandt", Body: model.PlainBody(strings.Repeat(para, 4))}
	if s, ok := Fill(short, page); !ok || !s.FullText || s.Truncated || s.Byline != "Ada Brandt" || s.Body.Text() != page.Text() {
		t.Errorf("%v %+v", ok, s)
	}
	long := short
	long.Body = model.PlainBody(strings.Repeat(para, 9))
	long.Truncated = false
	if s, ok := Fill(long, page); ok || s.FullText || s.Body.Text() != long.Body.Text() {
		t.Errorf("%v %+v", ok, s)
	}
	if _, ok := Fill(short, Page{Body: model.PlainBody("Please log in.")}); ok {
		t.Error("a notice took the place of the feed's text")
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<html><title>a</title><article><p>"+para+"<aside>x</aside></article>", "text/html")
	f.Add("<script type='application/ld+json'>{\"@type\":[\"NewsArticle\"],\"articleBody\":\"x\",\"author\":[{\"name\":[1]}]}</script><p>"+para, "")
	f.Add(strings.Repeat("<div class=related>", 600)+para, "text/html; charset=utf-16")
	f.Fuzz(func(t *testing.T, page, contentType string) {
		p, err := Read([]byte(page), "https://a.test/x", Hints{ContentType: contentType})
		if err == nil && strings.TrimSpace(p.Text()) == "" {
			t.Fatal("no text and no error")
		}
		for _, l := range p.Body.Leaves() {
			if l.In(p.Text()) == "" {
				t.Fatalf("leaf %v is outside of the text", l)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	page := []byte("<html><head><title>Ship leaves port</title></head><body><nav>" + strings.Repeat("<a href=/x>Section</a>", 40) + "</nav><article>" + strings.Repeat("<p>"+para+para+"</p>", 20) +
		"</article><div class=related>" + strings.Repeat("<li><a href=/y>Another story of the day</a>", 30) + "</div></body></html>")
	b.SetBytes(int64(len(page)))
	b.ReportAllocs()
	for b.Loop() {
		Read(page, "https://a.test/x", Hints{})
	}
}
