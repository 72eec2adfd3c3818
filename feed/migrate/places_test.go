package migrate

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestOtherReadersAreFoundWhereTheyKeepTheirData(t *testing.T) {
	home := lay(t, ".newsboat/urls", boatURLs, ".config/newsraft/feeds", "https://harbour.test/feed\n", ".config/nom/notes.txt", "not nom's\n",
		".config/liferea/feedlist.opml", `<opml><body><outline xmlUrl="https://harbour.test/feed"/></body></opml>`, ".sfeed/sfeedrc", "feeds() {\n\tfeed \"Harbour\" \"https://harbour.test/feed\"\n}\n")
	env := func(name string) string { return map[string]string{"HOME": home}[name] }
	want := []string{home + "/.newsboat", home + "/.config/newsraft", home + "/.sfeed", home + "/.config/liferea"}
	if got := Places(env); !slices.Equal(got, want) {
		t.Errorf("found %q; want %q", got, want)
	}
	if err := os.Rename(filepath.Join(home, ".config"), filepath.Join(home, "settings")); err != nil {
		t.Fatal(err)
	}
	moved := func(name string) string {
		return map[string]string{"HOME": home, "XDG_CONFIG_HOME": filepath.Join(home, "settings")}[name]
	}
	if got := Places(moved); !slices.Contains(got, home+"/settings/newsraft") {
		t.Errorf("found %q", got)
	}
	if got := Places(func(string) string { return "" }); got != nil {
		t.Errorf("without a home %q are found", got)
	}
}
