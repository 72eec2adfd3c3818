// Package config reads lede/config.toml and says where every setting came from. What is wrong in the
// file costs that setting only: the rest holds, the default stands in, and the fault is told with
// file, line and the nearest right name. Of BurntSushi/toml it uses the decoder, of adrg/xdg the folders.
package config

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"github.com/adrg/xdg"
)

// Config is what a reader set. What is marked as own, readers who come in over SSH set for themselves.
type Config struct {
	Theme    string            `toml:"theme" own:"yes" help:"auto, or one of the themes that lede config --themes lists"`
	Keys     string            `toml:"keys" own:"yes" help:"lede, or newsboat"`
	Bind     map[string]string `toml:"bind" own:"yes" help:"keys for actions: next = \"j down\""`
	Store    string            `toml:"store" help:"path of the SQLite store"`
	Measure  int               `toml:"measure" help:"widest column of text, in cells"`
	ASCII    Switch            `toml:"ascii" own:"yes" help:"draw with ASCII only: on, off, or auto by the terminal"`
	Pictures Pictures          `toml:"pictures" own:"yes" help:"pictures of stories that you open: on, off, or auto: not over SSH; blocks, kitty and sixel say how"`
	Topics   map[string]string `toml:"topics" own:"yes" help:"topics of your own: a name and the query it stands for"`
	Views    map[string]string `toml:"views" own:"yes" help:"saved filters: a name and a query"`
	Mute     []string          `toml:"mute" own:"yes" help:"queries whose stories are hidden"`
	Keep     Keep              `toml:"keep"`
	Fetch    Fetch             `toml:"fetch"`
	Feed     map[string]Feed   `toml:"feed" help:"settings of one feed, by its address"`
	Serve    Serve             `toml:"serve"`
}

// Keep says for how long stories are kept. What is starred or noted stays.
type Keep struct {
	Days    int  `toml:"days" help:"days that stories are kept; 0 for ever"`
	Stories int  `toml:"stories" help:"newest stories of each feed that are kept; 0 for all"`
	Unread  bool `toml:"unread" help:"what is not read yet stays"`
}

// Fetch says how feeds are visited.
type Fetch struct {
	Allow     []string `toml:"allow" help:"host:port of private addresses that may be visited all the same"`
	UserAgent string   `toml:"user_agent" help:"how lede introduces itself"`
	Proxy     string   `toml:"proxy" help:"address of an HTTP proxy; none is taken from the environment"`
	AtOnce    int      `toml:"at_once" help:"visits at a time"`
	PerHost   int      `toml:"per_host" help:"visits at a time to one host"`
	Gap       Duration `toml:"gap" help:"least time between two visits to one host"`
	Every     Duration `toml:"every" help:"how often a feed is visited before its own rhythm is known; with much news twice as often at most"`
}

// Feed is what holds for one feed only.
type Feed struct {
	Headers      map[string]string   `toml:"headers" help:"request headers"`
	HeaderEnv    map[string]string   `toml:"header_env" help:"request headers whose value an environment variable holds"`
	HeaderFrom   map[string][]string `toml:"header_from" help:"request headers whose value a program prints, with arguments"`
	User         string              `toml:"user" help:"name for HTTP basic authentication"`
	PasswordEnv  string              `toml:"password_env" help:"environment variable that holds the password"`
	PasswordFrom []string            `toml:"password_from" help:"program, with arguments, that prints the password"`
	UserAgent    string              `toml:"user_agent" help:"how lede introduces itself here"`
	FullText     bool                `toml:"fulltext" help:"fetch the page of every story that is cut short"`
	KeepDays     int                 `toml:"keep_days" help:"as keep.days, for this feed; -1 for ever"`
	KeepStories  int                 `toml:"keep_stories" help:"as keep.stories, for this feed; -1 for all"`
}

// Private tells whether the feed is asked for with something that only its owner has.
func (f Feed) Private() bool {
	return f.User != "" || len(f.Headers)+len(f.HeaderEnv)+len(f.HeaderFrom) > 0
}

// shown is f as it may be printed: headers hold tokens.
func (f Feed) shown() Feed {
	if len(f.Headers) > 0 {
		shown := map[string]string{}
		for name := range f.Headers {
			shown[name] = "…"
		}
		f.Headers = shown
	}
	return f
}

// Serve says how readers come in over SSH.
type Serve struct {
	Listen   string   `toml:"listen" help:"address to listen on"`
	HostKey  string   `toml:"host_key" help:"file of the server's key; made when missing"`
	Sessions int      `toml:"sessions" help:"readers at a time"`
	Idle     Duration `toml:"idle" help:"how long a reader may rest"`
	Banner   string   `toml:"banner" help:"a line for everybody who comes in"`
	Metrics  string   `toml:"metrics" help:"loopback address that tells what the server does, as localhost:9323; none without it"`
	Me       string   `toml:"me" help:"the reader who is also the person at this machine: the same feeds, marks and views"`
	Admins   []string `toml:"admins" help:"readers who may let others in and fetch everybody's feeds over SSH, beside those of lede users role"`
}

// Duration is a length of time in TOML, as "90s" or "1h30m".
type Duration struct{ time.Duration }

// UnmarshalText reads "90s".
func (d *Duration) UnmarshalText(text []byte) error {
	v, err := time.ParseDuration(string(text))
	if err != nil || v < 0 {
		return fmt.Errorf("%q is no length of time: write 90s, 15m or 2h", text)
	}
	d.Duration = v
	return nil
}

// MarshalText writes it back.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// Switch is on, off, or as lede finds best.
type Switch string

// The switch's places; in TOML true and false are on and off.
const (
	Auto Switch = "auto"
	On   Switch = "on"
	Off  Switch = "off"
)

// UnmarshalTOML reads "auto", "on", "off", true and false.
func (s *Switch) UnmarshalTOML(v any) error {
	switch v {
	case true, string(On):
		*s = On
	case false, string(Off):
		*s = Off
	case string(Auto):
		*s = Auto
	default:
		return fmt.Errorf("%v is none of auto, on, off", v)
	}
	return nil
}

// Pictures is a switch that may also say how pictures are shown.
type Pictures string

// UnmarshalTOML reads what a Switch does, and "blocks", "kitty" and "sixel".
func (p *Pictures) UnmarshalTOML(v any) error {
	switch v {
	case "blocks", "kitty", "sixel":
		*p = Pictures(v.(string))
		return nil
	}
	var s Switch
	if s.UnmarshalTOML(v) != nil {
		return fmt.Errorf("%v is none of auto, on, off, blocks, kitty, sixel", v)
	}
	*p = Pictures(s)
	return nil
}

// Default is what holds where nothing is set.
func Default() Config {
	return Config{
		Theme: "auto", Keys: "lede", Measure: 72, ASCII: Auto, Pictures: Pictures(Auto),
		Fetch: Fetch{AtOnce: 1024, PerHost: 2, Gap: Duration{time.Second}, Every: Duration{30 * time.Minute}},
		Serve: Serve{Listen: "localhost:2323", Sessions: 200, Idle: Duration{30 * time.Minute}},
	}
}

// Loaded is a configuration with its origin.
type Loaded struct {
	Config
	File     string            // the file that was looked for
	Found    bool              // it is there
	Origin   map[string]string // by key as in "fetch.allow": "file", "environment" or "default"
	Problems []Problem

	own bool // only what is marked as own may be set
}

// Problem is one fault of the file.
type Problem struct {
	File string
	Line int // 1-based, 0 when it is the whole file's
	Text string
}

// Error is the fault as one line.
func (p Problem) Error() string {
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Text)
	}
	return fmt.Sprintf("%s: %s", p.File, p.Text)
}

// Path is where the configuration stands: given, or lede/config.toml in the XDG configuration
// folder of env's HOME.
func Path(given string, env func(string) string) string {
	if given != "" {
		return given
	}
	if dir := env("XDG_CONFIG_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "lede", "config.toml")
	}
	return filepath.Join(xdg.ConfigHome, "lede", "config.toml")
}

// DataDir is where the store stands unless it is told otherwise.
func DataDir(env func(string) string) string {
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "lede")
	}
	return filepath.Join(xdg.DataHome, "lede")
}

// Load reads the file at path; a file that is not there is no fault unless it was asked for by name.
func Load(path string, named bool) Loaded {
	l := Loaded{Config: Default(), File: path, Origin: map[string]string{}}
	data, err := os.ReadFile(path)
	switch {
	case os.IsNotExist(err) && !named:
	case err != nil:
		l.Problems = append(l.Problems, Problem{File: path, Text: "cannot be read (" + plain(err) + "); the defaults hold"})
	default:
		l.Found = true
		l.decode(data)
	}
	return l
}

// plain is the cause of a file's error without the path, which stands before it already.
func plain(err error) string {
	if pe, ok := err.(*os.PathError); ok {
		err = pe.Err
	}
	return err.Error()
}

// sortedKeys are the names in a table, sorted.
func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// line is the 1-based number of the first line that sets key, 0 when there is none.
func line(data []byte, key string) int {
	last := key[strings.LastIndexByte(key, '.')+1:]
	for i, l := range strings.Split(string(data), "\n") {
		l = strings.TrimSpace(l)
		name := strings.Trim(strings.TrimSpace(strings.SplitN(l, "=", 2)[0]), `"[]`)
		if name == last || name == key {
			return i + 1
		}
	}
	return 0
}
