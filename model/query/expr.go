package query

// And, Or and Not join and turn what they hold; an And of nothing is true, an Or of nothing false.
type (
	And []Expr
	Or  []Expr
	Not struct{ X Expr }
)

func (And) expr() {}
func (Or) expr()  {}
func (Not) expr() {}
