// Package article finds the story on a publisher's page: its text, without the menus, the advertisements and
// the other stories around it, and what the page says about it.
//
// The bytes of one page come in, with its address and the response's content type; a Page goes out. Two extractors read the
// page: go-readability, and one of ours that weighs blocks by their text and links. A rule chooses between what they
// found (choose.go). The text is cleaned by feed/clean like that of any feed. Nothing is fetched.
//
// codeberg.org/readeck/go-readability is known only here; of golang.org/x/net/html the parser, and its charset tables.
package article
