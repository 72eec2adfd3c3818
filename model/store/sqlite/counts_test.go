package sqlite

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"lede/model"
	"lede/model/query/querytest"
)

// Names that the newest stories told of are counted in all stories afterwards, name by name: that must come to what
// counting all names does, also after stories were told anew and forgotten.
func TestNamesAreCountedAlikeInBothWays(t *testing.T) {
	s, err := Create(t.Context(), filepath.Join(t.TempDir(), "lede.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r := rand.New(rand.NewPCG(8, 8))
	in := querytest.Stories(r, 200)
	again := querytest.Stories(r, 40)
	for i, stories := range [][]model.Story{in[:120], in[120:], again} {
		if _, err := s.Put(t.Context(), 0, stories, querytest.Now()); err != nil {
			t.Fatal(i, err)
		}
	}
	if n, err := s.Forget(t.Context(), []model.StoryID{3, 50, 51, 190}); err != nil || n != 4 {
		t.Fatal(n, err)
	}
	err = s.look(t.Context(), func(l *look) error {
		dead, err := l.marked(setDead, 0)
		if err != nil {
			return err
		}
		for _, prefix := range []string{"", "a", "m", "saylor"} {
			y := &tally{look: l, head: keyName + "person\x00", prefix: prefix, gone: dead.copy().or(l.dirty())}
			if err := y.count(0); err != nil {
				return err
			}
			all := y.most(4)
			want := map[string]int{}
			for _, c := range all {
				want[c.fold], c.n = c.n, 0
			}
			if err := y.everywhere(all); err != nil {
				return err
			}
			if len(all) == 0 {
				t.Errorf("nobody begins with %q", prefix)
			}
			for _, c := range all {
				if c.n != want[c.fold] {
					t.Errorf("%s is counted %d and %d times", c.fold, want[c.fold], c.n)
				}
			}
			if err := y.count(1); err != nil || len(y.counts) > 0 {
				t.Errorf("in chunks that there are none of: %v, %v", y.counts, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
