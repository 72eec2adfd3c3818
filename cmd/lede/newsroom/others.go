package newsroom

import (
	"context"

	"lede/feed/migrate"
	"lede/model/safe"
	"lede/ui/desk"
)

var _ desk.Mover = (*Reader)(nil)

// Others are the readers of news whose feeds lie on this machine.
func (r *Reader) Others(ctx context.Context) ([]desk.Other, error) {
	if !r.May.Open || !r.May.Feeds {
		return nil, nil
	}
	var out []desk.Other
	for _, path := range migrate.Places(r.env) {
		h, err := migrate.Read(ctx, path)
		if err != nil || len(h.Feeds) == 0 {
			continue // what cannot be read is told when it is asked for by name
		}
		out = append(out, desk.Other{Name: string(h.Kind), Path: path, Feeds: len(h.Feeds)})
	}
	return out, ctx.Err()
}

// TakeOver takes over what another reader holds.
func (r *Reader) TakeOver(ctx context.Context, o desk.Other) (desk.Taken, error) {
	if !r.May.Open {
		return desk.Taken{}, errElsewhere
	}
	h, err := migrate.Read(ctx, o.Path)
	if err != nil {
		return desk.Taken{}, err
	}
	took, err := r.Import(ctx, h)
	out := desk.Taken{Feeds: took.Feeds, New: took.New, Stories: took.Stories, Read: took.Read, Starred: took.Starred, Views: took.Views}
	for _, n := range h.Notes {
		if !n.Taken {
			out.Left = append(out.Left, safe.Line(n.String()))
		}
	}
	return out, err
}
