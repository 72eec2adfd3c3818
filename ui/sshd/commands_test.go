package sshd

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"
)

func TestWhatIsSentToACommandIsBounded(t *testing.T) {
	h := serve(t, func(c *Config) {
		c.Command = func(_ context.Context, _ Session, _ []string, in io.Reader, out, _ io.Writer) int {
			n, err := io.Copy(io.Discard, in)
			fmt.Fprintln(out, n, err)
			return 0
		}
	})
	s, err := h.client(t, "ann").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	s.Stdin = io.LimitReader(rand.Reader, 3*maxStdin)
	if got, _ := s.Output("facts -"); !strings.HasPrefix(string(got), fmt.Sprint(maxStdin)) || !strings.Contains(string(got), "send less at a time") {
		t.Errorf("%q", got)
	}
}

func TestCommandsAnswerWithoutATerminal(t *testing.T) {
	h := serve(t, nil)
	c, err := h.dial(t, h.keys["bo"])
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Output(`ls '#bitcoin newer:1d' --json`)
	var exit *gossh.ExitError
	if !errors.As(err, &exit) || exit.ExitStatus() != 3 || string(got) != `bo asks ["ls" "#bitcoin newer:1d" "--json"]`+"\n" {
		t.Fatalf("%q, %v", got, err)
	}
	s, err = c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if got, err := s.CombinedOutput("ls " + strings.Repeat("x", 200_000)); err == nil || !strings.Contains(string(got), "longer than 4096 bytes") {
		t.Fatalf("200 kB of command: %q, %v", got, err)
	}
}

// "ssh -t HOST facts -": a command at a terminal ends its lines as that wants them, and what is typed ends with C-d.
func TestACommandAtATerminalIsReadAndWrittenAsOne(t *testing.T) {
	h := serve(t, func(c *Config) {
		c.Command = func(_ context.Context, _ Session, _ []string, in io.Reader, out, errs io.Writer) int {
			typed, err := io.ReadAll(in)
			fmt.Fprintf(out, "read %q\n%v\n", typed, err)
			fmt.Fprintln(errs, "and a fault")
			return 0
		}
	})
	s, err := h.client(t, "ann").NewSession()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.RequestPty("xterm", 24, 80, nil); err != nil {
		t.Fatal(err)
	}
	s.Stdin = strings.NewReader("two\rlines\r\x04more")
	got, err := s.Output("facts -")
	if want := "read \"two\\nlines\\n\"\r\n<nil>\r\nand a fault\r\n"; string(got) != want || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}
