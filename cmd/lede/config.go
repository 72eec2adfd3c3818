package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/ui/theme"
)

func (l *lede) configCommand() *cobra.Command {
	var asJSON, themes, path bool
	c := &cobra.Command{
		Use: "config", Short: "The settings that hold, and where each came from", Args: l.args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			l.configuration()
			switch {
			case path:
				_, err := fmt.Fprintln(l.out, l.conf.File)
				return err
			case themes:
				for _, n := range theme.Names() {
					if _, err := fmt.Fprintln(l.out, n); err != nil {
						return err
					}
				}
				return nil
			case asJSON:
				return l.printJSON(struct {
					File     string           `json:"file"`
					Found    bool             `json:"found"`
					Store    string           `json:"store"`
					Settings []config.Setting `json:"settings"`
				}{l.conf.File, l.conf.Found, l.storePath(), l.conf.Settings()})
			}
			found := "it is not there yet, so the defaults hold"
			if l.conf.Found {
				found = "read"
			}
			fmt.Fprintf(l.out, "# %s (%s)\n# stories are kept in %s\n", l.conf.File, found, l.storePath())
			for _, s := range l.conf.Settings() {
				if _, err := fmt.Fprintln(l.out, s); err != nil {
					return err
				}
			}
			if len(l.conf.Problems) > 0 {
				return errTold
			}
			return nil
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	c.Flags().BoolVar(&themes, "themes", false, "the themes there are")
	c.Flags().BoolVar(&path, "path", false, "only where the file is looked for")
	return c
}
