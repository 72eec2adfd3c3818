package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lede/model/safe"
	"lede/model/store"
	"lede/model/store/sqlite"
)

func (l *lede) doctorCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "doctor", Short: "How the store is, in plain words", Args: l.args(cobra.NoArgs),
		Long: "Looks the store through without changing it. Exits 1 when something is wrong with it, and says what to do.",
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
			if err == nil && len(r.Problems) > 0 {
				return errTold
			}
			return err
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return c
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
