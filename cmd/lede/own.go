package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/colorprofile"
	"github.com/spf13/cobra"

	"lede/cmd/lede/config"
	"lede/cmd/lede/newsroom"
	"lede/model"
	"lede/model/query"
	"lede/model/safe"
	"lede/ui/theme"
)

// ownSetting is where the configuration of a reader who comes in over SSH is kept, as TOML.
const ownSetting = "config"

// takeOwn puts a guest's own settings over those of the host: what they wrote down, else what they chose on the
// screen, else the host's. The person at this machine has the host's file.
func (l *lede) takeOwn(ctx context.Context) {
	r := l.guest
	if r.ID == model.LocalReader || r.ID == visitor {
		return
	}
	text, _ := r.Setting(ctx, ownSetting) // what cannot be read was never written
	own := config.Own(l.conf, "your settings", text)
	if own.Origin["theme"] == "" {
		if chosen, _ := r.Setting(ctx, "theme"); chosen != "" {
			l.themeNamed, own.Theme = "", "auto" // the screen recalls it
		}
	} else {
		l.themeNamed = ""
	}
	l.conf = own
	if text == "" {
		return
	}
	if own.Origin["views"] == "" {
		l.conf.Views = nil // the host's are those of the person at it
	}
	room, faults := r.For(l.conf.Config)
	for _, f := range faults {
		l.conf.Problems = append(l.conf.Problems, config.Problem{File: own.File, Text: oneLine(f)})
	}
	r.Room, r.Configured, l.room = room, true, room
}

// ownKeys tells whether a guest has keys of their own.
func (l *lede) ownKeys() bool {
	return l.conf.Origin["keys"]+l.conf.Origin["bind"] != "" && l.conf.File != "" && l.guest.Configured
}

// ownConfigCommand shows and changes a guest's own settings. No file of this host is read or written.
func (l *lede) ownConfigCommand() *cobra.Command {
	var themes bool
	c := &cobra.Command{
		Use: "config [- | KEY VALUE]", Short: "Your own settings: theme, keys, topics, filters, mute rules", Args: l.args(cobra.MaximumNArgs(2)),
		Long: `Without arguments your settings, as a file to edit. With - the file is taken back from standard input, whole; an empty one
takes all settings back. KEY VALUE sets one: theme, keys, pictures or ascii. What you leave open is as on this host.`,
		Example: "  ssh HOST config > mine.toml\n  ssh HOST config - < mine.toml\n  ssh HOST config theme newspaper-dark",
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case themes:
				for _, n := range theme.Names() {
					fmt.Fprintln(l.out, n)
				}
				return nil
			case l.guest.ID == model.LocalReader:
				return fmt.Errorf("you are the person at this machine too: your settings are its file, lede config --path tells which")
			}
			text, err := l.guest.Setting(c.Context(), ownSetting)
			switch {
			case err != nil:
				return err
			case len(args) == 0 && text == "":
				text = config.OwnForm()
				fallthrough
			case len(args) == 0:
				_, err = fmt.Fprintln(l.out, strings.TrimRight(text, "\n"))
				return err
			case len(args) == 2:
				if text, err = withOwn(text, args[0], args[1]); err != nil {
					return err
				}
			case args[0] != "-":
				return misuse("over SSH only standard input is read: config -, and send the settings")
			default:
				data, err := readAll(l.in)
				if err != nil {
					return fmt.Errorf("standard input: %w", err)
				}
				text = safe.Text(string(data))
			}
			return l.keepOwn(c.Context(), text)
		},
	}
	c.Flags().BoolVar(&themes, "themes", false, "the themes there are")
	return c
}

// keepOwn keeps settings that are right as a whole, or says what is wrong with them.
func (l *lede) keepOwn(ctx context.Context, text string) error {
	faults := ownFaults(l.guest, config.Own(l.conf, "settings", text))
	for _, f := range faults {
		fmt.Fprintf(l.errs, "lede: %s\n", oneLine(f))
	}
	if len(faults) > 0 {
		return fmt.Errorf("nothing was changed")
	}
	if err := l.guest.SetSetting(ctx, ownSetting, text); err != nil {
		return err
	}
	_, err := fmt.Fprintln(l.out, "kept; sessions that you open from now on have it")
	return err
}

// ownFaults is everything that is wrong with a guest's settings.
func ownFaults(r *newsroom.Reader, own config.Loaded) []error {
	var out []error
	for _, p := range own.Problems {
		out = append(out, p)
	}
	if _, ok := theme.Pick(own.Theme, true, colorprofile.TrueColor); !ok {
		out = append(out, fmt.Errorf("there is no theme %q: config --themes lists them", own.Theme))
	}
	_, keyFaults := keyTable(own.Keys, own.Bind)
	for _, f := range keyFaults {
		out = append(out, errors.New(f))
	}
	room, faults := r.For(own.Config)
	out = append(out, faults...)
	for name, text := range own.Views {
		q, err := query.Parse(text)
		if err == nil {
			err = room.Check(text, q)
		}
		if err != nil {
			out = append(out, fmt.Errorf("filter %q: %w", name, err))
		}
	}
	return out
}

// withOwn is a text of settings with one of them set: in its line, or in a new one before all tables.
func withOwn(text, key, value string) (string, error) {
	if !slices.Contains([]string{"theme", "keys", "pictures", "ascii"}, key) {
		return "", misuse("%s is not set by itself: ssh HOST config > mine.toml, edit it, ssh HOST config - < mine.toml", safe.Line(key))
	}
	set := key + " = " + strconv.Quote(safe.Line(value))
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(line), "[") {
			break
		}
		if name, _, ok := strings.Cut(line, "="); ok && strings.TrimSpace(name) == key {
			lines[i] = set
			return strings.Join(lines, "\n"), nil
		}
	}
	return set + "\n" + text, nil
}
