package article

import (
	"testing"

	"lede/model"
)

func TestTheLeadPicture(t *testing.T) {
	body := func(figureAt int, src string) model.Body {
		var w model.BodyBuilder
		for i := range 6 {
			if i == figureAt {
				w.Open(model.Block{Kind: model.Figure, Src: src})
				w.Text("A crane", 0, "")
				w.Close()
			}
			w.Open(model.Block{Kind: model.Paragraph})
			w.Text("The port is busy.", 0, "")
			w.Close()
		}
		return w.Body()
	}
	const crane, port = "https://port.test/crane.jpg", "https://port.test/port.jpg"
	for _, c := range []struct {
		name  string
		story model.Story
		url   string
		block int
	}{
		{"the figure above the text", model.Story{Body: body(0, crane), Image: port}, crane, 1},
		{"what came with it", model.Story{Body: body(-1, ""), Enclosures: []model.Enclosure{{URL: crane, Type: "image/jpeg"}}, Image: port}, crane, 0},
		{"what its page or feed names", model.Story{Body: body(-1, ""), Image: port}, port, 0},
		{"a figure deep in the text stays there", model.Story{Body: body(5, crane), Image: crane}, "", 0},
		{"no address", model.Story{Body: body(-1, ""), Image: "javascript:alert(1)"}, "", 0},
	} {
		if url, block := lead(&c.story); url != c.url || block != c.block {
			t.Errorf("%s: %q at %d, want %q at %d", c.name, url, block, c.url, c.block)
		}
	}
}
