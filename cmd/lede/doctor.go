package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lede/model/query"
	"lede/model/safe"
	"lede/model/store"
	"lede/model/store/sqlite"
)

func (l *lede) doctorCommand() *cobra.Command {
	var asJSON, recover bool
	c := &cobra.Command{
		Use: "doctor", Short: "How the store is, in plain words", Args: l.args(cobra.NoArgs),
		Long: `Looks the store through without changing it, and says what it takes, how long questions to it take, those of
your saved filters and topics among them, and what the rules of [keep] let go next. Exits 1 when something is wrong
with it, and says what to do.
--recover copies what can be read of a damaged store to a new one in its place, and keeps the damaged file beside it.
End other lede programs that use the store first.`,
		RunE: func(c *cobra.Command, _ []string) error {
			r, err := sqlite.Doctor(c.Context(), l.storePath())
			if errors.Is(err, store.ErrNotFound) {
				_, err = fmt.Fprintf(l.out, "there is no store at %s yet; lede makes it with the first change\n", safe.Line(l.storePath()))
				return err
			}
			if err != nil {
				return err
			}
			d := diagnosis{Report: r}
			if len(r.Problems) == 0 {
				if err := l.question(c.Context(), &d); err != nil {
					return err
				}
			}
			if asJSON {
				err = l.printJSON(d)
			} else {
				err = l.tellStore(d)
			}
			if err == nil && recover && len(r.Problems) > 0 {
				return l.recoverStore(c.Context(), r.Path)
			}
			if err == nil && len(r.Problems) > 0 {
				return errTold
			}
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	c.Flags().BoolVar(&recover, "recover", false, "save what can be read of a damaged store")
	c.MarkFlagsMutuallyExclusive("json", "recover")
	return c
}

// recoverStore puts a new store, with all that can be read of the damaged one at path, in its place. The
// damaged file is moved, never removed; until the new store is whole, path is as it was.
func (l *lede) recoverStore(ctx context.Context, path string) error {
	saved, aside := path+".recovered", path+".damaged-"+l.now().UTC().Format("20060102T150405")
	for _, p := range []string{saved, aside} {
		if _, err := os.Stat(p); err == nil {
			return fmt.Errorf("%s is there already, so nothing was recovered; move it away and try again", safe.Line(p))
		}
	}
	got, err := sqlite.Salvage(ctx, path, saved)
	if err != nil {
		removeStore(saved)
		return fmt.Errorf("nothing could be recovered, %s is as it was: %w; restore it from a backup, or move it away to begin anew", safe.Line(path), err)
	}
	for _, suffix := range storeFiles {
		if err := os.Rename(path+suffix, aside+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("what could be read is in %s: %w", safe.Line(saved), fileError(path+suffix, err))
		}
	}
	for _, suffix := range storeFiles {
		if err := os.Rename(saved+suffix, path+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("what could be read is in %s: %w", safe.Line(saved), fileError(saved+suffix, err))
		}
	}
	_, err = fmt.Fprintf(l.out, "recovered: %d stories, %d lost; the damaged store is kept as %s\n", got.Stories, got.Lost, safe.Line(aside))
	return err
}

// storeFiles are the endings of the files of one store: SQLite's write-ahead log lies beside it, and goes
// where the store goes.
var storeFiles = [...]string{"", "-wal", "-shm"}

func removeStore(path string) {
	for _, suffix := range storeFiles {
		_ = os.Remove(path + suffix)
	}
}

// diagnosis is what doctor tells: of the file, and of what the person at this machine asks of it.
type diagnosis struct {
	sqlite.Report
	Unread  int     `json:"unread"`
	Starred int     `json:"starred"`
	Muted   int     `json:"muted"`
	Forever bool    `json:"forever"` // no rule lets a story go
	Stale   int     `json:"stale"`   // stories that rules let go with the next visit
	Asked   []asked `json:"queries"`
}

// asked is a query and how long its first screen and its counts took.
type asked struct {
	Query string  `json:"query"`
	Name  string  `json:"name,omitempty"`
	Found int     `json:"stories"`
	Took  float64 `json:"ms"`
}

// slow is how long a question may take, in milliseconds, before doctor calls it slow.
const slow = 50

// question asks the store what its reader asks it.
func (l *lede) question(ctx context.Context, d *diagnosis) error {
	room, err := l.openRoom(ctx)
	if err != nil {
		return err
	}
	r := l.local(room)
	all, err := r.Edition(ctx, query.Query{}, 1, 0)
	if err != nil {
		return err
	}
	d.Unread, d.Muted = all.Unread, all.Muted
	if d.Starred, _, err = room.Shelf.Read().Count(ctx, room.Ask(r.ID, query.Query{Expr: query.Is{State: query.Starred}})); err != nil {
		return err
	}
	d.Forever = room.Forever()
	stale, err := room.Stale(ctx)
	if err != nil {
		return err
	}
	d.Stale = len(stale)
	questions, err := r.Usual(ctx)
	if err != nil {
		return err
	}
	for _, v := range questions {
		q, err := query.Parse(v.Text)
		if err != nil {
			continue // told when it is used
		}
		began := l.now()
		e, err := r.Edition(ctx, q, firstStories, firstLines)
		if err != nil {
			return err
		}
		d.Asked = append(d.Asked, asked{Query: q.String(), Name: v.Name, Found: e.Total, Took: float64(l.now().Sub(began).Microseconds()) / 1e3})
	}
	return nil
}

func (l *lede) tellStore(d diagnosis) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%d stories of %d feeds for %d readers with a key\n", safe.Line(d.Path), d.Stories, d.Feeds, d.Readers)
	if len(d.Problems) == 0 {
		fmt.Fprintf(&b, "%d unread, %d starred, %d hidden by mute\n", d.Unread, d.Starred, d.Muted)
	}
	fmt.Fprintf(&b, "%.1f MB, of which %.1f MB are free; schema %d\n", float64(d.Bytes)/1e6, float64(d.Free)/1e6, d.Version)
	for _, p := range d.Parts {
		fmt.Fprintf(&b, "  %-12s %10.1f MB\n", p.Name, float64(p.Bytes)/1e6)
	}
	if len(d.Problems) > 0 {
		for _, p := range d.Problems {
			fmt.Fprintf(&b, "%s\n", safe.Line(p))
		}
		_, err := fmt.Fprint(l.out, b.String())
		return err
	}
	if d.Forever {
		b.WriteString("stories are kept for ever: there is no rule in [keep]\n")
	} else {
		fmt.Fprintf(&b, "%d stories go with the next visit to the feeds, as [keep] says; what is starred or noted stays\n", d.Stale)
	}
	for _, a := range d.Asked {
		name := a.Query
		if a.Name != "" {
			name = strings.TrimSuffix(a.Name+": "+a.Query, ": ")
		}
		if a.Took > slow {
			name += readsTexts(a.Query)
		}
		fmt.Fprintf(&b, "  %8.1f ms %9d  %s\n", a.Took, a.Found, safe.Line(name))
	}
	b.WriteString("nothing is wrong with it\n")
	_, err := fmt.Fprint(l.out, b.String())
	return err
}

// readsTexts tells why a query is slow.
func readsTexts(text string) string {
	q, err := query.Parse(text)
	if err != nil {
		return ""
	}
	for _, leaf := range query.Leaves(q.Expr) {
		switch leaf := leaf.(type) {
		case query.Phrase, query.Pattern:
			return "   slow: texts are read for " + query.Query{Expr: leaf}.String()
		}
	}
	return "   slow"
}
