package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// Carried is what the file sets, as TOML for another machine: without what is of this machine only, and without
// request headers, which may hold secrets. A program that prints a password is named, the password never.
func (l Loaded) Carried() string { return written(l.carried()) }

func (l Loaded) carried() map[string]any {
	out := map[string]any{}
	carry(out, l.Origin, "", reflect.ValueOf(l.Config))
	delete(out, "store")
	delete(out, "serve")
	return out
}

// carry puts the settings of one table that come from the file into out.
func carry(out map[string]any, origin map[string]string, prefix string, v reflect.Value) {
	for i := range v.NumField() {
		name, f := v.Type().Field(i).Tag.Get("toml"), v.Field(i)
		if f.Kind() == reflect.Struct && f.Type() != reflect.TypeFor[Duration]() {
			inner := map[string]any{}
			carry(inner, origin, prefix+name+".", f)
			if len(inner) > 0 {
				out[name] = inner
			}
			continue
		}
		if origin[prefix+name] != "file" {
			continue
		}
		if feeds, ok := f.Interface().(map[string]Feed); ok {
			out[name] = carriedFeeds(feeds)
			continue
		}
		out[name] = f.Interface()
	}
}

func carriedFeeds(feeds map[string]Feed) map[string]any {
	out := map[string]any{}
	for address, f := range feeds {
		inner := map[string]any{}
		for i, v := 0, reflect.ValueOf(f); i < v.NumField(); i++ {
			if name := v.Type().Field(i).Tag.Get("toml"); name != "headers" && !v.Field(i).IsZero() {
				inner[name] = v.Field(i).Interface()
			}
		}
		if len(inner) > 0 {
			out[address] = inner
		}
	}
	return out
}

func written(table map[string]any) string {
	if len(table) == 0 {
		return ""
	}
	var b strings.Builder
	enc := toml.NewEncoder(&b)
	enc.Indent = ""
	if err := enc.Encode(table); err != nil {
		return ""
	}
	return b.String()
}

// Lacks is that part of what another machine carried which is not set here, as TOML; "" for nothing. What is set here
// otherwise is not in it.
func (l Loaded) Lacks(carried string) (string, error) {
	var theirs, ours map[string]any
	if _, err := toml.Decode(carried, &theirs); err != nil {
		return "", fmt.Errorf("its settings are no TOML: %s", short(err))
	}
	if _, err := toml.Decode(l.Carried(), &ours); err != nil {
		return "", err
	}
	return written(lacking(theirs, ours)), nil
}

func lacking(theirs, ours map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range theirs {
		have, ok := ours[k]
		switch v := v.(type) {
		case map[string]any:
			inner, _ := have.(map[string]any)
			if v = lacking(v, inner); len(v) > 0 {
				out[k] = v
			}
		case []any:
			list, _ := have.([]any)
			if v = slices.DeleteFunc(v, func(x any) bool { return slices.Contains(list, x) }); len(v) > 0 {
				out[k] = v
			}
		default:
			if !ok {
				out[k] = v
			}
		}
	}
	return out
}
