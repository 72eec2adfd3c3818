package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// What a directory may hold.
const (
	maxParts     = 1000
	maxPartBytes = 64 << 20 // of all its files together
)

// local tells whether an address is read on this machine: a path, file:, exec: or filter:.
func local(address string) bool {
	for _, p := range []string{"/", "./", "../", "~/", "file:", "exec:", "filter:"} {
		if strings.HasPrefix(address, p) {
			return true
		}
	}
	return address == "." || address == ".."
}

// Runs tells whether a visit to an address starts a program.
func Runs(address string) bool {
	return strings.HasPrefix(address, "exec:") || strings.HasPrefix(address, "filter:")
}

// source reads a local address.
func (c *Client) source(ctx context.Context, r Request) *wire {
	kind, rest, _ := strings.Cut(r.URL, ":")
	switch {
	case !c.cfg.Local:
		return &wire{err: fail(Refused, "", "%s: files and programs are only for who sits at this machine", short(r.URL, 80))}
	case strings.HasPrefix(r.URL, "exec:"):
		return c.exec(ctx, r, rest)
	case strings.HasPrefix(r.URL, "filter:"):
		return c.filter(ctx, r, rest)
	case kind == "file":
		rest = strings.TrimPrefix(rest, "//")
		if p, err := url.PathUnescape(rest); err == nil {
			rest = p
		}
		return c.path(ctx, r, strings.TrimPrefix(rest, "localhost"))
	}
	return c.path(ctx, r, r.URL)
}

// path reads a file, or all files of a directory.
func (c *Client) path(ctx context.Context, r Request, path string) *wire {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return &wire{err: fail(Program, "", "%s: there is no home directory", short(path, 80))}
		}
		path = filepath.Join(home, rest)
	}
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return &wire{err: fileError(path, err)}
	case st.IsDir():
		return c.dir(ctx, r, path)
	case !st.Mode().IsRegular():
		return &wire{err: fail(Program, "", "%s: neither a file nor a directory", short(path, 80))}
	}
	tag := stamp(st)
	if tag == r.ETag {
		return &wire{resp: &Response{Status: Unchanged, URL: r.URL, ETag: tag}}
	}
	body, cut, err := c.file(path)
	if err != nil {
		return &wire{err: fileError(path, err)}
	}
	w := &wire{resp: &Response{Status: Fresh, URL: r.URL, ETag: tag, Bytes: int64(len(body))}, raw: body}
	if cut {
		w.err = fail(TooLarge, "", "%s: more than %d MB; what comes before is kept", short(path, 80), c.lim.Body/1e6)
	}
	return w
}

// dir reads the plain files of a directory, those that begin with a dot apart.
func (c *Client) dir(ctx context.Context, r Request, path string) *wire {
	names, tag, err := list(path)
	if err != nil {
		return &wire{err: fileError(path, err)}
	}
	if tag == r.ETag {
		return &wire{resp: &Response{Status: Unchanged, URL: r.URL, ETag: tag}}
	}
	w := &wire{resp: &Response{Status: Fresh, URL: r.URL, ETag: tag}}
	for _, name := range names {
		if ctx.Err() != nil {
			return &wire{err: ctx.Err()}
		}
		body, cut, err := c.file(filepath.Join(path, name))
		switch {
		case err != nil:
			w.err = fileError(filepath.Join(path, name), err)
			continue
		case cut:
			w.err = fail(TooLarge, "", "%s: more than %d MB; what comes before is kept", short(name, 80), c.lim.Body/1e6)
		}
		w.resp.Parts = append(w.resp.Parts, Part{Name: name, Body: body})
		w.resp.Bytes += int64(len(body))
		if w.resp.Bytes > maxPartBytes {
			w.err = fail(TooLarge, "", "%s: holds more than %d MB; what comes before is kept", short(path, 80), maxPartBytes>>20)
			break
		}
	}
	return w
}

// list is the plain files of a directory by name, at most maxParts, and a tag that changes with them.
func list(path string) (names []string, tag string, err error) {
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, "", err
	}
	sum := sha256.New()
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || len(names) == maxParts {
			continue
		}
		st, err := os.Stat(filepath.Join(path, e.Name()))
		if err != nil || !st.Mode().IsRegular() {
			continue
		}
		names = append(names, e.Name())
		fmt.Fprintf(sum, "%q %s\n", e.Name(), stamp(st))
	}
	return names, hex.EncodeToString(sum.Sum(nil)[:16]), nil
}

// stamp changes when a file does.
func stamp(st fs.FileInfo) string {
	return fmt.Sprintf("%d-%d", st.Size(), st.ModTime().UnixNano())
}

// file is the beginning of a file, up to the limit; cut when there is more.
func (c *Client) file(path string) (body []byte, cut bool, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	body, err = io.ReadAll(io.LimitReader(f, c.lim.Body+1))
	if int64(len(body)) > c.lim.Body {
		return body[:c.lim.Body], true, err
	}
	return body, false, err
}

// fileError tells what is wrong with a path.
func fileError(path string, err error) *Error {
	e := fail(Program, "", "%s: ", short(path, 120))
	e.Err = err
	switch {
	case errors.Is(err, fs.ErrNotExist):
		e.text += "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		e.text += "it may not be read"
	default:
		var pe *fs.PathError
		if errors.As(err, &pe) {
			err = pe.Err
		}
		e.text += err.Error()
	}
	return e
}
