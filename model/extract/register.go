package extract

import (
	"strings"
	"sync"

	"lede/model/text"
)

// register is in what way a page speaks, which decides what its words for time mean.
//
// A newsroom tells readers what happened: "Tuesday night" is a day, "from 2014 to 2018" takes 2018 in, a bare
// weekday looks back, and the hour stands beside the day as a fact of its own (FACTS.md). Somebody who asks
// or orders in person, in a message or a search, marks off time to plan or to filter by: "tomorrow night" is
// from eight to midnight, "from 2014 to 2018" ends where 2018 begins, "before 2010" is itself a stretch of
// time, "Tuesday at 2" is one moment. A page is a story until it plainly is the other.
type register uint8

const (
	newsroom register = iota
	request
)

// A request has no headline or publisher, and it is short: so many blocks and tokens at most.
const (
	requestBlocks = 2
	requestTokens = 64
	scrapTokens   = 10 // of words that are no sentence: "sales for last quarter"
)

// registerOf tells how a page speaks.
func registerOf(p *page) register {
	if p.in.Headline != "" || p.in.Publisher != "" || len(p.Leaves) > requestBlocks || len(p.Tokens) > requestTokens || len(p.Tokens) == 0 {
		return newsroom
	}
	for i := range p.Tokens {
		if reportWords()[p.Tokens[i].Fold] {
			return newsroom
		}
	}
	if len(p.Tokens) <= scrapTokens && p.class(len(p.Tokens)-1) != text.Stop {
		return request
	}
	for _, s := range p.Sentences {
		if p.addresses(s) {
			return request
		}
	}
	return newsroom
}

// addresses tells whether a sentence speaks to somebody: as "I" or "you", in the imperative, as a question,
// of something that the page never names ("It will happen"), or of a time as such ("The range is").
func (p *page) addresses(s text.Sentence) bool {
	first := s.First
	if p.class(first) == text.Quote {
		return false
	}
	if w := p.Tokens[first].Fold; openers()[w] || p.Word(s.Last-1) == "?" {
		return true
	}
	if w := p.Tokens[first].Fold; (w == hashThe || w == hashA) && topicWords()[p.fold(first+1)] {
		return true
	}
	for i := first; i < s.Last; i++ {
		if p.class(i) != text.Word {
			continue
		}
		w := p.Word(i)
		if at := strings.IndexAny(w, "'’"); at > 0 {
			w = w[:at]
		}
		if personWords()[text.Hash(w)] && (len(w) > 1 || w == "I" || w == "i") {
			return true
		}
	}
	return false
}

// fold is the hash of token i with its capitals lowered; 0 past the ends.
func (p *page) fold(i int) uint32 {
	if i < 0 || i >= len(p.Tokens) {
		return 0
	}
	return p.Tokens[i].Fold
}

var hashThe, hashA = text.Hash("the"), text.Hash("a")

var (
	reportWords = sync.OnceValue(func() wordSet {
		return setOf("said", "says", "told", "announced", "reported", "reporters", "according", "spokesman", "spokeswoman", "spokesperson")
	})
	personWords = sync.OnceValue(func() wordSet {
		return setOf("i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "yours", "let", "lets", "please", "pls")
	})
	// openers begin questions, orders, and sentences whose subject is known to both sides only.
	openers = sync.OnceValue(func() wordSet {
		return setOf("what", "what's", "what’s", "when", "where", "who", "how", "which", "why", "is", "are", "can", "could", "do", "does", "did", "will", "shall",
			"should", "would", "show", "book", "schedule", "set", "find", "give", "tell", "meet", "remind", "add", "create", "cancel", "call", "email",
			"mail", "open", "make", "move", "put", "list", "search", "check", "help", "arrange", "plan", "start", "play", "send", "get", "change",
			"update", "delete", "wake", "turn", "invite", "reserve", "order", "see", "go", "come", "bring", "take", "pay", "buy", "hey", "hi",
			"hello", "ok", "okay", "maybe")
	})
	topicWords = sync.OnceValue(func() wordSet {
		return setOf("range", "period", "date", "time", "slot", "window", "target", "meeting", "appointment", "event", "task", "call", "course", "class",
			"party", "deadline")
	})
)
