package newsroom

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"lede/model"
	"lede/ui/desk"
)

var _ desk.Noter = (*Reader)(nil)

// Note keeps the reader's words on a story.
func (r *Reader) Note(ctx context.Context, id model.StoryID, note string) error {
	st, err := r.write(ctx, r.May.Mark, WithSample)
	if err != nil {
		return err
	}
	return st.Note(ctx, r.ID, id, note)
}

// Editor is the editor that VISUAL or EDITOR names, started by argument vector; nil where neither does or where
// no program may be started.
func (r *Reader) Editor(text string) desk.Editing {
	if !r.May.Open {
		return nil
	}
	for _, name := range [...]string{"VISUAL", "EDITOR"} {
		if argv := strings.Fields(r.env(name)); len(argv) > 0 {
			if path, err := exec.LookPath(argv[0]); err == nil {
				return &editing{cmd: exec.Command(path, argv[1:]...), text: text}
			}
		}
	}
	return nil
}

func (r *Reader) env(name string) string {
	if r.Env == nil {
		return ""
	}
	return r.Env(name)
}

// maxNote is how many bytes are read of what an editor left.
const maxNote = 64 << 10

// editing runs an editor on a file of its own, which only the reader may read and which is gone afterwards.
type editing struct {
	cmd  *exec.Cmd
	text string
}

func (e *editing) SetStdin(r io.Reader)  { e.cmd.Stdin = r }
func (e *editing) SetStdout(w io.Writer) { e.cmd.Stdout = w }
func (e *editing) SetStderr(w io.Writer) { e.cmd.Stderr = w }
func (e *editing) Text() string          { return e.text }

// Run waits until the reader leaves the editor. A text is taken over only where the editor ended well.
func (e *editing) Run() error {
	dir, err := os.MkdirTemp("", "lede-note-")
	if err != nil {
		return fmt.Errorf("write a note: %w; :note WORDS keeps one without an editor", err)
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, "note.md")
	if err := os.WriteFile(file, []byte(e.text), 0o600); err != nil {
		return fmt.Errorf("write a note: %w; :note WORDS keeps one without an editor", err)
	}
	e.cmd.Args = append(e.cmd.Args, file)
	if err := e.cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w; the note is as it was", filepath.Base(e.cmd.Path), err)
	}
	f, err := os.Open(file)
	if err != nil {
		return errors.New("the editor left no note; it is as it was")
	}
	defer func() { _ = f.Close() }()
	b, err := io.ReadAll(io.LimitReader(f, maxNote))
	if err != nil {
		return fmt.Errorf("read the note: %w; it is as it was", err)
	}
	e.text = strings.TrimSpace(strings.ToValidUTF8(string(b), ""))
	return nil
}
