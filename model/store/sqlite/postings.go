package sqlite

import (
	"encoding/binary"
	"errors"
	"sort"
)

// A segment of the index is a sorted list of keys, each with the stories of one chunk that have it. It
// is kept in parts that fill a page of the file, so that one key costs one page:
//
//	part  = { entry }
//	entry = shared suffix-length suffix count postings
//
// shared is how many bytes of the key before are the beginning of this one; nothing in a part's first
// entry. Postings are the differences between sorted 14-bit numbers, or, from denseFrom of them on, the
// chunk's bits. All numbers are unsigned varints.
const (
	partSize  = 4000 // bytes; a row with it still fits in a page of 4096
	denseFrom = chunkByte
	mostKey   = 112 // bytes of a key; longer ones are cut and no longer sure
)

var errPart = errors.New("a part of the index cannot be read")

// cutKey is a key as the index holds it, and whether it stands for just what it says.
func cutKey(k string) (string, bool) {
	if len(k) < mostKey {
		return k, true
	}
	return k[:mostKey], false
}

// sure tells whether a key of the index was not cut.
func sure(key []byte) bool { return len(key) < mostKey }

// partWriter cuts a sorted run of entries into parts.
type partWriter struct {
	buf   []byte
	last  []byte
	first []byte // key of the part's first entry
	scrap []byte
	full  func(first, data []byte) error
}

// add takes the next key and its postings, sorted.
func (w *partWriter) add(key []byte, posts []uint16) error {
	e := w.entry(key, posts, w.shared(key))
	if len(w.buf) > 0 && len(w.buf)+len(e) > partSize {
		if err := w.flush(); err != nil {
			return err
		}
		e = w.entry(key, posts, 0)
	}
	if len(w.buf) == 0 {
		w.first = append(w.first[:0], key...)
	}
	w.buf = append(w.buf, e...)
	w.last = append(w.last[:0], key...)
	return nil
}

func (w *partWriter) shared(key []byte) int {
	if len(w.buf) == 0 {
		return 0
	}
	n := min(len(key), len(w.last))
	for i := range n {
		if key[i] != w.last[i] {
			return i
		}
	}
	return n
}

func (w *partWriter) entry(key []byte, posts []uint16, shared int) []byte {
	b := binary.AppendUvarint(w.scrap[:0], uint64(shared))
	b = binary.AppendUvarint(b, uint64(len(key)-shared))
	b = append(b, key[shared:]...)
	b = binary.AppendUvarint(b, uint64(len(posts)))
	if len(posts) >= denseFrom {
		at := len(b)
		b = append(b, make([]byte, chunkByte)...)
		for _, p := range posts {
			b[at+int(p>>3)] |= 1 << (p & 7)
		}
	} else {
		last := uint16(0)
		for _, p := range posts {
			b = binary.AppendUvarint(b, uint64(p-last))
			last = p
		}
	}
	w.scrap = b
	return b
}

func (w *partWriter) flush() error {
	if len(w.buf) == 0 {
		return nil
	}
	err := w.full(w.first, w.buf)
	w.buf = w.buf[:0]
	return err
}

// entry is one key of a part with its postings as they are stored.
type entry struct {
	key   []byte // good until the next entry is read
	count int
	posts []byte
}

// partReader reads the entries of a part in order.
type partReader struct {
	data []byte
	key  []byte
}

// next is the next entry; false at the end and where the data makes no sense, which err tells.
func (r *partReader) next() (e entry, ok bool, err error) {
	if len(r.data) == 0 {
		return entry{}, false, nil
	}
	shared, n1 := binary.Uvarint(r.data)
	if n1 <= 0 {
		return e, false, errPart
	}
	suffix, n2 := binary.Uvarint(r.data[n1:])
	at := n1 + n2
	if n2 <= 0 || shared > uint64(len(r.key)) || suffix > uint64(len(r.data)-at) {
		return e, false, errPart
	}
	r.key = append(r.key[:shared], r.data[at:at+int(suffix)]...)
	at += int(suffix)
	count, n3 := binary.Uvarint(r.data[at:])
	if n3 <= 0 || count > chunkSize {
		return e, false, errPart
	}
	at += n3
	end := at
	if count >= denseFrom {
		end += chunkByte
	} else {
		for left := count; left > 0 && end < len(r.data); end++ {
			if r.data[end] < 0x80 {
				left--
			}
		}
	}
	if end > len(r.data) {
		return e, false, errPart
	}
	e = entry{key: r.key, count: int(count), posts: r.data[at:end]}
	r.data = r.data[end:]
	return e, true, nil
}

// into adds the entry's stories to the words of its chunk; those past their end are nothing.
func (e entry) into(to set) {
	if e.count >= denseFrom {
		for i, d := 0, e.posts; len(d) >= 8 && i < len(to); i, d = i+1, d[8:] {
			to[i] |= binary.LittleEndian.Uint64(d)
		}
		return
	}
	id, d := uint64(0), e.posts
	for range e.count {
		v, n := binary.Uvarint(d)
		if n <= 0 {
			return
		}
		d = d[n:]
		if id += v; int(id>>6) < len(to) {
			to.add(int(id))
		}
	}
}

// first is the entry's first story.
func (e entry) first() int {
	if e.count >= denseFrom {
		for i, b := range e.posts {
			if b != 0 {
				return i<<3 + trailing(b)
			}
		}
	}
	id, _ := binary.Uvarint(e.posts)
	return int(min(id, chunkSize-1))
}

// list appends the entry's stories to out.
func (e entry) list(out []uint16) []uint16 {
	if e.count >= denseFrom {
		for i, b := range e.posts {
			for ; b != 0; b &= b - 1 {
				out = append(out, uint16(i<<3+trailing(b)))
			}
		}
		return out
	}
	id, d := uint64(0), e.posts
	for range e.count {
		v, n := binary.Uvarint(d)
		if n <= 0 {
			break
		}
		d = d[n:]
		if id += v; id >= chunkSize {
			break
		}
		out = append(out, uint16(id))
	}
	return out
}

func trailing(b byte) int {
	n := 0
	for ; b&1 == 0; b >>= 1 {
		n++
	}
	return n
}

// fences are the first keys of a segment's parts, one behind the other; they tell in which part a key
// would stand. A million stories have a hundred thousand of them.
type fences struct {
	text string
	ends []uint32
}

func packFences(f [][]byte) []byte {
	out := []byte{}
	for _, k := range f {
		out = append(binary.AppendUvarint(out, uint64(len(k))), k...)
	}
	return out
}

func unpackFences(data []byte) *fences {
	text := make([]byte, 0, len(data))
	f := &fences{ends: make([]uint32, 0, len(data)/10)}
	for at := 0; at < len(data); {
		n, w := binary.Uvarint(data[at:])
		if w <= 0 || n > uint64(len(data)-at-w) {
			break
		}
		at += w
		text = append(text, data[at:at+int(n)]...)
		f.ends = append(f.ends, uint32(len(text)))
		at += int(n)
	}
	f.text = string(text)
	return f
}

func (f *fences) len() int { return len(f.ends) }

// key is the first key of part i.
func (f *fences) key(i int) string {
	from := uint32(0)
	if i > 0 {
		from = f.ends[i-1]
	}
	return f.text[from:f.ends[i]]
}

// find is the part in which key stands if it stands anywhere; -1 when it would come before all.
func (f *fences) find(key string) int {
	return sort.Search(f.len(), func(i int) bool { return f.key(i) > key }) - 1
}

// after is the first key past all that begin with prefix; "" when there is none.
func after(prefix string) string {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0xff {
			b[i]++
			return string(b[:i+1])
		}
	}
	return ""
}
