package facts

import (
	"strconv"

	"lede/model"
)

// Bars of what can be compared: how many figures it takes for a look to beat reading, and the cells of a full bar.
const (
	enough   = 3
	barCells = 6
)

// bars are the lengths of the bars of a story's figures, by item, in halves of a cell. Sums of one currency are
// compared, and percentages; the greatest has the full length. Fewer than three of a kind have none.
func (p Pane) bars() map[int]int {
	sets := map[string][]int{}
	values := map[int]float64{}
	for i := range p.items {
		it := &p.items[i]
		if it.what != fact || len(it.facts) == 0 {
			continue
		}
		f := &p.story.Facts[it.facts[0]]
		v, err := strconv.ParseFloat(f.Value, 64)
		if key := measure(f); key != "" && err == nil && v > 0 {
			sets[key] = append(sets[key], i)
			values[i] = v
		}
	}
	var out map[int]int
	for _, set := range sets {
		if len(set) < enough {
			continue
		}
		most := 0.0
		for _, i := range set {
			most = max(most, values[i])
		}
		if out == nil {
			out = map[int]int{}
		}
		for _, i := range set {
			out[i] = max(int(values[i]/most*barCells*2+0.5), 1)
		}
	}
	return out
}

// measure is the same for figures that can be compared, "" for one that cannot.
func measure(f *model.Fact) string {
	switch {
	case f.Kind == model.Money && f.Currency != "":
		return "money " + f.Currency
	case f.Kind == model.Percent && f.Unit != "pp":
		return "percent"
	}
	return ""
}
