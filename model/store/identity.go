package store

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"lede/model"
	"lede/model/query"
)

// Identity is what a story is known by within its feed (SAFETY P6), each name as 64 bits of its
// SHA-256. A story is one that is kept when its First is; else when its Second is, unless the feed
// still tells of that one by its own GUID.
type Identity struct {
	First, Second uint64 // Second 0: there is none
	All           []uint64
}

// IdentityOf names s as a story of feed: by GUID, else by link, else by headline and text; and by link
// and headline together, for a feed that changes its GUIDs.
func IdentityOf(feed model.FeedID, s *model.Story) Identity {
	at := strconv.FormatInt(int64(feed), 10)
	var id Identity
	switch {
	case s.GUID != "":
		id.First = hash("guid", at, s.GUID)
	case s.URL != "":
		id.First = hash("link", at, s.URL)
	default:
		id.First = hash("text", at, s.Headline, s.Body.Text())
	}
	id.All = []uint64{id.First}
	if s.URL != "" {
		id.Second = hash("both", at, s.URL, query.Fold(s.Headline))
		id.All = append(id.All, id.Second)
	}
	return id
}

// Digest tells one wording of a story from another.
func Digest(s *model.Story) uint64 { return hash("words", s.Headline, s.Body.Text()) }

func hash(parts ...string) uint64 {
	n := 0
	for _, p := range parts {
		n += 8 + len(p)
	}
	all := make([]byte, 0, n) // a hash that is handed strings copies each of them
	for _, p := range parts {
		all = append(binary.LittleEndian.AppendUint64(all, uint64(len(p))), p...)
	}
	sum := sha256.Sum256(all)
	return max(1, binary.LittleEndian.Uint64(sum[:]))
}

// Salience is how much a hurried reader must not miss a story: its five weightiest facts together, in
// ten-thousandths, 0 to 50,000.
func Salience(s *model.Story) int {
	scores := make([]float64, 0, len(s.Facts))
	for i := range s.Facts {
		if f := s.Facts[i].Score; f > 0 {
			scores = append(scores, min(1, f))
		}
	}
	slices.SortFunc(scores, func(a, b float64) int {
		switch {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	sum := 0.0
	for _, f := range scores[:min(5, len(scores))] {
		sum += f
	}
	return int(sum*10000 + 0.5)
}
