package migrate

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Detect says whose data is at path: a folder by the files in it, a file by what it holds.
func Detect(path string) (Kind, error) {
	if _, err := os.Stat(path); err != nil {
		return "", fileError(path, err)
	}
	if isDir(path) {
		return detectDir(path)
	}
	data, err := readHead(path)
	if err != nil {
		return "", err
	}
	if kind := detectFile(data, path); kind != "" {
		return kind, nil
	}
	return "", fmt.Errorf("%s: %w", path, ErrUnknown)
}

func detectDir(path string) (Kind, error) {
	has := func(name string) bool { return isFile(filepath.Join(path, name)) }
	switch {
	case has("sfeedrc"):
		return SFeed, nil
	case has("urls"), has("cache.db"):
		return Newsboat, nil
	case has("feeds"), has("newsraft.sqlite3"):
		return Newsraft, nil
	case has("config.yml"), has("nom.db"):
		return Nom, nil
	case has(lifereaList), has("liferea.db"):
		return Liferea, nil
	}
	if lists, _ := filepath.Glob(filepath.Join(path, "*.opml")); len(lists) == 1 {
		return OPML, nil
	}
	return "", fmt.Errorf("%s: %w", path, ErrUnknown)
}

// readHead is the beginning of a file.
func readHead(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fileError(path, err)
	}
	defer f.Close()
	buf := make([]byte, 64<<10)
	n, err := f.Read(buf)
	if n == 0 && err != nil {
		return nil, fmt.Errorf("%s: there is nothing in it", path)
	}
	return buf[:n], nil
}

// detectFile says whose file it is by what it holds; the name decides only between two lists of
// addresses that read alike.
func detectFile(data []byte, path string) Kind {
	if bytes.HasPrefix(data, []byte("SQLite format 3\x00")) {
		return detectTables(path)
	}
	low := bytes.ToLower(data)
	if bytes.Contains(low, []byte("<opml")) || bytes.Contains(low, []byte("<outline")) {
		return OPML
	}
	sections, addresses := 0, 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "feeds:"):
			return Nom
		case strings.HasPrefix(strings.ReplaceAll(line, " ", ""), "feeds(){"), strings.HasPrefix(line, "feed \""), strings.HasPrefix(line, "sfeedpath="):
			return SFeed
		case strings.HasPrefix(line, "@"):
			sections++
		case startsAsFeed(strings.TrimPrefix(line, `"`)):
			addresses++
		}
	}
	switch {
	case addresses == 0:
		return ""
	case sections > 0, filepath.Base(path) == "feeds":
		return Newsraft
	}
	return Newsboat
}

func startsAsFeed(s string) bool {
	for _, p := range []string{"http://", "https://", "file:", "exec:", "filter:", "query:", "feed:"} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
