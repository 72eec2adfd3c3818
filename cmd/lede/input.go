package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"lede/cmd/lede/newsroom"
	"lede/feed"
	"lede/feed/fetch"
	"lede/feed/format"
	"lede/model"
	"lede/model/safe"
)

// stories reads what args name: files, folders, addresses, "-" for standard input. One that cannot
// be read is told in a line and costs itself only; ok is false then.
func (l *lede) stories(ctx context.Context, args []string) (all []model.Story, ok bool) {
	ok = true
	for _, a := range args {
		got, err := l.storiesOf(ctx, a)
		if err != nil {
			ok = false
			fmt.Fprintf(l.errs, "lede: %s\n", oneLine(err))
		}
		all = append(all, got...)
	}
	for i := range all {
		all[i].ID = model.StoryID(i + 1)
	}
	return all, ok
}

// storiesOf reads one argument. Stories that came before a fault are given together with it.
func (l *lede) storiesOf(ctx context.Context, arg string) ([]model.Story, error) {
	if l.guest != nil && arg != "-" {
		return nil, misuse("over SSH only standard input is read: give - and send the stories")
	}
	if arg == "-" {
		data, err := readAll(l.in)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		return l.read(data, "standard input", "", format.Hints{Now: l.now()})
	}
	if strings.HasPrefix(arg, "http://") || strings.HasPrefix(arg, "https://") {
		return l.storiesAt(ctx, arg)
	}
	st, err := os.Stat(arg)
	if err != nil {
		return nil, fileError(arg, err)
	}
	if !st.IsDir() {
		return l.storiesIn(arg)
	}
	entries, err := os.ReadDir(arg)
	if err != nil {
		return nil, fileError(arg, err)
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	var all []model.Story
	var faults []error
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		got, err := l.storiesIn(filepath.Join(arg, e.Name()))
		all, faults = append(all, got...), append(faults, err)
	}
	return all, errors.Join(faults...)
}

func (l *lede) storiesIn(file string) ([]model.Story, error) {
	data, err := l.readInput(file)
	if err != nil {
		return nil, err
	}
	return l.read(data, file, "", format.Hints{Now: l.now()})
}

func (l *lede) storiesAt(ctx context.Context, address string) ([]model.Story, error) {
	res, err := l.client().Get(ctx, fetch.Request{URL: address})
	if res == nil || len(res.Body) == 0 {
		if err == nil {
			err = fmt.Errorf("%s: there is nothing at that address", safe.Line(address))
		}
		return nil, err
	}
	return l.read(res.Body, address, res.URL, format.Hints{URL: res.URL, ContentType: res.ContentType, Header: res.Header, Now: l.now()})
}

// read makes stories of bytes; what says where they are from.
func (l *lede) read(data []byte, what, url string, h format.Hints) ([]model.Story, error) {
	paper, err := feed.Read(data, h)
	what = safe.Line(what)
	switch {
	case errors.Is(err, format.ErrEmpty):
		return nil, fmt.Errorf("%s is empty; name a feed, a page, JSON lines or plain text", what)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", what, err)
	case len(paper.Stories) == 0:
		return nil, fmt.Errorf("%s: a %s without stories; try again when it has some", what, paper.Kind)
	}
	if paper.Cut {
		fmt.Fprintf(l.errs, "lede: %s: it breaks off, or holds more than is read of one document; what could be read is here\n", what)
	}
	if paper.BadRows > 0 {
		fmt.Fprintf(l.errs, "lede: %s: %d lines could not be read and were left out\n", what, paper.BadRows)
	}
	return paper.Stories, nil
}

func (l *lede) client() *fetch.Client {
	return fetch.New(newsroom.FetchConfig(l.configuration(), l.env, l.now))
}
