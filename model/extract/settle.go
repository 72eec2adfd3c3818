package extract

import (
	"cmp"
	"slices"

	"lede/model"
)

// Finders work apart and may claim the same words. The rules, in the order in which they are asked:
//
//  1. Quotes and sources are layers of their own: they may hold facts of any kind and settle only
//     among themselves.
//  2. A bare number gives way to all else: "Boeing 737", "20 minutes", "15 March". Only against a date of the same words it
//     holds: its finder has looked at what it counts ("3/4 of them", "2000 people").
//  3. Money, percent and quantity hold against a name that covers them, unless it names a law, an
//     event or a product.
//  4. Else the longer one wins: "Bank of England" over "England", "Clean Water Act of 1972" over "1972".
//  5. Of equal length, the order of strength decides.
//
// What loses is dropped whole, and so is what stands in boilerplate (boiler.go); nothing is cut to fit.

// strength orders kinds that claim the same words; the greater wins.
func strength(k model.Kind) int {
	switch k {
	case model.Money:
		return 14
	case model.Percent:
		return 13
	case model.Quantity:
		return 12
	case model.Law:
		return 11
	case model.Event:
		return 10
	case model.Person:
		return 9
	case model.Date:
		return 8
	case model.Time:
		return 7
	case model.Duration:
		return 6
	case model.Ticker:
		return 5
	case model.Product:
		return 4
	case model.Org:
		return 3
	case model.Place:
		return 2
	}
	return 1 // Number; quotes and sources meet only their own kind
}

// layer parts the kinds that may nest in one another.
func layer(k model.Kind) int {
	switch k {
	case model.QuoteOf:
		return 1
	case model.Source:
		return 2
	}
	return 0
}

// layers is how many values layer has.
const layers = 3

// figure tells whether k is an amount with its unit.
func figureKind(k model.Kind) bool {
	return k == model.Money || k == model.Percent || k == model.Quantity
}

// named tells whether k names a thing whose name may hold an amount.
func named(k model.Kind) bool { return k == model.Law || k == model.Event || k == model.Product }

// beats tells whether a wins over b, which overlaps it in the same layer.
func beats(a, b *model.Fact) bool {
	if (a.Kind == model.Number) != (b.Kind == model.Number) {
		if a.Span == b.Span && (a.Kind == model.Date || b.Kind == model.Date) {
			return a.Kind == model.Number
		}
		return b.Kind == model.Number
	}
	if fa, fb := figureKind(a.Kind), figureKind(b.Kind); fa != fb {
		if fa {
			return !named(b.Kind) || !b.Span.Covers(a.Span) || a.Span == b.Span
		}
		return named(a.Kind) && a.Span.Covers(b.Span) && a.Span != b.Span
	}
	if la, lb := a.Span.Len(), b.Span.Len(); la != lb {
		return la > lb
	}
	return strength(a.Kind) > strength(b.Kind)
}

// bySpan orders facts by where they begin; of two that begin together the longer first.
func bySpan(a, b *model.Fact) int {
	return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End),
		cmp.Compare(layer(b.Kind), layer(a.Kind)), cmp.Compare(strength(b.Kind), strength(a.Kind)))
}

// settle gives the facts on the page without those that lost, in order of their spans.
func (p *page) settle() []model.Fact {
	order := make([]int32, len(p.found)) // facts are large: sort their numbers
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortStableFunc(order, func(a, b int32) int { return bySpan(&p.found[a], &p.found[b]) })
	var top [layers]int // index in kept of the last fact of each layer, -1 for none
	for l := range top {
		top[l] = -1
	}
	kept := make([]model.Fact, 0, len(order))
	for _, i := range order {
		f := &p.found[i]
		l := layer(f.Kind)
		if t := top[l]; t >= 0 && kept[t].Span.Overlaps(f.Span) {
			if beats(f, &kept[t]) {
				kept[t] = *f
			}
			continue
		}
		top[l] = len(kept)
		kept = append(kept, *f)
	}
	byRef := func(a, b model.Fact) int { return bySpan(&a, &b) }
	if !slices.IsSortedFunc(kept, byRef) { // one that won later has taken the place of one before it
		slices.SortStableFunc(kept, byRef)
	}
	return p.withoutBoiler(kept)
}
