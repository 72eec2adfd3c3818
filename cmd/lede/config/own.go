package config

import (
	"fmt"
	"reflect"
	"strings"
)

// MaxOwn is how many bytes a reader's own configuration may have.
const MaxOwn = 16 << 10

// Own is the configuration of a reader who comes in over SSH: their text over what holds on the host, of which only
// what is each reader's own can be set. name stands before what is wrong with it.
func Own(host Loaded, name, text string) Loaded {
	l := Loaded{Config: host.Config, File: name, Found: text != "", Origin: map[string]string{}, own: true}
	if len(text) > MaxOwn {
		l.Problems = []Problem{{File: name, Text: fmt.Sprintf("longer than %d bytes; nothing of it holds", MaxOwn)}}
		return l
	}
	l.decode([]byte(text))
	return l
}

// ownKeys are the settings that are each reader's own.
func ownKeys() []string {
	var out []string
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("own") != "" {
			out = append(out, f.Tag.Get("toml"))
		}
	}
	return out
}

// OwnForm is an empty configuration for a reader to fill in: every setting of their own with what it does.
func OwnForm() string {
	var lines, tables strings.Builder
	t := reflect.TypeFor[Config]()
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Tag.Get("own") == "" {
			continue
		}
		key, help := f.Tag.Get("toml"), f.Tag.Get("help")
		switch f.Type.Kind() {
		case reflect.Map:
			fmt.Fprintf(&tables, "\n# %s\n# [%s]\n", help, key)
		case reflect.Slice:
			fmt.Fprintf(&lines, "# %s = []  # %s\n", key, help)
		default:
			fmt.Fprintf(&lines, "# %s = \"\"  # %s\n", key, help)
		}
	}
	return lines.String() + tables.String()
}
