package clean

import (
	"sort"

	"lede/model"
)

// Map leads from the text of a Body back to the bytes that it was made from.
type Map struct {
	segs []segment // by at, not overlapping
}

// segment says that n bytes of text at at were made from the source's bytes [from, to): one by one when exact is
// true, else as a whole (a character reference and its letter).
type segment struct {
	at, n, from, to int
	exact           bool
}

// add notes a stretch. A from below 0 (nothing in the source) is not noted.
func (m *Map) add(at, n, from, to int, exact bool) {
	if from < 0 || n == 0 {
		return
	}
	if k := len(m.segs) - 1; k >= 0 && exact {
		l := &m.segs[k]
		if l.exact && l.at+l.n == at && l.to == from {
			l.n += n
			l.to = to
			return
		}
	}
	m.segs = append(m.segs, segment{at, n, from, to, exact})
}

// Back is the span of the source that the span s of Body.Text was made from; whatever was cut in
// between is inside it. It is false when s is empty, or begins or ends with a byte that the source does not
// have (the break between two blocks, a quotation mark that stands for a tag).
func (m *Map) Back(s model.Span) (model.Span, bool) {
	if m == nil || s.Empty() {
		return model.Span{}, false
	}
	from, _, ok := m.at(s.Start)
	if !ok {
		return model.Span{}, false
	}
	_, to, ok := m.at(s.End - 1)
	if !ok || to <= from {
		return model.Span{}, false
	}
	return model.Span{Start: from, End: to}, true
}

// at is the range of source bytes behind the byte of text at i.
func (m *Map) at(i int) (from, to int, ok bool) {
	k := sort.Search(len(m.segs), func(k int) bool { return m.segs[k].at > i }) - 1
	if k < 0 {
		return 0, 0, false
	}
	g := m.segs[k]
	off := i - g.at
	if off >= g.n {
		return 0, 0, false
	}
	if g.exact {
		return g.from + off, g.from + off + 1, true
	}
	return g.from, g.to, true
}
