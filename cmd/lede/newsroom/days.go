package newsroom

import (
	"context"
	"time"

	"lede/model/query"
	"lede/ui/desk"
)

var _ desk.Calendar = (*Reader)(nil)

// Days counts the stories that answer each query, day by day.
func (r *Reader) Days(ctx context.Context, qs []query.Query, n int) ([][]int, error) {
	out := make([][]int, len(qs))
	y, m, d := r.Now().Date()
	for i, q := range qs {
		for back := n - 1; back >= 0; back-- {
			day := query.Day(time.Date(y, m, d-back, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
			a, err := r.Asking(ctx, q.With(query.Published{From: day, To: day}))
			if err != nil {
				return nil, err
			}
			total, _, err := r.Shelf.Read().Count(ctx, a)
			if err != nil {
				return nil, err
			}
			out[i] = append(out[i], total)
		}
	}
	return out, nil
}
