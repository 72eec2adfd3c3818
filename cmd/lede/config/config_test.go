package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func load(t *testing.T, text string) Loaded {
	t.Helper()
	file := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(file, false)
}

func TestAFileThatIsNotThereIsNoFault(t *testing.T) {
	l := Load(filepath.Join(t.TempDir(), "none.toml"), false)
	if len(l.Problems) > 0 || l.Theme != "auto" {
		t.Fatalf("%+v", l)
	}
	if l = Load(filepath.Join(t.TempDir(), "none.toml"), true); len(l.Problems) != 1 {
		t.Fatalf("a file asked for by name is missing, and nothing is said: %+v", l.Problems)
	}
}

func TestSettingsHoldAndTellTheirOrigin(t *testing.T) {
	l := load(t, "theme = \"light\"\nmute = [\"#sport\"]\n[fetch]\nallow = [\"127.0.0.1:8900\"]\ngap = \"0s\"\n[feed.\"https://example.test/rss\"]\nfulltext = true\n")
	if len(l.Problems) > 0 {
		t.Fatal(l.Problems)
	}
	if l.Theme != "light" || l.Fetch.Allow[0] != "127.0.0.1:8900" || l.Fetch.Gap.Duration != 0 || l.Fetch.Every.Duration != 30*time.Minute || !l.Feed["https://example.test/rss"].FullText {
		t.Fatalf("%+v", l.Config)
	}
	origin := map[string]string{}
	for _, s := range l.Settings() {
		origin[s.Key] = s.Origin
	}
	if origin["fetch.gap"] != "file" || origin["fetch.every"] != "default" {
		t.Fatal(origin)
	}
}

func TestAFaultNamesItsLineAndTheNearestNameAndCostsThatSettingOnly(t *testing.T) {
	l := load(t, "theme = \"light\"\nmeasur = 60\n[fetch]\ngap = \"soon\"\nper_hst = 3\nat_once = 8\n[feed.\"https://example.test/\"]\nfulltxt = true\n")
	var all []string
	for _, p := range l.Problems {
		all = append(all, p.Error())
	}
	told := strings.Join(all, "\n")
	for _, want := range []string{`config.toml:2: there is no setting "measur"; did you mean "measure"?`, `config.toml:4:`, `"soon" is no length of time`,
		`config.toml:5: there is no setting "fetch.per_hst"; did you mean "fetch.per_host"?`, `config.toml:8: there is no setting "fulltxt" of a feed; did you mean "fulltext"?`} {
		if !strings.Contains(told, want) {
			t.Errorf("%q is not told:\n%s", want, told)
		}
	}
	if l.Theme != "light" || l.Fetch.AtOnce != 8 || l.Fetch.Gap.Duration != time.Second {
		t.Errorf("what was right does not hold: %+v", l.Config)
	}
}

func TestPicturesAreASwitchOrAWay(t *testing.T) {
	for text, want := range map[string]Pictures{"": "auto", "pictures = true": "on", "pictures = \"off\"": "off", "pictures = \"kitty\"": "kitty", "pictures = \"sixel\"": "sixel", "pictures = \"blocks\"": "blocks", "pictures = \"braille\"": "auto"} {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if l := Load(path, true); l.Pictures != want || len(l.Problems) > 0 != strings.Contains(text, "braille") {
			t.Errorf("%s is %q, %v", text, l.Pictures, l.Problems)
		}
	}
}

func TestASwitchIsReadAsWordOrTruth(t *testing.T) {
	for text, want := range map[string]Switch{"": Auto, "ascii = true": On, "ascii = false": Off, "ascii = \"on\"": On, "ascii = \"off\"": Off, "ascii = \"auto\"": Auto} {
		if l := load(t, text); l.ASCII != want || len(l.Problems) > 0 {
			t.Errorf("%q: %q %v", text, l.ASCII, l.Problems)
		}
	}
	l := load(t, "theme = \"light\"\nascii = \"maybe\"")
	if l.ASCII != Auto || l.Theme != "light" || len(l.Problems) != 1 || !strings.Contains(l.Problems[0].Error(), "config.toml:2: ascii: maybe is none of auto, on, off; the default holds") {
		t.Errorf("%q %v", l.ASCII, l.Problems)
	}
}

func TestTextThatIsNoTOMLLeavesTheDefaults(t *testing.T) {
	l := load(t, "theme = \nkeys = [")
	if len(l.Problems) != 1 || l.Problems[0].Line != 1 || l.Theme != "auto" {
		t.Fatalf("%+v", l.Problems)
	}
}
