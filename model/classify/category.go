package classify

import "strings"

// Bounds on what a feed may say of a story.
const (
	maxCategories  = 24
	maxCategoryLen = 200 // bytes
)

// fromCategories are the topics that a feed's own words name, in their order, each once. A path
// ("Sport > Football", "/news/business") names what each of its parts names.
func fromCategories(categories []string) []int {
	t := topics()
	var out []int
	add := func(name string) bool {
		k := key(name)
		i, ok := t.byName[k]
		if !ok {
			i, ok = t.byWord[k]
		}
		if !ok || k == "" {
			return false
		}
		for _, have := range out {
			if have == i {
				return true
			}
		}
		out = append(out, i)
		return true
	}
	for n, c := range categories {
		if n == maxCategories {
			break
		}
		if len(c) > maxCategoryLen || add(c) {
			continue
		}
		if _, path, ok := strings.Cut(c, "://"); ok {
			_, c, _ = strings.Cut(path, "/")
		}
		for part := range strings.FieldsFuncSeq(c, func(r rune) bool { return strings.ContainsRune("/>|,;»:→", r) }) {
			add(part)
		}
	}
	return out
}
