package config

import (
	"fmt"
	"reflect"
	"strings"
)

// Setting is one line of "lede config".
type Setting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Origin string `json:"origin"`
	Help   string `json:"help"`
}

// Settings are all settings there are, in the order in which they are declared, with what holds and where it came from.
func (l Loaded) Settings() []Setting {
	var out []Setting
	settings(&out, l.Origin, "", reflect.ValueOf(l.Config))
	return out
}

func settings(out *[]Setting, origin map[string]string, prefix string, v reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		key := prefix + f.Tag.Get("toml")
		if v.Field(i).Kind() == reflect.Struct && f.Type != reflect.TypeFor[Duration]() {
			settings(out, origin, key+".", v.Field(i))
			continue
		}
		from := origin[key]
		if from == "" {
			from = "default"
		}
		value := v.Field(i).Interface()
		if feeds, ok := value.(map[string]Feed); ok {
			shown := map[string]Feed{}
			for address, f := range feeds {
				shown[address] = f.shown()
			}
			value = shown
		}
		*out = append(*out, Setting{key, value, from, f.Tag.Get("help")})
	}
}

// String is the setting as a line of TOML with its origin.
func (s Setting) String() string {
	value := fmt.Sprintf("%v", s.Value)
	switch v := s.Value.(type) {
	case string, Switch, Pictures:
		value = fmt.Sprintf("%q", v)
	case Duration:
		value = fmt.Sprintf("%q", v.String())
	case []string:
		value = fmt.Sprintf("%q", v)
		value = strings.ReplaceAll(value, `" "`, `", "`)
	}
	return fmt.Sprintf("%-20s %-28s # %s; %s", s.Key, value, s.Origin, s.Help)
}
