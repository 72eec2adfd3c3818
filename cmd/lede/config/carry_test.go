package config

import (
	"strings"
	"testing"
)

func TestSettingsAreCarriedToAnotherMachineWithoutSecrets(t *testing.T) {
	l := load(t, `theme = "light"
store = "/here.db"
mute = ["#sport"]
[views]
btc = "#bitcoin"
[fetch]
gap = "2s"
[serve]
listen = ":22"
[feed."https://example.test/"]
fulltext = true
user = "ann"
password_from = ["pass", "show"]
headers = { Authorization = "Bearer abc" }
[feed."https://plain.test/"]
headers = { X = "y" }
`)
	want := `mute = ["#sport"]
theme = "light"

[feed]
[feed."https://example.test/"]
fulltext = true
password_from = ["pass", "show"]
user = "ann"

[fetch]
gap = "2s"

[views]
btc = "#bitcoin"
`
	if got := l.Carried(); got != want {
		t.Errorf("carried\n%s", got)
	}
	if got, err := l.Lacks(want); got != "" || err != nil {
		t.Errorf("it lacks %q of its own, %v", got, err)
	}
	other := load(t, "theme = \"dark\"\nmute = [\"#fashion\"]\n[fetch]\ngap = \"1s\"\n[views]\nai = \"#ai\"\n")
	want = "mute = [\"#sport\"]\n\n[feed]\n[feed.\"https://example.test/\"]\nfulltext = true\npassword_from = [\"pass\", \"show\"]\nuser = \"ann\"\n\n[views]\nbtc = \"#bitcoin\"\n"
	if got, err := other.Lacks(l.Carried()); got != want || err != nil {
		t.Errorf("another lacks\n%s%v", got, err)
	}
	if _, err := other.Lacks("theme ="); err == nil {
		t.Error("half a line is taken for settings")
	}
	for _, s := range l.Settings() {
		if strings.Contains(s.String(), "abc") {
			t.Errorf("a token is shown: %s", s)
		}
	}
	if got := load(t, "").Carried(); got != "" {
		t.Errorf("nothing carries %q", got)
	}
}
