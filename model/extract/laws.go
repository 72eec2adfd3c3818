package extract

import (
	"strings"

	"lede/model"
	"lede/model/extract/ner"
	"lede/model/text"
)

// findLaws finds bills, acts, treaties and their articles by the words that name them: "Clean Air
// Act of 1970", "Treaty of Versailles", "Article 50", "Regulation (EU) 2016/679", "H.R. 3633".
func findLaws(p *page) {
	for i := range p.Tokens {
		if p.class(i) != text.Word || !p.capital(i) {
			continue
		}
		var first, end int
		switch w := p.Word(i); w {
		case "Act", "Bill", "Amendment", "Treaty", "Convention", "Protocol", "Accord", "Accords", "Agreement", "Pact", "Charter", "Ordinance", "Statute", "Code", "Directive", "Covenant", "Declaration", "Constitution", "Law", "Amendments", "Rule":
			if first, end = p.lawInOrder(i); end == 0 {
				first, end = p.lawNamed(i)
			}
		case "Order", "Decree":
			first, end = p.lawInOrder(i)
		case "Article", "Section", "Title", "Regulation", "Resolution", "Proposition", "Directive,", "Measure", "Chapter", "Prop.", "Rule.":
			first, end = i, p.lawNumbered(i)
		case "H.R.", "S.", "HR", "H.Res.", "S.J.Res.":
			if p.class(i+1) == text.Number && p.Tokens[i].End == p.Tokens[i+1].Start-1 && len(p.Word(i+1)) <= 5 && (w != "S." || len(p.Word(i+1)) >= 2 && p.class(i+2) != text.Word) {
				first, end = i, i+2
			}
		}
		if end > first {
			p.add(model.Fact{Kind: model.Law, Span: p.Span(first, end), Value: p.Span(first, end).In(p.Text)})
		}
	}
	for i := 0; i+1 < len(p.Tokens); i++ {
		if first, end := p.lawInSmall(i); end > first {
			p.add(model.Fact{Kind: model.Law, Span: p.Span(first, end), Value: p.Span(first, end).In(p.Text)})
		}
	}
}

// longestLaw is how many tokens the name of a law has at most on either side of its word of law.
const longestLaw = 16

// lawNamed is the name around the word of law at token i.
func (p *page) lawNamed(i int) (first, end int) {
	first = i
	for first > 0 && first > i-longestLaw && p.sameSentence(first-1, i) {
		j := first - 1
		if p.lawWordBefore(j) {
			first = j
			continue
		}
		// small words, commas and brackets belong only between two words of the name
		k := j
		for k > 0 && j-k < 3 && p.insideLaw(k) && p.sameSentence(k-1, i) {
			k--
		}
		if k == j || !p.lawWordBefore(k) || k == p.Sentences[p.SentenceOf(k)].First && p.lexAt(k)&ner.Common != 0 {
			break
		}
		if w := p.Word(k + 1); w == "," && !p.lawList(k, i) || w == "of" && p.lexAt(k)&ner.LawWord == 0 && p.lexAt(k)&(ner.OrgWord|ner.TitleWord) != 0 {
			break
		}
		first = k
	}
	for first < i && (p.lexAt(first)&(ner.Common|ner.Calendar) != 0 && p.shape(first) != text.Upper && !numberWord(p.Word(first)) && p.class(first+1) != text.Possessive || p.class(first) != text.Word) {
		first++
	}
	end = p.lawTail(i, first)
	if end == i+1 && first == i {
		return 0, 0
	}
	if end == i+1 && i-first == 1 && !p.tellingLaw(first, i) {
		return 0, 0
	}
	return first, end
}

// numberWord tells whether w numbers an amendment.
func numberWord(w string) bool {
	switch w {
	case "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Eighth", "Tenth", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth", "Nineteenth":
		return true
	}
	return false
}

// tellingLaw tells whether the one word before the word of law makes it a name.
func (p *page) tellingLaw(first, i int) bool {
	switch p.Word(i) {
	case "Constitution", "Convention", "Declaration", "Charter", "Agreement", "Accord", "Accords", "Protocol", "Pact", "Treaty", "Act", "Bill", "Directive", "Code", "Covenant", "Ordinance":
		w := strings.ToLower(p.Word(first))
		return w != "the" && w != "a" && w != "new" && w != "national" && !(p.Word(i) == "Convention" && (w == "republican" || w == "democratic" || w == "party"))
	case "Amendment":
		return numberWord(p.Word(first)) || p.lexAt(first)&ner.Common == 0
	case "Law", "Rule":
		return p.class(first+1) == text.Possessive
	}
	return false
}

// lawWordBefore tells whether token j may be a word of a law's name.
func (p *page) lawWordBefore(j int) bool {
	if p.class(j) == text.Word && p.capital(j) {
		return p.lexAt(j)&ner.Calendar == 0
	}
	return p.class(j) == text.Possessive && j > 0 && p.capital(j-1) && p.lawPossessive(j-1)
}

// lawPossessive keeps "Megan’s Law" and "Children’s Act" but not "Britain’s Online Safety Act".
func (p *page) lawPossessive(j int) bool {
	bits := p.lexAt(j)
	return bits&(ner.Country|ner.Region|ner.City|ner.TitleWord|ner.Body) == 0
}

func (p *page) insideLaw(k int) bool {
	switch p.Word(k) {
	case "of", "and", "the", "for", "on", "in", "to", "&", ",", "from", "against", "with", "(", ")", "-":
		return true
	}
	return false
}

// lawList tells whether the comma behind token k stands in a list that ends in "and", inside of the
// name that ends at token i.
func (p *page) lawList(k, i int) bool {
	for j := k + 1; j < i; j++ {
		if w := p.Word(j); w == "and" || w == "&" {
			return true
		}
	}
	return false
}

// lawTail is where the name ends whose word of law is token i: a year, "of 1970", "of Versailles",
// "on the Rights of the Child".
func (p *page) lawTail(i, first int) int {
	end := i + 1
	if !p.sameSentence(i, end) {
		return end
	}
	w := p.Word(i)
	if year(p.Word(end)) && p.Tokens[end].Gap {
		return end + 1
	}
	if p.Word(end) == "of" && year(p.Word(end+1)) && p.sameSentence(i, end+1) {
		return end + 2
	}
	switch w {
	case "Treaty", "Convention", "Declaration", "Protocol", "Covenant", "Charter", "Agreement", "Bill", "Accord", "Pact":
	default:
		return end
	}
	j := end
	for j < i+longestLaw && p.sameSentence(i, j) {
		k := j
		for k < j+3 && p.sameSentence(i, k) && (p.Word(k) == "of" || p.Word(k) == "on" || p.Word(k) == "the" || p.Word(k) == "and" && j > end || p.Word(k) == "for" || p.Word(k) == "to" && w == "Protocol") {
			k++
		}
		if j == end && k == j || !p.sameSentence(i, k) || !p.capital(k) && !year(p.Word(k)) {
			break
		}
		j = k + 1
		for j < i+longestLaw && p.sameSentence(i, j) && p.capital(j) {
			j++
		}
		if w == "Treaty" || w == "Bill" {
			break
		}
	}
	return max(j, end)
}

// year tells whether w is a year.
func year(w string) bool {
	return len(w) == 4 && (w[0] == '1' && w[1] >= '2' || w[0] == '2' && w[1] == '0') && strings.Trim(w, "0123456789") == ""
}

// lawNumbered is where an article, regulation or resolution with a number ends; 0 when it has none.
func (p *page) lawNumbered(i int) int {
	j := i + 1
	if p.Word(j) == "(" && p.Word(j+2) == ")" && p.capital(j+1) {
		j += 3
	}
	if p.Word(j) == "No" || p.Word(j) == "No." || p.Word(j) == "number" {
		j++
	}
	if !p.sameSentence(i, j) {
		return 0
	}
	w := p.Word(j)
	switch {
	case p.Word(i) == "Title":
		if romanNumeral(w) && w != "" && p.Word(j+1) != "," {
			return j + 1
		}
		return 0
	case p.Word(i) == "Chapter":
		if (w == "11" || w == "7" || w == "13" || w == "15") && p.class(j) == text.Number {
			return j + 1
		}
		return 0
	case p.class(j) != text.Number && !(romanNumeral(w) && w != ""):
		return 0
	}
	j++
	for p.sameSentence(i, j) && !p.Tokens[j].Gap && (p.Word(j) == "/" || p.Word(j) == "(" || p.Word(j) == ")" || p.class(j) == text.Number || p.class(j) == text.Word && len(p.Word(j)) <= 2) {
		j++
	}
	return j
}

// lawInOrder is the name around the word of law at token i where a number is what tells it from others: "Law No. 19/2021",
// "Executive Order 14028", "Public Law 117-58", "Senate Bill 8", "Directive 2009/28/EC".
func (p *page) lawInOrder(i int) (first, end int) {
	first = i
	before := ""
	if i > 0 && p.sameSentence(i-1, i) {
		before = p.Word(i - 1)
	}
	switch w, numbered := p.Word(i), p.Word(i+1) == "No" || p.Word(i+1) == "No."; {
	case w == "Order" && before == "Executive", w == "Law" && before == "Public", w == "Bill" && (before == "Senate" || before == "House" || before == "Assembly"):
		first--
	case w == "Directive", w == "Decree":
	case numbered && (w == "Law" || w == "Act" || w == "Ordinance" || w == "Bill"):
	default:
		return 0, 0
	}
	if end = p.lawNumbered(i); end == 0 {
		return 0, 0
	}
	if p.dashed(end) {
		end += 2
	}
	if p.Word(end) == "of" && year(p.Word(end+1)) && p.sameSentence(i, end+1) {
		end += 2
	}
	return first, end
}

// dashed tells whether a dash and a number stand tight behind the number before token i.
func (p *page) dashed(i int) bool {
	return p.sameSentence(i-1, i+1) && p.class(i) == text.Dash && p.class(i+1) == text.Number && !p.Tokens[i].Gap && !p.Tokens[i+1].Gap
}

// lawInSmall finds names whose word of law is in small letters: "the Online Safety bill", "the Paris
// climate agreement", "Megan’s law".
func (p *page) lawInSmall(i int) (first, end int) {
	switch p.Word(i + 1) {
	case "bill", "act", "treaty", "pact", "accord", "agreement", "law", "directive", "convention":
	default:
		return 0, 0
	}
	if !p.capital(i) || !p.sameSentence(i, i+1) {
		return 0, 0
	}
	j := i
	for j > 0 && j > i-longestLaw && p.capital(j-1) && p.sameSentence(j-1, i) {
		j--
	}
	for j < i && p.lexAt(j)&ner.Common != 0 {
		j++
	}
	n := i - j + 1
	w := p.Word(i + 1)
	if k := p.nameAt(i); k >= 0 && p.names.mentions[k].kind == person {
		return 0, 0
	}
	switch {
	case n >= 2 && (w == "bill" || w == "act" || w == "directive" || w == "treaty" || w == "convention") && p.lexAt(j)&(ner.People|ner.TitleWord|ner.Body|ner.Country) == 0 && p.lexAt(i)&(ner.OrgWord|ner.People|ner.TitleWord) == 0:
		return j, i + 2
	case n == 1 && w == "treaty" && p.lexAt(i)&(ner.City|ner.Region) != 0, n == 1 && (w == "agreement" || w == "accord") && (p.Word(i) == "Paris" || p.Word(i) == "Oslo" || p.Word(i) == "Dayton"):
		return j, i + 2
	}
	return 0, 0
}
