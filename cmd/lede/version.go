package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (l *lede) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Which lede this is", Args: l.args(cobra.NoArgs),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(l.out, "lede %s (%s %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// version is the module's version, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}

func (l *lede) manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "Print the manual page", Example: "  lede man | man -l -", Args: l.args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			return doc.GenMan(c.Root(), &doc.GenManHeader{Title: "LEDE", Section: "1", Source: "lede " + version()}, l.out)
		},
	}
}
