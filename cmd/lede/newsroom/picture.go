package newsroom

import (
	"context"
	"fmt"
	"image"

	"lede/feed/fetch"
	"lede/feed/picture"
	"lede/model/safe"
	"lede/ui/desk"
)

var _ desk.Painter = (*Reader)(nil)

// Picture fetches a picture and makes it small.
func (r *Reader) Picture(ctx context.Context, url string, w, h int) (*image.RGBA, error) {
	if !r.May.Refresh {
		return nil, errVisitor
	}
	if url = safe.URL(url); url == "" {
		return nil, errElsewhere
	}
	res, err := r.client.Get(ctx, fetch.Request{URL: url, Accept: picture.Accept})
	if err != nil {
		return nil, err
	}
	img, err := picture.Read(ctx, res.Body, w, h)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", safe.Line(host(url)), err)
	}
	return img, nil
}
