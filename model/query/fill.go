package query

// Fill is e with what by knows in place of its leaves: topics that stand for queries. A leaf for which by
// knows nothing stays.
func Fill(e Expr, by func(leaf Expr) (Expr, bool)) Expr {
	switch e := e.(type) {
	case nil:
		return nil
	case And:
		return And(filled(e, by))
	case Or:
		return Or(filled(e, by))
	case Not:
		return Not{Fill(e.X, by)}
	}
	if x, ok := by(e); ok {
		return x
	}
	return e
}

func filled(parts []Expr, by func(Expr) (Expr, bool)) []Expr {
	out := make([]Expr, len(parts))
	for i, p := range parts {
		out[i] = Fill(p, by)
	}
	return out
}

// Leaves are the conditions in e that hold no others, as they are written.
func Leaves(e Expr) []Expr {
	var out []Expr
	Fill(e, func(leaf Expr) (Expr, bool) {
		out = append(out, leaf)
		return nil, false
	})
	return out
}
