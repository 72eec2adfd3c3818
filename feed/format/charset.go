package format

import (
	"bytes"
	"encoding/binary"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// toUTF8 gives data as UTF-8. The charset is, in this order: that of a byte order mark or of a wide
// encoding's pattern; UTF-8 when the bytes are UTF-8 and more than ASCII, whatever is declared, for
// chance hardly makes such bytes; the response header's; the document's own declaration; the one that its
// letters speak for. Bytes that are invalid in UTF-8 are read as windows-1252. The result is data itself when nothing had to change.
func toUTF8(data []byte, h Hints) []byte {
	if name := wideEncoding(data); name != "" {
		return decodeWith(data, wide(name))
	}
	if isUTF8(data) {
		return dropBOM(data)
	}
	if whole := withoutCutRune(data); len(whole) < len(data) && isUTF8(whole) && beyondASCII(dropBOM(whole)) {
		return dropBOM(whole)
	}
	if enc := declared(data, h); enc != nil {
		return decodeWith(data, enc)
	}
	return repair(dropBOM(data))
}

// isUTF8 says that data is UTF-8 and that no seven-bit charset such as ISO-2022-JP hides in it.
func isUTF8(data []byte) bool {
	return utf8.Valid(data) && !bytes.Contains(data[:min(len(data), sniffBytes)], []byte("\x1b$"))
}

// withoutCutRune is data without the beginning of a character at its end.
func withoutCutRune(data []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(data); n++ {
		if end := data[len(data)-n:]; utf8.RuneStart(end[0]) {
			if utf8.FullRune(end) {
				break
			}
			return data[:len(data)-n]
		}
	}
	return data
}

// beyondASCII tells whether data shows that it is UTF-8, where it is valid.
func beyondASCII(data []byte) bool { return asciiPrefix(data) < len(data) }

func dropBOM(data []byte) []byte { return bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")) }

// declared is the encoding that the header, else the document names, else seems to be in; nil for UTF-8.
func declared(data []byte, h Hints) encoding.Encoding {
	for _, label := range []string{headerCharset(h.contentType()), declaredCharset(data)} {
		enc, name := charset.Lookup(label)
		if enc == nil && label != "" { // names that no browser knows: cp437, ebcdic-us
			enc, _ = ianaindex.IANA.Encoding(label)
		}
		if enc == nil || name == "utf-8" || strings.HasPrefix(name, "utf-16") || name == "replacement" {
			continue // the bytes are not wide: wideEncoding would have seen it
		}
		if name == "windows-1252" { // what those say who do not know
			if letters := cyrillic(data[:min(len(data), sniffBytes)]); letters != nil {
				return letters
			}
		}
		return enc
	}
	return sniffed(data)
}

// sniffed is the encoding that data, which is not UTF-8 and names none, seems to be in; nil when it is
// mostly UTF-8 or Western, which repair reads.
func sniffed(data []byte) encoding.Encoding {
	head := data[:min(len(data), sniffBytes)]
	if mostlyUTF8(head) {
		return nil
	}
	if enc := cyrillic(head); enc != nil {
		return enc
	}
	best, err := chardet.NewHtmlDetector().DetectBest(head)
	if err != nil || best.Confidence < 40 {
		return nil
	}
	switch best.Charset {
	case "ISO-8859-1", "ISO-8859-9", "windows-1252", "UTF-8", "UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE":
		return nil
	case "ISO-8859-8-I", "ISO-8859-8":
		return charmap.Windows1255
	case "GB18030", "Big5", "EUC-KR", "EUC-JP", "Shift_JIS":
		if best.Confidence < 70 { // Thai passes for Korean with 52
			return nil
		}
	}
	enc, _ := charset.Lookup(best.Charset)
	return enc
}

// mostlyUTF8 says that nearly all of the bytes beyond ASCII in data belong to valid UTF-8. The charsets of
// East Asia make valid pairs by chance.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		data = data[asciiPrefix(data):]
		for len(data) > 0 && data[0] >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(data)
			if r == utf8.RuneError && size == 1 {
				bad++
			} else {
				good += size
			}
			data = data[size:]
		}
	}
	return good > 8*bad
}

func headerCharset(contentType string) string {
	if contentType == "" {
		return ""
	}
	_, params, err := mime.ParseMediaType(contentType)
	if err == nil {
		return params["charset"]
	}
	_, after, ok := strings.Cut(strings.ToLower(contentType), "charset=")
	if !ok {
		return ""
	}
	return strings.Trim(strings.TrimSpace(after), `"';`)
}

// declaredCharset is what the XML declaration says, or a page's meta element.
func declaredCharset(data []byte) string {
	head := data[:min(len(data), 1024)]
	if i := bytes.Index(head, []byte("<?xml")); i >= 0 {
		decl := head[i+5:]
		if end := bytes.IndexByte(decl, '>'); end >= 0 {
			decl = decl[:end]
		}
		return attr(bytes.TrimSuffix(decl, []byte("?")), "encoding")
	}
	low := bytes.ToLower(head)
	if i := bytes.Index(low, []byte("charset=")); i >= 0 {
		label := bytes.TrimLeft(low[i+8:], `"' `)
		return string(label[:len(label)-len(bytes.TrimLeft(label, "abcdefghijklmnopqrstuvwxyz0123456789-_:"))])
	}
	return ""
}

// wideEncoding names the UTF-16, UTF-32 or EBCDIC that data is in, by its byte order mark or by where the NUL
// bytes of "<?" and other ASCII stand (XML 1.0 appendix F); "" when it is neither.
func wideEncoding(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x00\x00\xFE\xFF")), bytes.HasPrefix(data, []byte("\x00\x00\x00<")):
		return "utf-32be"
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(data, []byte("<\x00\x00\x00")):
		return "utf-32le"
	case bytes.HasPrefix(data, []byte("\xFE\xFF")), bytes.HasPrefix(data, []byte("\x00<\x00")):
		return "utf-16be"
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("<\x00")) && len(data) > 3 && data[3] == 0:
		return "utf-16le"
	case bytes.HasPrefix(data, []byte("\x4C\x6F\xA7\x94")): // "<?xm" of EBCDIC
		return "ibm037"
	}
	return ""
}

func wide(name string) encoding.Encoding {
	switch name {
	case "ibm037":
		return charmap.CodePage037
	case "utf-32be":
		return utf32.UTF32(utf32.BigEndian, utf32.UseBOM)
	case "utf-32le":
		return utf32.UTF32(utf32.LittleEndian, utf32.UseBOM)
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	}
	return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
}

func decodeWith(data []byte, enc encoding.Encoding) []byte {
	out, _, err := transform.Bytes(enc.NewDecoder(), data)
	if err != nil {
		return repair(data)
	}
	return dropBOM(out)
}

// repair gives data with every byte that is no part of valid UTF-8 read as windows-1252.
func repair(data []byte) []byte {
	out, _, _ := transform.Bytes(&repairer{}, data) // a repairer has no errors
	return out
}

// repairer is repair as a transformer, for what comes from a reader. A character that the end cuts in two is left out
// where another before it shows that the text is UTF-8.
type repairer struct{ begun, wide bool }

func (r *repairer) Reset() { *r = repairer{} }

func (r *repairer) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		n := validPrefix(src[nSrc:])
		if room := len(dst) - nDst; n > room {
			for n = room; n > 0 && !utf8.RuneStart(src[nSrc+n]); n-- {
			}
			r.see(src[nSrc : nSrc+n])
			return nDst + copy(dst[nDst:], src[nSrc:nSrc+n]), nSrc + n, transform.ErrShortDst
		}
		r.see(src[nSrc : nSrc+n])
		nDst += copy(dst[nDst:], src[nSrc:nSrc+n])
		nSrc += n
		switch rest := src[nSrc:]; {
		case len(rest) == 0:
		case !atEOF && !utf8.FullRune(rest):
			return nDst, nSrc, transform.ErrShortSrc
		case atEOF && r.wide && !utf8.FullRune(rest):
			return nDst, len(src), nil
		case len(dst)-nDst < utf8.UTFMax:
			return nDst, nSrc, transform.ErrShortDst
		default:
			nDst += utf8.EncodeRune(dst[nDst:], fromWindows1252(rest[0]))
			nSrc++
		}
	}
	return nDst, nSrc, nil
}

// see notes what a stretch of valid text shows.
func (r *repairer) see(valid []byte) {
	if !r.begun && len(valid) > 0 {
		r.begun, valid = true, dropBOM(valid)
	}
	r.wide = r.wide || beyondASCII(valid)
}

// validPrefix is the number of leading bytes of data that are valid UTF-8.
func validPrefix(data []byte) int {
	n := 0
	for n < len(data) {
		for n+8 <= len(data) && binary.LittleEndian.Uint64(data[n:])&0x8080808080808080 == 0 {
			n += 8
		}
		if n == len(data) {
			break
		}
		if data[n] < utf8.RuneSelf {
			n++
			continue
		}
		r, size := utf8.DecodeRune(data[n:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		n += size
	}
	return n
}

// c1 is what windows-1252 has at 0x80 to 0x9F (WHATWG Encoding, index windows-1252); bytes without a
// character keep their control code.
const c1 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

func fromWindows1252(b byte) rune {
	if b < 0x80 || b > 0x9F {
		return rune(b)
	}
	i := int(b) - 0x80
	for _, r := range c1 {
		if i == 0 {
			return r
		}
		i--
	}
	return utf8.RuneError
}

// toWindows1252 is its inverse, with ISO 8859-1 controls standing for themselves.
func toWindows1252(r rune) (byte, bool) {
	if r < 0x100 {
		return byte(r), true
	}
	i := 0
	for _, c := range c1 {
		if c == r {
			return byte(0x80 + i), true
		}
		i++
	}
	return 0, false
}
