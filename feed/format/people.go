package format

import "strings"

// person reads the forms in which RSS names somebody: "a@b (Name)", "Name <a@b>", "a@b", "Name (a@b)",
// "Name". mailto: is dropped.
func person(s string) Person {
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimPrefix(s, "mailto:")
	at := strings.IndexByte(s, '@')
	if at < 0 {
		return Person{Name: strings.Trim(s, `"`)}
	}
	start := strings.LastIndexAny(s[:at], " (<[\"") + 1
	end := len(s)
	if i := strings.IndexAny(s[at:], " )>]\",;"); i >= 0 {
		end = at + i
	}
	mail := s[start:end]
	if strings.HasPrefix(mail, "@") || strings.HasSuffix(mail, "@") {
		return Person{Name: s} // "@handle"
	}
	name := s[:start] + " " + s[end:]
	name = strings.NewReplacer("()", "", "<>", "", "[]", "", "(mailto:)", "", "<mailto:>", "").Replace(strings.ReplaceAll(name, " ", " "))
	name = strings.Trim(name, " \t\"()<>[],;:-")
	for _, empty := range []string{"( )", "< >", "[ ]"} {
		name = strings.TrimSpace(strings.ReplaceAll(name, empty, ""))
	}
	return Person{Name: name, Email: strings.TrimPrefix(mail, "mailto:")}
}

// addPerson appends who unless it is nobody or there already.
func addPerson(to []Person, who Person) []Person {
	who.Name, who.Email = strings.TrimSpace(who.Name), strings.TrimSpace(who.Email)
	if who == (Person{}) || len(to) >= maxList {
		return to
	}
	for _, p := range to {
		if p == who {
			return to
		}
	}
	return append(to, who)
}

// maxList bounds the authors, categories, links and enclosures of one item or feed.
const maxList = 200

// addWord appends a category unless it is empty or there already.
func addWord(to []string, word string) []string {
	word = strings.TrimSpace(word)
	if word == "" || len(to) >= maxList {
		return to
	}
	for _, w := range to {
		if w == word {
			return to
		}
	}
	return append(to, word)
}

func firstOf(words ...string) string {
	for _, w := range words {
		if w != "" {
			return w
		}
	}
	return ""
}
