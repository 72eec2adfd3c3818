package migrate

import (
	"os"
	"path/filepath"
)

// Places are the folders of other readers that there are on this machine, where each of them looks for its own.
// env is the reader's environment.
func Places(env func(string) string) []string {
	home := env("HOME")
	if !filepath.IsAbs(home) {
		return nil
	}
	settings := env("XDG_CONFIG_HOME")
	if !filepath.IsAbs(settings) {
		settings = filepath.Join(home, ".config")
	}
	var out []string
	for _, p := range []struct {
		kind Kind
		path string
	}{
		{Newsboat, filepath.Join(settings, "newsboat")},
		{Newsboat, filepath.Join(home, ".newsboat")},
		{Newsraft, filepath.Join(settings, "newsraft")},
		{Newsraft, filepath.Join(home, ".newsraft")},
		{SFeed, filepath.Join(home, ".sfeed")},
		{Nom, filepath.Join(settings, "nom")},
		{Liferea, filepath.Join(settings, "liferea")},
	} {
		if _, err := os.Stat(p.path); err != nil {
			continue
		}
		if kind, err := Detect(p.path); err == nil && kind == p.kind {
			out = append(out, p.path)
		}
	}
	return out
}
