// Package clean turns what a publisher sent into a Story fit to read: markup or plain text becomes a
// Body, what is no part of the story is cut, what the cut lines tell (headline, publisher, that the
// text is cut short) is kept as data, sentences that were glued together part again.
//
// Bytes of one story come in, with the address they came from; a model.Body or a whole model.Story goes
// out. Every text has been through model/safe. Nothing is invented and nothing is reworded: each byte
// of a Body stands in the source, or is a blank, a break or a quotation mark that markup stands for, and a Map
// leads back to it. The package knows no network, no clock and no file, and uses of golang.org/x/net/html
// the tokenizer and the table of entities only: it builds no tree, so depth costs nothing.
package clean
