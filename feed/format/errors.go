package format

import (
	"errors"
	"fmt"
)

var (
	// ErrEmpty is a document without a byte that is not white.
	ErrEmpty = errors.New("the document is empty")

	// ErrNotFeed is a document that was understood and is no feed: a page, a list of feeds, an error
	// object, a picture. Its text says which.
	ErrNotFeed = errors.New("not a feed")

	// ErrTooLarge is a part of a document, as an item, of more than MaxBytes bytes: of Each only.
	ErrTooLarge = errors.New("a part of the document is larger than 15 MB")
)

// notFeed says in plain words what the document is instead of a feed.
func notFeed(what string) error { return fmt.Errorf("%w: %s", ErrNotFeed, what) }
