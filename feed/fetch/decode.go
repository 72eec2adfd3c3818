package fetch

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// decoders keeps readers of the codings between bodies: they are large.
type decoders struct {
	gzip, zstd sync.Pool
}

var errLayers = errors.New("more than one layer of compression")

// unpack turns what came over the wire into the response's Body, at most the limit of it, and drops
// raw. buf is where it may be written, and is handed back, grown or not; nil for a new one.
func (c *Client) unpack(w *wire, buf []byte) []byte {
	if w.resp == nil || w.resp.Status != Fresh || len(w.resp.Parts) > 0 {
		return buf
	}
	open, err := c.coding(w)
	switch {
	case err != nil:
		w.resp, w.err = nil, fail(Coded, w.host, "%s", err)
		return buf
	case open == nil:
		w.resp.Body = w.raw
		return buf
	}
	body, err := c.inflate(open, buf[:0], c.guess(w))
	if w.err == nil {
		w.err = damaged(w.host, err, c.lim.Body)
	}
	w.resp.Body, w.raw = body, nil
	return body
}

// damaged puts a decoder's error into words.
func damaged(host string, err error, limit int64) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, errTooLarge):
		return fail(TooLarge, host, "unpacks to more than %d MB; what came before is kept", limit/1e6)
	}
	return &Error{Kind: Cut, host: host, Err: err, text: "its compressed body is damaged; what came before is kept"}
}

var errTooLarge = errors.New("too large")

// inflate reads all of r into buf, up to the limit. What was read before an error is kept.
func (c *Client) inflate(open opener, buf []byte, size int) ([]byte, error) {
	r, done, err := open()
	if err != nil {
		return buf, err
	}
	defer done()
	limit := int(c.lim.Body)
	if size = min(size, limit+1); size > cap(buf) {
		buf = make([]byte, 0, size)
	}
	for {
		if len(buf) == cap(buf) {
			grown := make([]byte, len(buf), min(max(2*cap(buf), firstBlock), limit+1))
			copy(grown, buf)
			buf = grown
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case len(buf) > limit:
			return buf[:limit], errTooLarge
		case err == io.EOF:
			return buf, nil
		case err != nil:
			return buf, err
		}
	}
}

// guess is how large a body will be unpacked: what gzip says in its last four bytes when that can be,
// else four times of what came. It is a guess about what a stranger wrote, so it is kept small.
func (c *Client) guess(w *wire) int {
	n := len(w.raw)
	size := 4 * n
	if isGzip(w.raw) && n > 18 {
		t := w.raw[n-4:]
		if told := int(t[0]) | int(t[1])<<8 | int(t[2])<<16 | int(t[3])<<24; told/16 <= n {
			size = told + 1
		}
	}
	return max(size, firstBlock)
}

// opener begins to read a coding. done puts back what it took.
type opener func() (r io.Reader, done func(), err error)

// coding finds how w is packed; nil for not at all. The bytes are believed before the header: servers
// name gzip for bodies that are plain, and send .gz files as they are.
func (c *Client) coding(w *wire) (opener, error) {
	name := w.coding
	if strings.Contains(name, ",") {
		if name = oneLayer(name); name == "" {
			return nil, errLayers
		}
	}
	raw := w.raw
	switch name {
	case "", "identity", "none", "utf-8":
		if isGzip(raw) {
			return c.openGzip(raw), nil
		}
		return nil, nil
	case "gzip", "x-gzip":
		if !isGzip(raw) {
			return nil, nil
		}
		return c.openGzip(raw), nil
	case "deflate":
		return openDeflate(raw), nil
	case "br":
		return func() (io.Reader, func(), error) { return brotli.NewReader(bytes.NewReader(raw)), func() {}, nil }, nil
	case "zstd":
		return c.openZstd(raw), nil
	}
	return nil, errors.New("packed in a way that was not asked for: " + short(name, 20))
}

// oneLayer is the one coding in a list that does anything, or "" when there are two.
func oneLayer(list string) string {
	found := "identity"
	for name := range strings.SplitSeq(list, ",") {
		switch name = strings.TrimSpace(name); {
		case name == "" || name == "identity":
		case found != "identity":
			return ""
		default:
			found = name
		}
	}
	return found
}

func isGzip(b []byte) bool { return len(b) > 2 && b[0] == 0x1f && b[1] == 0x8b && b[2] == 8 }

func (c *Client) openGzip(raw []byte) opener {
	return func() (io.Reader, func(), error) {
		src := bytes.NewReader(raw)
		r, _ := c.coders.gzip.Get().(*gzip.Reader)
		if r == nil {
			r = new(gzip.Reader)
		}
		if err := r.Reset(src); err != nil {
			return nil, nil, err
		}
		r.Multistream(false)
		return &members{r, src}, func() { c.coders.gzip.Put(r) }, nil
	}
}

// members reads the members of a gzip file one after the other, RFC 1952 §2.2. Junk after one ends it.
type members struct {
	r   *gzip.Reader
	src *bytes.Reader
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	if err == io.EOF && m.src.Len() > 0 && m.r.Reset(m.src) == nil {
		m.r.Multistream(false)
		return n, nil
	}
	return n, err
}

// openDeflate reads what is called deflate: zlib as RFC 9110 §8.4.1.2 has it, or the bare stream that
// some servers send.
func openDeflate(raw []byte) opener {
	return func() (io.Reader, func(), error) {
		if len(raw) >= 2 && raw[0]&0x0f == 8 && (int(raw[0])<<8|int(raw[1]))%31 == 0 {
			r, err := zlib.NewReader(bytes.NewReader(raw))
			return r, func() {}, err
		}
		return flate.NewReader(bytes.NewReader(raw)), func() {}, nil
	}
}

// openZstd reads zstd with the window that RFC 9659 allows on the web, 8 MB.
func (c *Client) openZstd(raw []byte) opener {
	return func() (io.Reader, func(), error) {
		src := bytes.NewReader(raw)
		r, _ := c.coders.zstd.Get().(*zstd.Decoder)
		if r == nil {
			var err error
			r, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20))
			if err != nil {
				return nil, nil, err
			}
		}
		if err := r.Reset(src); err != nil {
			return nil, nil, err
		}
		return r, func() {
			if r.Reset(nil) == nil {
				c.coders.zstd.Put(r)
			}
		}, nil
	}
}
