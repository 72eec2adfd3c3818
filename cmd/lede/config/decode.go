package config

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/BurntSushi/toml"

	"lede/model/query"
)

// decode reads the file setting by setting, so that a fault in one leaves the others as they are.
func (l *Loaded) decode(data []byte) {
	var raw map[string]toml.Primitive
	meta, err := toml.Decode(string(data), &raw)
	if err != nil {
		l.fault(err, 0)
		return
	}
	l.table(data, meta, "", raw, reflect.ValueOf(&l.Config).Elem())
}

// table reads the settings of one table into the fields of v.
func (l *Loaded) table(data []byte, meta toml.MetaData, prefix string, raw map[string]toml.Primitive, v reflect.Value) {
	fields := fieldsOf(v.Type())
	for _, name := range sortedKeys(raw) {
		key := prefix + name
		i, ok := fields[name]
		if !ok {
			text := fmt.Sprintf("there is no setting %q", key)
			if near := query.Nearest(name, sortedKeys(fields)); near != "" {
				text += fmt.Sprintf("; did you mean %q?", prefix+near)
			}
			l.Problems = append(l.Problems, Problem{l.File, line(data, key), text})
			continue
		}
		f := v.Field(i)
		if l.own && v.Type().Field(i).Tag.Get("own") == "" {
			l.Problems = append(l.Problems, Problem{l.File, line(data, key), fmt.Sprintf("%q is for the host to set; you may set %s", key, strings.Join(ownKeys(), ", "))})
			continue
		}
		if f.Kind() == reflect.Struct && f.Type() != reflect.TypeFor[Duration]() {
			var inner map[string]toml.Primitive
			if err := meta.PrimitiveDecode(raw[name], &inner); err != nil {
				l.fault(fmt.Errorf("%q is a table: write [%s]", key, key), line(data, key))
				continue
			}
			l.table(data, meta, key+".", inner, f)
			continue
		}
		into := reflect.New(f.Type())
		if !l.own { // the host's tables are not added to
			into.Elem().Set(f)
		}
		if err := meta.PrimitiveDecode(raw[name], into.Interface()); err != nil {
			l.fault(fmt.Errorf("%s: %s; the default holds", key, short(err)), line(data, key))
			continue
		}
		f.Set(into.Elem())
		l.Origin[key] = "file"
	}
	if prefix == "" {
		l.undecoded(data, meta)
	}
}

// undecoded tells of names inside the feeds' tables that mean nothing.
func (l *Loaded) undecoded(data []byte, meta toml.MetaData) {
	known := sortedKeys(fieldsOf(reflect.TypeFor[Feed]()))
	for _, k := range meta.Undecoded() {
		if len(k) != 3 || k[0] != "feed" {
			continue
		}
		text := fmt.Sprintf("there is no setting %q of a feed", k[2])
		if near := query.Nearest(k[2], known); near != "" {
			text += fmt.Sprintf("; did you mean %q?", near)
		}
		l.Problems = append(l.Problems, Problem{l.File, line(data, k[2]), text})
	}
}

// fieldsOf are the settings of a table by name, with the number of their field.
func fieldsOf(t reflect.Type) map[string]int {
	out := map[string]int{}
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("toml"); name != "" {
			out[name] = i
		}
	}
	return out
}

func (l *Loaded) fault(err error, at int) {
	var pe toml.ParseError
	if errors.As(err, &pe) {
		l.Problems = append(l.Problems, Problem{l.File, pe.Position.Line, "this is no TOML (" + pe.Message + "); the defaults hold"})
		return
	}
	l.Problems = append(l.Problems, Problem{l.File, at, short(err)})
}

// short is a decoder's message without its own name for the place.
func short(err error) string {
	s := strings.TrimPrefix(err.Error(), "toml: ")
	if i := strings.LastIndex(s, "): "); strings.HasPrefix(s, "line ") && i > 0 {
		s = s[i+3:]
	}
	return s
}
