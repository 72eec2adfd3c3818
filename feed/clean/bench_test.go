package clean

import (
	"strings"
	"testing"
)

// page is a body of about 5 kB in the shape that feeds have.
func page() string {
	const p = `<p>The grain ship <a href="https://port.test/alma?utm_source=rss">Alma</a> left the harbour of Larkfield on Friday &#8220;after nine days&#8221;, carrying 4,000&nbsp;tonnes of wheat for the mills of the <strong>southern</strong> coast, the port authority said in a short statement. Its captain had asked for a pilot on Tuesday.</p>
`
	const f = `<figure><img src="/alma.jpg" alt="the ship" width="1200"/><figcaption>Alma at the quay</figcaption></figure><ul><li>One thing is known.</li><li>Another is not.</li></ul><h2>What next</h2>`
	return strings.Repeat(p, 6) + f + strings.Repeat(p, 6) + `<p>The post <a href="/a">Alma leaves</a> appeared first on <a href="/">Quayside Herald</a>.</p>`
}

func BenchmarkHTML(b *testing.B) {
	s := page()
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		HTML(s, "https://port.test/")
	}
}

func BenchmarkPlain(b *testing.B) {
	s := strings.Repeat("The grain ship Alma left the harbour of Larkfield on Friday “after nine days”, carrying 4,000 tonnes of wheat, the port authority said.\n", 40)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Plain(s)
	}
}
