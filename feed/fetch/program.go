package fetch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"
)

// Programs are started by argument vector: no shell reads the line, so nothing in it is expanded but a
// leading "~/" of the program's own path. An address may be written
//
//	exec:weather --format rss "New York"
//	exec:["weather", "--format", "rss", "New York"]
//	filter:only-sport -v:https://example.org/feed
//	filter:["only-sport"]:https://example.org/feed
//
// A filter is given the body that the address after it answers with.

// exec runs a program and takes what it prints for the body.
func (c *Client) exec(ctx context.Context, r Request, line string) *wire {
	args, err := Words(line)
	if err != nil {
		return &wire{err: fail(BadAddress, "", "exec:%s: %s", short(line, 80), err)}
	}
	out, err := c.run(ctx, args, nil)
	if out == nil && err != nil {
		return &wire{err: err}
	}
	return c.printed(r, out, err)
}

// filter fetches, and runs a program over what came.
func (c *Client) filter(ctx context.Context, r Request, rest string) *wire {
	line, address, ok := splitFilter(rest)
	if !ok || strings.HasPrefix(address, "filter:") {
		return &wire{err: fail(BadAddress, "", "filter:%s: wants a program, a colon and an address", short(rest, 80))}
	}
	args, err := Words(line)
	if err != nil {
		return &wire{err: fail(BadAddress, "", "filter:%s: %s", short(line, 80), err)}
	}
	in := c.wire(ctx, Request{URL: address, ETag: r.ETag, LastModified: r.LastModified}, nil)
	c.unpack(in, nil)
	if in.err != nil || in.resp.Status != Fresh {
		in.raw = nil
		if in.err != nil {
			in.resp = nil
		}
		return in
	}
	out, err := c.run(ctx, args, in.resp.Body)
	if out == nil && err != nil {
		return &wire{err: err}
	}
	w := c.printed(r, out, err)
	in.resp.Digest, in.resp.Status, in.resp.Body, in.resp.Moved = w.resp.Digest, w.resp.Status, nil, ""
	w.resp = in.resp
	return w
}

// printed is a response of what a program wrote.
func (c *Client) printed(r Request, out []byte, err error) *wire {
	w := &wire{resp: &Response{Status: Fresh, URL: r.URL}, raw: out, err: err}
	(&hop{ask: r}).settle(w)
	return w
}

// splitFilter parts the program from the address: at the first colon that an address follows.
func splitFilter(s string) (line, address string, ok bool) {
	for i := range len(s) {
		if s[i] != ':' {
			continue
		}
		rest := s[i+1:]
		if strings.HasPrefix(rest, "http://") || strings.HasPrefix(rest, "https://") || local(rest) {
			return s[:i], rest, i > 0
		}
	}
	return "", "", false
}

// run starts a program, writes in to it and gives what it prints, at most the limit. A program that prints
// and then fails has failed.
func (c *Client) run(ctx context.Context, args []string, in []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, c.lim.Run)
	defer cancel()
	name := args[0]
	if rest, ok := strings.CutPrefix(name, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			name = filepath.Join(home, rest)
		}
	}
	var stdout, stderr capped
	stdout.limit, stderr.limit = int(c.lim.Body), 4<<10
	stdout.full = cancel
	cmd := exec.CommandContext(ctx, name, args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &stdout, &stderr
	cmd.WaitDelay = 2 * time.Second
	err := cmd.Run()
	base := filepath.Base(name)
	switch {
	case stdout.over:
		return stdout.b, fail(TooLarge, base, "prints more than %d MB; what came before is kept", c.lim.Body/1e6)
	case err == nil:
		return append([]byte{}, stdout.b...), nil
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return nil, fail(Program, base, "did not end in %s", words(c.lim.Run))
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.Is(err, exec.ErrNotFound), errors.Is(err, fs.ErrNotExist):
		return nil, fail(Program, base, "there is no such program")
	}
	why := err.Error()
	if first, _, _ := strings.Cut(strings.TrimSpace(string(stderr.b)), "\n"); first != "" {
		why += ": " + first
	}
	return nil, &Error{Kind: Program, host: base, text: why, Err: err}
}

// capped keeps the first bytes that are written to it.
type capped struct {
	b     []byte
	limit int
	over  bool
	full  func() // called when there is more
}

func (w *capped) Write(p []byte) (int, error) {
	room := w.limit - len(w.b)
	if len(p) <= room {
		w.b = append(w.b, p...)
		return len(p), nil
	}
	w.b = append(w.b, p[:room]...)
	if !w.over && w.full != nil {
		w.full()
	}
	w.over = true
	return len(p), nil
}

// Words parts a command line into its arguments: a JSON array of strings, or words parted by blanks, in
// which '…' keeps all, "…" all but a backslash before " or \, and a backslash outside of both the next
// character. Nothing else means anything.
func Words(line string) ([]string, error) {
	line = strings.TrimSpace(line)
	if strings.HasPrefix(line, "[") {
		var args []string
		if err := json.Unmarshal([]byte(line), &args); err == nil && len(args) > 0 && args[0] != "" {
			return args, nil
		}
		return nil, errors.New("not a list of arguments")
	}
	var args []string
	for line != "" {
		word, rest, err := word(line)
		if err != nil {
			return nil, err
		}
		args = append(args, word)
		line = strings.TrimLeft(rest, " \t\n")
	}
	if len(args) == 0 || args[0] == "" {
		return nil, errors.New("names no program")
	}
	return args, nil
}

// word reads one argument off the front of s.
func word(s string) (arg, rest string, err error) {
	var b strings.Builder
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		ch := s[i]
		switch {
		case quote == 0 && (ch == ' ' || ch == '\t' || ch == '\n'):
			return b.String(), s[i:], nil
		case quote == 0 && (ch == '\'' || ch == '"'):
			quote = ch
		case ch == quote && quote != 0:
			quote = 0
		case ch == '\\' && i+1 < len(s) && (quote == 0 || quote == '"' && (s[i+1] == '"' || s[i+1] == '\\')):
			_, n := utf8.DecodeRuneInString(s[i+1:])
			b.WriteString(s[i+1 : i+1+n])
			i += n
		default:
			b.WriteByte(ch)
		}
	}
	if quote != 0 {
		return "", "", errors.New("a quotation mark is left open")
	}
	return b.String(), "", nil
}
