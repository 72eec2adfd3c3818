package newsroom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"lede/cmd/lede/config"
)

// secrets are the headers and passwords of single feeds. A program that knows one is asked at the first visit to its
// feed, one program at a time: it may want the reader to unlock something. Nothing of it is ever printed.
type secrets struct {
	feeds map[string]config.Feed
	env   func(string) string

	mu  sync.Mutex
	got map[string]http.Header
}

func newSecrets(feeds map[string]config.Feed, env func(string) string) *secrets {
	return &secrets{feeds: feeds, env: env, got: map[string]http.Header{}}
}

// of are the headers for an address.
func (s *secrets) of(ctx context.Context, address string) (http.Header, error) {
	f, ok := s.feeds[address]
	if !ok {
		return nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if h, ok := s.got[address]; ok {
		return h, nil
	}
	h, err := s.headers(ctx, f)
	if err == nil {
		s.got[address] = h
	}
	return h, err
}

func (s *secrets) headers(ctx context.Context, f config.Feed) (http.Header, error) {
	h := http.Header{}
	for name, value := range f.Headers {
		h.Set(name, value)
	}
	for name, from := range f.HeaderEnv {
		value, err := s.fromEnv(from)
		if err != nil {
			return nil, err
		}
		h.Set(name, value)
	}
	for name, argv := range f.HeaderFrom {
		value, err := said(ctx, argv)
		if err != nil {
			return nil, err
		}
		h.Set(name, value)
	}
	if f.UserAgent != "" {
		h.Set("User-Agent", f.UserAgent)
	}
	if f.User == "" {
		return h, nil
	}
	password, err := s.password(ctx, f)
	if err != nil {
		return nil, err
	}
	(&http.Request{Header: h}).SetBasicAuth(f.User, password)
	return h, nil
}

func (s *secrets) password(ctx context.Context, f config.Feed) (string, error) {
	switch {
	case f.PasswordEnv != "":
		return s.fromEnv(f.PasswordEnv)
	case len(f.PasswordFrom) > 0:
		return said(ctx, f.PasswordFrom)
	}
	return "", nil
}

func (s *secrets) fromEnv(name string) (string, error) {
	value := s.env(name)
	if value == "" {
		return "", fmt.Errorf("its secret is not in the environment: %s is not set", name)
	}
	return value, nil
}

// secretWait is how long a program may take that asks its owner to unlock something.
const secretWait = time.Minute

// said is the first line that a program prints. What else it says is not told: it may be the secret.
func said(ctx context.Context, argv []string) (string, error) {
	if len(argv) == 0 {
		return "", errors.New("its secret comes from no program: the list is empty")
	}
	ctx, cancel := context.WithTimeout(ctx, secretWait)
	defer cancel()
	name := filepath.Base(argv[0])
	out, err := exec.CommandContext(ctx, argv[0], argv[1:]...).Output()
	line, _, _ := strings.Cut(string(out), "\n")
	line = strings.TrimRight(line, "\r")
	var ended *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("its secret did not come: %s gave no answer", name)
	case errors.As(err, &ended):
		return "", fmt.Errorf("its secret did not come: %s ended with %d", name, ended.ExitCode())
	case err != nil:
		return "", fmt.Errorf("its secret did not come: %s does not start", name)
	case line == "":
		return "", fmt.Errorf("its secret did not come: %s prints nothing", name)
	}
	return line, nil
}
