// Package query is the one language in which stories are asked for: in the filter prompt, in saved
// views, on the command line and over SSH. Parse reads it, String prints it, Match answers it for
// one story; a store translates the tree to its own means and must answer alike.
package query

import (
	"time"

	"lede/model"
)

// Query is a question. The zero Query asks for every story, newest first.
type Query struct {
	Expr Expr // nil: every story
	Sort Sort
}

// Sort is the order of an answer.
type Sort uint8

// The orders.
const (
	Newest Sort = iota
	Salience
	Sources
)

// Expr is a node of the tree; see the node types in expr.go.
type Expr interface{ expr() }

// Env is what a query needs to know besides the story.
type Env struct {
	Now      time.Time // in the reader's zone
	LastSeen time.Time // stories first seen later are new
	Feed     func(model.FeedID) model.Feed
	Sources  func(model.StoryID) int
}
