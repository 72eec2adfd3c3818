package extract

import "lede/model/text"

// longestScore is how many tokens stand at most between a winner's name and the score: "Boyle beat the sixth seed,
// Rin, 6-4, 7-6".
const longestScore = 14

// judgeSets votes for persons where a result is told in sets: clubs do not win 6-4, 3-6, 7-5.
func (p *page) judgeSets(m *mention) {
	if m.last-m.first > 3 || !p.sameSentence(m.first, m.last) {
		return
	}
	beat := p.beats(m.last) || p.beats(m.first-1)
	for i := m.last; beat && i < m.last+longestScore && p.sameSentence(m.first, i+6); i++ {
		if next := p.set(i); next > 0 {
			if p.Word(next) == "," && p.set(next+1) > 0 {
				m.vote(person, sure)
			}
			return
		}
	}
}

// beats tells whether token i is a verb that one player does to another.
func (p *page) beats(i int) bool {
	switch {
	case i < 0 || i >= len(p.Tokens):
		return false
	case p.class(i) == text.Word && p.shape(i) == text.Lower:
		switch p.Word(i) {
		case "beat", "beats", "lost", "defeated", "outlasted", "stunned", "dispatched", "overcame", "eliminated", "to", "over", "past", "against":
			return true
		}
	}
	return false
}

// set is the token after a set at token i, "6-4" or "7-6 (7-3)"; 0 where there is none.
func (p *page) set(i int) int {
	game := func(j int) bool { return p.class(j) == text.Number && len(p.Word(j)) == 1 && p.Word(j) <= "7" }
	if i+2 >= len(p.Tokens) || !game(i) || p.class(i+1) != text.Dash || p.Tokens[i+1].Gap || !game(i+2) || p.Word(i) < "6" && p.Word(i+2) < "6" {
		return 0
	}
	if p.Word(i+3) == "(" {
		for j := i + 4; j < i+8 && j < len(p.Tokens); j++ {
			if p.Word(j) == ")" {
				return j + 1
			}
		}
	}
	return i + 3
}
