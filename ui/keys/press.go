package keys

// Typed is what was pressed of a count or a sequence so far. The zero Typed is nothing.
type Typed struct {
	Count int
	Keys  string // the beginning of a sequence, parted by spaces
	Scope Scope  // the scope in which the sequence began
}

// Pending tells whether more is to come.
func (t Typed) Pending() bool { return t.Count > 0 || t.Keys != "" }

// String is what was typed, as a reader is shown it.
func (t Typed) String() string {
	s := ""
	if t.Count > 0 {
		s = itoa(t.Count)
	}
	if t.Keys != "" {
		s += Label(t.Keys)
	}
	return s
}

// Pressed is what a key press came to.
type Pressed struct {
	Action Action // "": none
	N      int    // the count, 1 without one; the number of a digit key
	Count  bool   // a count was given
	Scope  Scope  // where the key was found
	Text   string // what to insert, where the innermost scope takes text and no action was found
	Typed  Typed  // carry it to the next press
}

// maxCount is the greatest count; more digits change nothing.
const maxCount = 99999

// Press looks a key up in the scopes, innermost first. key is the key's name as bubbletea gives it, text what
// it prints or "". A scope that takes text keeps all printable keys and ends the search.
func (t Table) Press(in []Scope, was Typed, key, text string) Pressed {
	if was.Keys != "" {
		return t.follow(was, key)
	}
	typing := len(in) > 0 && in[0].Typing()
	if !typing && len(key) == 1 && (key[0] >= '1' && key[0] <= '9' || key[0] == '0' && was.Count > 0) && !t.takesDigits(in, key) {
		return Pressed{Typed: Typed{Count: min(was.Count*10+int(key[0]-'0'), maxCount)}}
	}
	for _, s := range in {
		e, ok := t.index[slot(s, key)]
		if !ok {
			if s.Typing() && (text != "" || s == Prompt) {
				return Pressed{Text: text, Scope: s}
			}
			continue
		}
		if e.row < 0 {
			return Pressed{Typed: Typed{Count: was.Count, Keys: key, Scope: s}}
		}
		return t.found(e, was)
	}
	return Pressed{}
}

func (t Table) takesDigits(in []Scope, key string) bool {
	if len(in) == 0 {
		return false
	}
	_, ok := t.index[slot(in[0], key)]
	return ok
}

// follow goes on with a sequence; a key that does not belong to it ends it without an action.
func (t Table) follow(was Typed, key string) Pressed {
	keys := was.Keys + " " + key
	e, ok := t.index[slot(was.Scope, keys)]
	switch {
	case !ok:
		return Pressed{}
	case e.row < 0:
		return Pressed{Typed: Typed{Count: was.Count, Keys: keys, Scope: was.Scope}}
	}
	return t.found(e, was)
}

func (t Table) found(e entry, was Typed) Pressed {
	r := t.rows[e.row]
	p := Pressed{Action: r.Action, Scope: r.Scope, N: max(was.Count, 1), Count: was.Count > 0}
	if e.ordinal > 0 {
		p.N = e.ordinal
	}
	return p
}

// Continuations are the rows that can still follow what was typed, for a hint while one waits.
func (t Table) Continuations(was Typed) []Binding {
	if was.Keys == "" {
		return nil
	}
	var out []Binding
	for _, r := range t.rows {
		if r.Scope != was.Scope {
			continue
		}
		for _, k := range r.Keys {
			if len(k) > len(was.Keys)+1 && k[:len(was.Keys)+1] == was.Keys+" " {
				r.Keys = []string{k[len(was.Keys)+1:]}
				out = append(out, r)
				break
			}
		}
	}
	return out
}

func itoa(n int) string {
	var b [8]byte
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 || i == 0 {
			return string(b[i:])
		}
	}
}
