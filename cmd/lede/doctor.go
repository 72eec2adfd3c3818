package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lede/model/safe"
	"lede/model/store"
	"lede/model/store/sqlite"
)

func (l *lede) doctorCommand() *cobra.Command {
	var asJSON, recover bool
	c := &cobra.Command{
		Use: "doctor", Short: "How the store is, in plain words", Args: l.args(cobra.NoArgs),
		Long: `Looks the store through without changing it. Exits 1 when something is wrong with it, and says what to do.
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
			if asJSON {
				err = l.printJSON(r)
			} else {
				err = l.tellStore(r)
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

func (l *lede) tellStore(r sqlite.Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%d stories of %d feeds for %d readers with a key\n%.1f MB, of which %.1f MB are free; schema %d\n",
		safe.Line(r.Path), r.Stories, r.Feeds, r.Readers, float64(r.Bytes)/1e6, float64(r.Free)/1e6, r.Version)
	for _, p := range r.Parts {
		fmt.Fprintf(&b, "  %-12s %10.1f MB\n", p.Name, float64(p.Bytes)/1e6)
	}
	if len(r.Problems) == 0 {
		b.WriteString("nothing is wrong with it\n")
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "%s\n", safe.Line(p))
	}
	_, err := fmt.Fprint(l.out, b.String())
	return err
}
