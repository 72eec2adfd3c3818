package text

// part cuts the tokens [first, last) of one block into sentences.
func (d *Doc) part(first, last int) {
	from := first
	for i := first; i < last; i++ {
		end, ok := d.stopsAt(i, from, last)
		if !ok {
			continue
		}
		d.close(from, end)
		from, i = end, end-1
	}
	d.close(from, last)
}

func (d *Doc) close(first, last int) {
	if first < last {
		d.Sentences = append(d.Sentences, Sentence{d.Span(first, last), first, last})
	}
}

// stopsAt tells whether a sentence that began at token from ends with token i or with the closing
// marks behind it, and gives the first token after it.
func (d *Doc) stopsAt(i, from, last int) (end int, ok bool) {
	t := &d.Tokens[i]
	if t.Class != Stop && !t.Abbrev {
		return 0, false
	}
	end = i + 1
	for end < last && end < i+4 && d.closes(end) {
		end++
	}
	if end >= last {
		return last, true
	}
	if t.Class == Stop && d.listMark(i, from) {
		return 0, false
	}
	next := &d.Tokens[end]
	switch {
	case !next.Gap:
		return end, t.Class == Stop && d.glued(i, end) || t.Abbrev && d.begins(end, last) && d.starter(end, last)
	case t.Abbrev && end == i+1:
		return end, d.endsAbbrev(i) && d.begins(end, last) && d.starter(end, last)
	case end > i+1 && d.Text[t.Start] != '.' && d.speech(end, last):
		return 0, false
	}
	return end, d.begins(end, last)
}

// closes tells whether token i is a closing quote or bracket directly behind what it closes.
func (d *Doc) closes(i int) bool {
	t := &d.Tokens[i]
	if t.Gap {
		return false
	}
	switch d.Text[t.Start:t.End] {
	case ")", "]", "}", "”", "’", "»", "›", "」", "』":
		return true
	case "\"", "'":
		// A straight mark opens when a letter follows without a blank.
		return i+1 >= len(d.Tokens) || d.Tokens[i+1].Gap || d.Tokens[i+1].Class != Word && d.Tokens[i+1].Class != Number
	}
	return false
}

// listMark tells whether the stop at i belongs to the number of a list item: "1." at the beginning.
func (d *Doc) listMark(i, from int) bool {
	return i == from+1 && d.Tokens[from].Class == Number && d.Tokens[from].End-d.Tokens[from].Start <= 2 && d.Text[d.Tokens[i].Start] == '.'
}

// glued tells whether a blank was forgotten behind the stop at i: "structure.On", "Council.“The".
func (d *Doc) glued(i, end int) bool {
	next := &d.Tokens[end]
	if i == 0 {
		return false
	}
	before := &d.Tokens[i-1]
	if before.Gap && d.Tokens[i].Gap || before.Class == Stop {
		return false
	}
	switch next.Class {
	case Quote:
		q := d.Text[next.Start:next.End]
		return q == "“" || q == "‘" || q == "«" || q == "\""
	case Word:
		if next.Shape != Title && next.Shape != Upper && next.Shape != Mixed || kinds[d.Text[next.Start]] == kLower {
			return false
		}
		if end > i+1 || before.Class != Word {
			return true
		}
		return before.Shape == Lower && before.End-before.Start > 1 || before.End-before.Start > 3
	}
	return false
}

// endsAbbrev tells whether the abbreviation at i may be the last word of a sentence.
func (d *Doc) endsAbbrev(i int) bool {
	w := d.Word(i)
	w = w[:len(w)-1]
	if len(w) == 1 {
		return false
	}
	u, ok := usageOf(abbreviations(), w)
	return !ok || u.end || u.number
}

// begins tells whether token i can be the first of a sentence.
func (d *Doc) begins(i, last int) bool {
	t := &d.Tokens[i]
	switch t.Class {
	case Word:
		if t.Shape == Mixed && kinds[d.Text[t.Start]] == kLower {
			return true // "iPhone"
		}
		return t.Shape != Lower
	case Quote, Number, Address:
		return true
	case Dash, Stop, Possessive:
		return false
	case Punct:
		switch d.Text[t.Start:t.End] {
		case "(", "[", "•", "·", "▪", "●", "◦", "¿", "¡":
			return i+1 >= last || d.Tokens[i+1].Class != Word || d.Tokens[i+1].Shape != Lower
		}
		return false
	}
	return true
}

// starter tells whether the word at i, or behind a quote at i, begins sentences rather than names.
func (d *Doc) starter(i, last int) bool {
	if d.Tokens[i].Class == Quote && i+1 < last {
		return true
	}
	return starts(d.Word(i))
}

// speech tells whether, behind a quoted question or shout, the sentence goes on with who said it:
// "“Why?” Smith asked."
func (d *Doc) speech(i, last int) bool {
	for j := i; j < last && j < i+4; j++ {
		switch d.Word(j) {
		case "said", "says", "asked", "asks", "wrote", "added", "told", "shouted", "cried", "replied", "tweeted":
			return j > i || d.Tokens[i].Shape == Lower
		}
	}
	return false
}
