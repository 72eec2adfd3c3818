package classify

import (
	"reflect"
	"testing"
	"unicode/utf8"
)

func FuzzClassify(f *testing.F) {
	for _, s := range []string{
		"", "The U.S. sold 4,451 BTC for $305bn, O’Sullivan’s e-mail said: 6-4 6-2!", "\xff\xc3\xe2\x80 \xc3", "9/11 at&t d’Italia 2004-05 5g A.I. W.H.O",
		"ÀÉÎÕÜ Zürich Киев 東京 مصر", "''''’’’’&&&&....----", "a-b-c-d 1-2-3 4-5- 0-0", "U.S", "J.K. Rowling's St. Helens", "12/34/56 1,2,3.4.5x",
	} {
		f.Add(s, s, s)
	}
	f.Fuzz(func(t *testing.T, headline, text, category string) {
		last := -1
		Features(text, embedded().knows, func(x Feature) {
			if x.Start < last || x.End <= x.Start || x.End > len(text) {
				t.Fatalf("feature %+v after %d in %q", x, last, text)
			}
			last = x.Start
		})
		got := Story(headline, text, []string{category}, "en")
		if len(got) > maxTopics {
			t.Fatalf("%d topics", len(got))
		}
		for i, s := range got {
			topic, ok := ByID(s.ID)
			if !ok || i == 0 && topic.Parent != "" || !(s.Score > 0 && s.Score <= 1) || i > 0 && s.Score > got[i-1].Score {
				t.Fatalf("topic %d of %v", i, got)
			}
			for _, w := range s.Why {
				if w == "" || !utf8.ValidString(w) {
					t.Fatalf("why %q", w)
				}
			}
		}
		if again := Story(headline, text, []string{category}, "en"); !reflect.DeepEqual(got, again) {
			t.Fatalf("%v, then %v", got, again)
		}
		ByName(category)
		Near(category)
	})
}
