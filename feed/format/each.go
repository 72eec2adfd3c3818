package format

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// Each reads a document of any length and calls f with every item as soon as it is complete; the item is
// f's until it returns, its strings for ever. One item is held at a time, and no more of the rest than
// MaxBytes. An error of f ends the reading and comes back. The feed that comes back has no Items;
// what it says after an item was not yet known to that item. When r fails after the first item, the feed so
// far comes with its error. Errors otherwise as of Parse.
func Each(r io.Reader, h Hints, f func(*Item) error) (feed *Feed, err error) {
	defer recovered(&feed, &err)
	in := bufio.NewReaderSize(r, sniffBytes)
	head, err := in.Peek(sniffBytes)
	if err != nil && len(head) == 0 && err != io.EOF {
		return nil, err
	}
	if looksBinary(head) {
		return nil, notFeed(binaryName(head))
	}
	enc, kind := encodingOf(head, h), Unknown
	if enc != nil {
		kind = detectText(decodeWith(head, enc))
	} else {
		kind = detectText(repair(dropBOM(head)))
	}
	p := newParser(kind, h)
	p.limit, p.emit = int(^uint(0)>>1), f
	err = p.stream(utf8Reader(in, enc))
	switch {
	case err == nil:
		err = p.stop
	case p.count == 0:
		return nil, err
	default:
		p.feed.Cut = true
	}
	p.finish()
	return p.feed, err
}

// encodingOf is the encoding of a document that begins with head, nil for UTF-8. A character that head
// cuts in two does not count against UTF-8.
func encodingOf(head []byte, h Hints) encoding.Encoding {
	if name := wideEncoding(head); name != "" {
		return wide(name)
	}
	whole := head
	for n := 0; n < utf8.UTFMax-1 && len(whole) > 0 && !utf8.Valid(whole); n++ {
		whole = whole[:len(whole)-1]
	}
	if isUTF8(whole) {
		return nil
	}
	return declared(head, h)
}

func utf8Reader(in io.Reader, enc encoding.Encoding) io.Reader {
	if enc == nil {
		return transform.NewReader(in, &repairer{})
	}
	return transform.NewReader(in, enc.NewDecoder())
}

// stream reads the document from r as the kind that it was found to be.
func (p *parser) stream(r io.Reader) error {
	switch p.feed.Kind {
	case RSS, Atom, CDF, Sitemap:
		p.lex = lexer{r: r}
		return p.parseXML()
	case JSONLines, PlainText:
		return p.streamLines(r)
	case JSONFeed:
		return p.streamJSON(r)
	}
	doc, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return err
	case len(doc) > MaxBytes:
		return ErrTooLarge
	}
	return p.document(trimLead(doc))
}

// streamLines reads pieces of whole stories: lines of JSON, or text up to two blank lines.
func (p *parser) streamLines(r io.Reader) error {
	var doc []byte
	buf := make([]byte, windowBytes)
	for !p.full() {
		n, err := r.Read(buf)
		doc = append(doc, buf[:n]...)
		if err != nil && err != io.EOF {
			return err
		}
		end := len(doc)
		if err == nil {
			if end = p.storyEnd(doc); end < 0 && len(doc) > MaxBytes {
				return ErrTooLarge
			}
		}
		if end > 0 {
			if lead := trimLead(doc[:end]); len(lead) > 0 {
				if err := p.document(lead); err != nil {
					return err
				}
			}
			doc = doc[:copy(doc, doc[end:])]
		}
		if err == io.EOF {
			return nil
		}
	}
	return nil
}

// storyEnd is the length of the part of doc that holds whole stories only: 0 when no story ends in it,
// -1 when that can only be seen at the end of input.
func (p *parser) storyEnd(doc []byte) int {
	if p.feed.Kind == JSONLines {
		if doc = trimLead(doc); len(doc) > 1 && (doc[0] == '[' || doc[0] == '{' && (doc[1] == '\n' || doc[1] == '\r')) {
			return -1 // an array, or one story over several lines
		}
		return bytes.LastIndexByte(doc, '\n') + 1
	}
	for _, sep := range []string{"\f", "\n\n\n", "\n\r\n\r\n"} {
		if i := bytes.LastIndex(doc, []byte(sep)); i > 0 {
			return i + 1
		}
	}
	if len(doc) > maxStory {
		return bytes.LastIndexByte(doc, '\n') + 1
	}
	return 0
}

// maxStory bounds what is held of a wire dump in which no story ends, in bytes (SAFETY P3).
const maxStory = 1 << 20
