package model

// TopicID names a topic: an IPTC Media Topic as "medtop:04000000", or one of the finer topics that
// news readers use and IPTC lacks, as "lede:bitcoin".
type TopicID string

// Topic is something that stories are about.
type Topic struct {
	ID     TopicID
	Name   string  // IPTC's own (en-GB), as "economy, business and finance"
	Short  string  // one word for a filter or a chip, as "economy"; unique
	Parent TopicID // "" for the 17 at the top
}

// TopicScore is a topic that a story has, with how sure that is.
type TopicScore struct {
	ID    TopicID
	Score float64  // 0 to 1
	Why   []string // the words that decided, strongest first; empty when it was the feed's own word
}

// TopicCount is a topic and how many stories of an edition have it.
type TopicCount struct {
	Topic  TopicID
	Total  int
	Unread int
}
