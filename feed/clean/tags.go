package clean

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"

	"lede/model"
)

// shapes tells the tags that part text into blocks.
func shapes(t atom.Atom) bool {
	switch t {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Main, atom.Aside, atom.Nav,
		atom.Address, atom.Center, atom.Fieldset, atom.Legend, atom.Form, atom.Figure, atom.Figcaption, atom.Details, atom.Summary,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hgroup, atom.Blockquote, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext,
		atom.Ul, atom.Ol, atom.Menu, atom.Dir, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Hr,
		atom.Table, atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Body, atom.Html, atom.Optgroup:
		return true
	}
	return false
}

var (
	cellFence = []atom.Atom{atom.Table, atom.Td, atom.Th, atom.Caption}
	listTags  = []atom.Atom{atom.Ul, atom.Ol, atom.Menu, atom.Dir}
	listFence = []atom.Atom{atom.Dl, atom.Table, atom.Td, atom.Th, atom.Caption}
	headings  = []atom.Atom{atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}
	itemFence = append([]atom.Atom{atom.Ul, atom.Ol, atom.Menu, atom.Dir, atom.Dl}, cellFence...)
)

// open takes an opening tag.
func (w *walker) open(i int, t *token) {
	if w.media != nil && shapes(t.tag) {
		w.media = nil
	}
	if st, ok := looks(t.tag); ok {
		w.pushInline(inline{tag: t.tag, style: st})
		return
	}
	para := model.Block{Kind: model.Paragraph}
	switch t.tag {
	case atom.A:
		w.closeInline(atom.A)
		w.pushInline(inline{tag: atom.A, href: w.links.resolve(t.get("href"))})
	case atom.Br:
		w.br()
	case atom.Sup, atom.Sub:
		w.pushInline(inline{tag: t.tag, leaf: w.leaf, mark: w.pieces()})
	case atom.Q:
		w.quotes++
		w.mark(quoteMark(w.quotes, true))
	case atom.Rt:
		w.mark("(")
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if w.inCell() {
			w.part()
			return
		}
		if k := w.find(headings, cellFence); k >= 0 {
			w.unwind(k)
		}
		w.push(t.tag, nil, model.Block{Kind: model.Heading, Level: int(t.tag.String()[1] - '0')})
	case atom.Blockquote:
		w.push(t.tag, &draft{Block: model.Block{Kind: model.Quote}}, para)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext:
		w.push(t.tag, nil, model.Block{Kind: model.Code, Lang: w.codeLang(i)})
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.list(t)
	case atom.Li:
		w.item(t.tag)
	case atom.Dt:
		w.endDef()
		w.push(t.tag, nil, para)
		w.stack[len(w.stack)-1].add = model.Strong
		w.restyle()
	case atom.Dd:
		w.def()
	case atom.Summary:
		w.push(t.tag, nil, para)
		w.stack[len(w.stack)-1].add = model.Strong
		w.restyle()
	case atom.Figure:
		w.push(t.tag, nil, w.shape())
	case atom.Figcaption:
		w.push(t.tag, nil, para)
	case atom.Hr:
		w.part()
		if !w.inCell() {
			w.put(&draft{Block: model.Block{Kind: model.Rule}})
		}
	case atom.Table, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption:
		w.tableOpen(i, t)
	case atom.Img, atom.Image, atom.Iframe, atom.Video, atom.Audio, atom.Source, atom.Embed:
		w.mediaOpen(i, t)
	default:
		if shapes(t.tag) {
			w.part()
		}
	}
}

// looks is the style of a tag that has no other meaning.
func looks(t atom.Atom) (model.Style, bool) {
	switch t {
	case atom.B, atom.Strong:
		return model.Strong, true
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var:
		return model.Emphasis, true
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		return model.Mono, true
	case atom.S, atom.Strike, atom.Del:
		return model.Strike, true
	case atom.U, atom.Ins:
		return model.Underline, true
	}
	return 0, false
}

// close takes a closing tag. One that closes nothing is nothing, but for parting text.
func (w *walker) close(tag atom.Atom) {
	if _, ok := looks(tag); ok {
		w.closeInline(tag)
		return
	}
	switch tag {
	case atom.A, atom.Sup, atom.Sub:
		w.closeInline(tag)
	case atom.Q:
		if w.quotes > 0 {
			w.mark(quoteMark(w.quotes, false))
			w.quotes--
		}
	case atom.Rt:
		w.mark(")")
	case atom.Br:
		w.br()
	case atom.Video, atom.Audio:
		w.media = nil
	case atom.Li:
		if k := w.find([]atom.Atom{tag}, itemFence); k >= 0 {
			w.unwind(k)
		}
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		if k := w.find(listTags, cellFence); k >= 0 {
			w.unwind(k)
		} else {
			w.part()
		}
	case atom.Dl:
		w.endDef()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if k := w.find(headings, cellFence); k >= 0 {
			w.unwind(k)
		} else {
			w.part()
		}
	case atom.Blockquote, atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Dt, atom.Summary, atom.Figure, atom.Figcaption:
		if k := w.find([]atom.Atom{tag}, cellFence); k >= 0 {
			w.unwind(k)
		} else {
			w.part()
		}
	case atom.Table, atom.Tr, atom.Td, atom.Th, atom.Thead, atom.Tbody, atom.Tfoot, atom.Caption:
		w.tableClose(tag)
	default:
		if shapes(tag) {
			w.part()
		}
	}
}

// pushInline opens an inline element; more than 256 at once are not told apart.
func (w *walker) pushInline(in inline) {
	if len(w.inl) >= 256 {
		return
	}
	w.inl = append(w.inl, in)
	w.style |= in.style
	if in.href != "" {
		w.href = in.href
	}
}

// closeInline closes the last inline element of that tag.
func (w *walker) closeInline(tag atom.Atom) {
	for i := len(w.inl) - 1; i >= 0; i-- {
		if in := w.inl[i]; in.tag == tag {
			w.inl = append(w.inl[:i], w.inl[i+1:]...)
			w.restyle()
			if tag == atom.Sup || tag == atom.Sub {
				w.raise(in)
			}
			return
		}
	}
}

// list opens a list.
func (w *walker) list(t *token) {
	b := model.Block{Kind: model.List}
	if t.tag == atom.Ol {
		b.Ordered, b.Start = true, 1
		if n, err := strconv.Atoi(strings.TrimSpace(t.get("start"))); err == nil && n > -1e6 && n < 1e6 {
			b.Start = n
		}
		switch m := t.get("type"); m {
		case "a", "A", "i", "I":
			b.Marker = m[0]
		}
	}
	var box *draft
	if w.boxes+2 <= maxBoxes {
		box = &draft{Block: b}
	}
	w.push(t.tag, box, model.Block{Kind: model.Paragraph})
}

// item opens an item of the innermost list, and the list itself when there is none.
func (w *walker) item(tag atom.Atom) {
	k := w.find(listTags, listFence)
	if k < 0 {
		w.list(&token{tag: atom.Ul})
		k = len(w.stack) - 1
	}
	w.unwind(k + 1)
	w.pushItem(tag)
}

// pushItem opens an item in the list that is the innermost frame. A list that found no room has none.
func (w *walker) pushItem(tag atom.Atom) {
	var box *draft
	if w.stack[len(w.stack)-1].box != nil {
		box = &draft{Block: model.Block{Kind: model.Item}}
	}
	w.push(tag, box, model.Block{Kind: model.Paragraph})
}

// def opens a definition: an item of a list that goes on until the next term.
func (w *walker) def() {
	if k := w.find([]atom.Atom{atom.Dt}, itemFence); k >= 0 {
		w.unwind(k)
	}
	if k := w.find([]atom.Atom{atom.Dl}, itemFence); k < 0 {
		w.list(&token{tag: atom.Dl})
	} else {
		w.unwind(k + 1)
	}
	w.pushItem(atom.Dd)
}

// endDef ends the definitions so far and a term that was left open.
func (w *walker) endDef() {
	if k := w.find([]atom.Atom{atom.Dl, atom.Dt}, itemFence); k >= 0 {
		w.unwind(k)
		return
	}
	w.part()
}

func quoteMark(depth int, open bool) string {
	switch {
	case depth%2 == 1 && open:
		return "“"
	case depth%2 == 1:
		return "”"
	case open:
		return "‘"
	}
	return "’"
}
