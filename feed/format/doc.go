// Package format turns the bytes of anything feed-like into raw items: RSS 0.90 to 2.0 and RDF, Atom
// 0.3 and 1.0, JSON Feed 1 and 1.1, CDF, news sitemaps, stories as JSON lines and plain-text wire dumps.
//
// Bytes come in, with the little that is known about where they came from; a Feed goes out. What can be
// read is read: cut-off, ill-formed, junk-led and wrongly encoded documents give the items that are
// there. It never fetches, never expands a DTD, never keeps the input, and bounds all that it does:
// see MaxBytes, MaxItems and MaxDepth. Strings are left as the publisher wrote them; making them safe
// is the work of feed/clean.
//
// golang.org/x/net/html/charset, golang.org/x/text and gogs/chardet are known only here: the tables of the
// charsets, and a guess where a document names none.
package format
