package migrate

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"lede/model"
)

// nom reads config.yml and its database.
func (h *haul) nom(ctx context.Context, path string) error {
	folder, file := folderOf(path)
	config, db := filepath.Join(folder, "config.yml"), ""
	if file != "" {
		if head, err := readHead(file); err == nil && strings.HasPrefix(string(head), "SQLite format 3\x00") {
			db = file
		} else {
			config = file
		}
	}
	name, err := h.nomConfig(config)
	if db == "" {
		if name == "" {
			name = "nom.db"
		}
		db = dataFile(folder, "nom", filepath.Base(name))
	}
	if err != nil && (db == "" || !errors.Is(err, os.ErrNotExist)) {
		return err
	}
	if db != "" {
		h.nomItems(ctx, db)
	}
	return nil
}

// nomConfig reads of config.yml the list of feeds and the name of the database. It knows just as much of
// YAML as nom writes and its manual shows: plain, single and double quoted values, and {…} in one line.
func (h *haul) nomConfig(path string) (database string, err error) {
	data, err := h.read(path)
	if err != nil {
		return "", err
	}
	row, inFeeds, others := 0, false, 0
	var f model.Feed
	begun := 0 // the row where f began
	done := func() {
		if begun > 0 {
			h.nomFeed(begun, f)
		}
		f, begun = model.Feed{}, 0
	}
	for line := range strings.Lines(string(data)) {
		row++
		line = strings.TrimRight(yamlUncommented(line), " \t\r\n")
		bare := strings.TrimSpace(line)
		switch {
		case bare == "" || bare == "---":
			continue
		case line[0] != ' ' && line[0] != '\t' && line[0] != '-':
			done()
			key, value := yamlPair(bare)
			inFeeds = key == "feeds"
			switch key {
			case "feeds":
			case "database":
				database = value
			case "backends":
				h.left(row, "backends", "feeds of an account are not asked for over the network")
			default:
				others++
			}
			continue
		case !inFeeds:
			continue
		}
		if item, ok := strings.CutPrefix(bare, "-"); ok {
			done()
			begun, bare = row, strings.TrimSpace(item)
		}
		for _, pair := range yamlPairs(bare) {
			switch key, value := yamlPair(pair); key {
			case "url":
				f.Address = value
			case "name":
				f.Name = value
			}
		}
	}
	done()
	if others > 0 {
		h.left(0, strconv.Itoa(others)+" other settings", "looks, keys and the network are set in lede's own config")
	}
	return database, nil
}

func (h *haul) nomFeed(row int, f model.Feed) {
	if why := h.unfit(f.Address); why != "" {
		h.left(row, f.Address, why)
		return
	}
	h.feed(row, f)
}

// yamlScan calls at with every byte of s that stands outside of quotation marks, until it says to stop.
func yamlScan(s string, at func(i int) (stop bool)) {
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote == '"' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" \t:{,[-", s[i-1]) >= 0 || c == '\'' && s[i-1] == c):
			quote = c
		case at(i):
			return
		}
	}
}

// yamlUncommented is a line without its comment.
func yamlUncommented(line string) string {
	end := len(line)
	yamlScan(line, func(i int) bool {
		if line[i] != '#' || i > 0 && line[i-1] != ' ' && line[i-1] != '\t' {
			return false
		}
		end = i
		return true
	})
	return line[:end]
}

// yamlPairs are the pairs of a line: those in braces, or the line.
func yamlPairs(s string) []string {
	if !strings.HasPrefix(s, "{") {
		return []string{s}
	}
	var out []string
	from := 1
	yamlScan(s, func(i int) bool {
		if s[i] == ',' || s[i] == '}' {
			out = append(out, strings.TrimSpace(s[from:i]))
			from = i + 1
		}
		return false
	})
	return out
}

// yamlPair parts "key: value" and takes the value out of its quotation marks.
func yamlPair(s string) (key, value string) {
	key, value, _ = strings.Cut(s, ":")
	key, value = strings.Trim(strings.TrimSpace(key), `"'`), strings.TrimSpace(value)
	switch {
	case len(value) > 1 && value[0] == '\'' && value[len(value)-1] == '\'':
		value = strings.ReplaceAll(value[1:len(value)-1], "''", "'")
	case len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"':
		if plain, err := strconv.Unquote(value); err == nil {
			value = plain
		} else {
			value = value[1 : len(value)-1]
		}
	}
	return key, value
}
