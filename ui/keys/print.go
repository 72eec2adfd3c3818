package keys

import "strings"

// Markdown is the table for the README: one heading and one table a scope. Actions without a key are
// left out.
func (t Table) Markdown() string {
	var b strings.Builder
	for _, s := range Scopes() {
		b.WriteString("### " + s.Title() + "\n\n| Key | Does |\n|---|---|\n")
		for _, r := range t.Bindings(s) {
			if len(r.Keys) == 0 {
				continue
			}
			ks := make([]string, len(r.Keys))
			for i, k := range r.Keys {
				ks[i] = "`" + strings.ReplaceAll(Label(k), "|", "\\|") + "`"
			}
			b.WriteString("| " + strings.Join(ks, " ") + " | " + strings.ReplaceAll(r.Help, "|", "\\|") + " |\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// Matches tells whether the row is meant by every word of a search in the help: a word is found in
// its keys, its name or its help line, whatever the case of letters.
func (b Binding) Matches(words string) bool {
	text := b.Labels() + " " + string(b.Action) + " " + strings.ToLower(b.Help)
	for _, w := range strings.Fields(words) {
		if !strings.Contains(text, w) && !strings.Contains(text, strings.ToLower(w)) {
			return false
		}
	}
	return true
}
