package newsroom

import (
	"context"
	"errors"
	"fmt"

	"lede/feed/sample"
	"lede/model"
	"lede/model/store"
	"lede/ui/desk"
)

var _ desk.Packer = (*Reader)(nil)

// Packs are the starter packs.
func (r *Reader) Packs(context.Context) ([]desk.Pack, error) {
	var out []desk.Pack
	for _, p := range sample.Packs() {
		d := desk.Pack{Name: p.Name}
		for _, f := range p.Feeds {
			d.Feeds = append(d.Feeds, f.Title)
		}
		out = append(out, d)
	}
	return out, nil
}

// TakePack subscribes to the feeds of a pack; those that the reader has already stay as they are.
func (r *Reader) TakePack(ctx context.Context, name string) ([]model.Feed, error) {
	st, err := r.write(ctx, r.May.Feeds, WithoutSample)
	if err != nil {
		return nil, err
	}
	var out []model.Feed
	known := false
	for _, p := range sample.Packs() {
		if p.Name != name {
			continue
		}
		known = true
		for _, f := range p.Feeds {
			kept, err := st.Subscribe(ctx, r.ID, f)
			if errors.Is(err, store.ErrDuplicate) {
				continue
			}
			if err != nil {
				return out, err
			}
			out = append(out, kept)
		}
	}
	if !known {
		return nil, fmt.Errorf("there is no pack %q", name)
	}
	return out, r.dropSample(ctx, st)
}
