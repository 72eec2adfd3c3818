package sqlite

import (
	"encoding/binary"
	"errors"
	"math"
	"runtime"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"lede/model"
)

// A story's doc is everything of it that the list does not show: version 1, a list of fields in a set
// order. Numbers are varints, strings begin with their length.
//
// Docs of stories that came together are compressed together, as there is more to learn from in a
// group and less to waste at the ends of pages:
//
//	group = count { length } { doc }
//
// A group's row has the id of its first story; it goes up to the next group. A story that is told anew
// has its doc in a row of its own from then on.
const (
	docVersion = 1
	groupBytes = 64 << 10 // of docs, before they are compressed
)

var errDoc = errors.New("a stored story cannot be read")

// packer writes docs, for many goroutines.
type packer struct{ enc *zstd.Encoder }

func newPacker() (*packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(runtime.GOMAXPROCS(0)), zstd.WithEncoderLevel(zstd.SpeedDefault),
		zstd.WithWindowSize(1<<17), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
	return &packer{enc}, err
}

// pack is a group of docs, compressed.
func (p *packer) pack(docs ...[]byte) []byte {
	size := 0
	for _, d := range docs {
		size += binary.MaxVarintLen32 + len(d)
	}
	raw := binary.AppendUvarint(make([]byte, 0, size+binary.MaxVarintLen32), uint64(len(docs)))
	for _, d := range docs {
		raw = binary.AppendUvarint(raw, uint64(len(d)))
	}
	for _, d := range docs {
		raw = append(raw, d...)
	}
	return p.enc.EncodeAll(raw, make([]byte, 0, len(raw)/2))
}

// unpacker reads docs, from many goroutines.
type unpacker struct{ dec *zstd.Decoder }

func newUnpacker() (*unpacker, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(256<<20))
	return &unpacker{dec}, err
}

// unpack gives the docs of a group.
func (u *unpacker) unpack(data []byte) ([][]byte, error) {
	raw, err := u.dec.DecodeAll(data, nil)
	if err != nil {
		return nil, errDoc
	}
	r := docReader{data: raw}
	lengths := make([]int, r.count())
	for i := range lengths {
		lengths[i] = int(r.uvarint())
	}
	docs := make([][]byte, len(lengths))
	for i, n := range lengths {
		if r.bad || n < 0 || n > len(r.data) {
			return nil, errDoc
		}
		docs[i], r.data = r.data[:n:n], r.data[n:]
	}
	return docs, nil
}

func appendDoc(b []byte, s *model.Story) []byte {
	body, _ := s.Body.AppendBinary(nil)
	b = append(b, docVersion)
	b = append(binary.AppendUvarint(b, uint64(len(body))), body...) // first, as it is read alone most often
	for _, t := range []string{s.GUID, s.Byline, s.Dateline, s.Wire, s.Comments, s.Language, s.Image} {
		b = appendString(b, t)
	}
	b = appendTime(b, s.Updated)
	b = appendStrings(b, s.Categories)
	b = binary.AppendUvarint(b, uint64(len(s.Enclosures)))
	for _, e := range s.Enclosures {
		b = appendString(appendString(b, e.URL), e.Type)
		b = binary.AppendVarint(b, e.Length)
	}
	b = binary.AppendUvarint(b, uint64(len(s.Topics)))
	for _, t := range s.Topics {
		b = appendString(b, string(t.ID))
		b = appendFloat(b, t.Score)
		b = appendStrings(b, t.Why)
	}
	return appendFacts(b, s)
}

// What a fact may lack is only there when its bit says so: first the spans, then the strings, in the
// order of factSpans and factStrings.
const (
	factHedge  = 1 << iota
	factEntity // it belongs to one
	factAsRead // its value is what its span reads
	factParts  // the first of the spans
)

func factSpans(f *model.Fact) [5]*model.Span {
	return [5]*model.Span{&f.Sentence, &f.About, &f.Role, &f.SpeakerRole, &f.Cue}
}

func factStrings(f *model.Fact) [6]*string {
	return [6]*string{&f.Value, &f.ValueHigh, &f.Currency, &f.Unit, &f.Country, &f.Speaker}
}

func appendFacts(b []byte, s *model.Story) []byte {
	b = binary.AppendUvarint(b, uint64(len(s.Facts)))
	text, at := s.Body.Text(), 0
	for i := range s.Facts {
		f := s.Facts[i]
		if f.Value != "" && f.Value == f.Span.In(text) {
			b = appendFact(b, &f, factAsRead, at)
		} else {
			b = appendFact(b, &f, 0, at)
		}
		at = f.Span.Start
	}
	b = binary.AppendUvarint(b, uint64(len(s.Brief)))
	for _, c := range s.Brief {
		b = binary.AppendVarint(b, int64(c.Span.Start))
		b = binary.AppendVarint(b, int64(c.Span.Len()))
		b = binary.AppendUvarint(b, uint64(len(c.Facts)))
		for _, i := range c.Facts {
			b = binary.AppendVarint(b, int64(i))
		}
	}
	return b
}

// appendFact writes a fact, at being where the one before it starts.
func appendFact(b []byte, f *model.Fact, has uint64, at int) []byte {
	if f.Hedge != 0 {
		has |= factHedge
	}
	if f.Entity != 0 {
		has |= factEntity
	}
	if has&factAsRead != 0 {
		f.Value = ""
	}
	spans, strings := factSpans(f), factStrings(f)
	for i, s := range spans {
		if !s.Empty() {
			has |= factParts << i
		}
	}
	for i, s := range strings {
		if *s != "" {
			has |= factParts << (len(spans) + i)
		}
	}
	b = append(b, kindCode(f.Kind))
	b = binary.AppendUvarint(b, has)
	b = appendSpan(b, f.Span, at)
	b = appendFloat(b, f.Score)
	if f.Hedge != 0 {
		b = append(b, byte(f.Hedge))
	}
	if f.Entity != 0 {
		b = binary.AppendVarint(b, int64(f.Entity))
	}
	for _, s := range spans {
		if !s.Empty() {
			b = appendSpan(b, *s, f.Span.Start)
		}
	}
	for _, s := range strings {
		if *s != "" {
			b = appendString(b, *s)
		}
	}
	return b
}

// appendSpan writes a span by how far behind at it starts, and its length.
func appendSpan(b []byte, s model.Span, at int) []byte {
	return binary.AppendVarint(binary.AppendVarint(b, int64(s.Start-at)), int64(s.Len()))
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func appendStrings(b []byte, ss []string) []byte {
	b = binary.AppendUvarint(b, uint64(len(ss)))
	for _, s := range ss {
		b = appendString(b, s)
	}
	return b
}

// appendFloat keeps a score to four decimals, as store.Salience counts it.
func appendFloat(b []byte, f float64) []byte { return binary.AppendVarint(b, int64(math.Round(f*1e4))) }

func appendTime(b []byte, t time.Time) []byte {
	if t.IsZero() {
		return binary.AppendVarint(b, 0)
	}
	return binary.AppendVarint(b, t.Unix()+1<<40)
}

// openDoc is a doc's body in its binary form, and a reader of what comes after it.
func openDoc(raw []byte) (body []byte, r *docReader, err error) {
	r = &docReader{data: raw}
	version, n := r.byte(), r.uvarint()
	if version != docVersion || r.bad || n > uint64(len(r.data)) {
		return nil, nil, errDoc
	}
	body, r.data = r.data[:n], r.data[n:]
	return body, r, nil
}

// textOf is the text of a doc, in a Body without blocks.
func textOf(raw []byte) (model.Body, error) {
	data, _, err := openDoc(raw)
	if err != nil {
		return model.Body{}, err
	}
	b, err := model.BodyText(data)
	if err != nil {
		err = errDoc
	}
	return b, err
}

func readDoc(raw []byte, s *model.Story) error {
	body, r, err := openDoc(raw)
	if err != nil || s.Body.UnmarshalBinary(body) != nil {
		return errDoc
	}
	for _, t := range []*string{&s.GUID, &s.Byline, &s.Dateline, &s.Wire, &s.Comments, &s.Language, &s.Image} {
		*t = r.string()
	}
	if t := r.varint(); t != 0 {
		s.Updated = time.Unix(t-1<<40, 0).UTC()
	}
	s.Categories = r.strings()
	s.Enclosures = make1[model.Enclosure](r.count())
	for i := range s.Enclosures {
		s.Enclosures[i] = model.Enclosure{URL: r.string(), Type: r.string(), Length: r.varint()}
	}
	s.Topics = make1[model.TopicScore](r.count())
	for i := range s.Topics {
		s.Topics[i] = model.TopicScore{ID: model.TopicID(r.string()), Score: r.float(), Why: r.strings()}
	}
	r.facts(s)
	if r.bad || len(r.data) != 0 {
		return errDoc
	}
	return nil
}

// make1 is a slice of n, nil for none.
func make1[T any](n int) []T {
	if n == 0 {
		return nil
	}
	return make([]T, n)
}

// facts reads facts and brief; the body is there already.
func (r *docReader) facts(s *model.Story) {
	text := s.Body.Text()
	s.Facts = make1[model.Fact](r.count())
	at := 0
	for i := range s.Facts {
		f := &s.Facts[i]
		r.fact(f, at)
		at = f.Span.Start
		if f.Value == asRead {
			f.Value = f.Span.In(text)
		}
	}
	s.Brief = make1[model.Clause](r.count())
	for i := range s.Brief {
		start := int(r.varint())
		s.Brief[i].Span = model.Span{Start: start, End: start + int(r.varint())}
		s.Brief[i].Facts = make1[int](r.count())
		for j := range s.Brief[i].Facts {
			s.Brief[i].Facts[j] = int(r.varint())
		}
	}
}

// asRead stands for the value that is what the fact's span reads, until the text is at hand.
const asRead = "\x00"

func (r *docReader) fact(f *model.Fact, at int) {
	f.Kind = kindOf(r.byte())
	has := r.uvarint()
	f.Span, f.Score = r.span(at), r.float()
	if has&factHedge != 0 {
		f.Hedge = model.Hedge(r.byte())
	}
	if has&factEntity != 0 {
		f.Entity = int(r.varint())
	}
	spans := factSpans(f)
	for i, s := range spans {
		if has&(factParts<<i) != 0 {
			*s = r.span(f.Span.Start)
		}
	}
	for i, s := range factStrings(f) {
		if has&(factParts<<(len(spans)+i)) != 0 {
			*s = r.string()
		}
	}
	if has&factAsRead != 0 {
		f.Value = asRead
	}
}

// docReader takes data from its front; once something does not fit it is bad and gives zeros.
type docReader struct {
	data []byte
	bad  bool
}

func (r *docReader) fail() {
	r.bad, r.data = true, nil
}

func (r *docReader) byte() byte {
	if len(r.data) == 0 {
		r.fail()
		return 0
	}
	c := r.data[0]
	r.data = r.data[1:]
	return c
}

func (r *docReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *docReader) varint() int64 {
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *docReader) string() string {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail()
		return ""
	}
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

// count is a number of things, each of at least one byte.
func (r *docReader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *docReader) strings() []string {
	out := make1[string](r.count())
	for i := range out {
		out[i] = r.string()
	}
	return out
}

func (r *docReader) float() float64 { return float64(r.varint()) / 1e4 }

func (r *docReader) span(at int) model.Span {
	start := at + int(r.varint())
	return model.Span{Start: start, End: start + int(r.varint())}
}

// kinds are the kinds of fact by their number in a doc; new ones go to the end.
var kinds = sync.OnceValue(func() []model.Kind {
	return []model.Kind{"", model.Money, model.Number, model.Percent, model.Quantity, model.Date, model.Time, model.Duration, model.Person,
		model.Org, model.Place, model.Law, model.Product, model.Ticker, model.Event, model.QuoteOf, model.Source}
})

func kindCode(k model.Kind) byte {
	for i, o := range kinds() {
		if o == k {
			return byte(i)
		}
	}
	return 0
}

func kindOf(c byte) model.Kind {
	if int(c) < len(kinds()) {
		return kinds()[c]
	}
	return ""
}
