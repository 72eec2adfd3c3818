package query_test

import (
	"fmt"
	"strings"
	"testing"

	"lede/model/query"
)

func TestTheWordUnderTheCursorIsFound(t *testing.T) {
	for in, want := range map[string]string{ // | is the cursor
		"|":                       `0  "" false`,
		"bit|":                    `0  "bit" false`,
		"bitcoin #ec|":            `9 topic "ec" false`,
		"bitcoin -#ai,ch|":        `13 topic "ch" false`,
		"per|son":                 `0  "per" false`,
		"a person:say|":           `9 person "say" false`,
		`person:"michael sa|"`:    `7 person "michael sa" true`,
		`person:ann,bo|`:          `11 person "bo" false`,
		"(feed:post OR feed:co|":  `19 feed "co" false`,
		"by:ada|":                 `3 author "ada" false`,
		"organisation:ban|k":      `13 org "ban" false`,
		"money:eu|":               `6 money "eu" false`,
		"money>=10|":              `7 money "10" false`,
		"nokey:x|":                `0  "nokey:x" false`,
		"https://a.test/b|":       `0  "https://a.test/b" false`,
		`"strategic re|`:          `0  "strategic re" true`,
		"/a b|":                   `0 / "/a b" false`,
		"ärger is:un|":            `10 is "un" false`,
		"bitcoin |":               `8  "" false`,
		`"a b" sort:sa|`:          `11 sort "sa" false`,
		`title:/a b/ loan is:st|`: `20 is "st" false`,
	} {
		text, _, _ := strings.Cut(in, "|")
		c := query.Under(strings.Replace(in, "|", "", 1), len(text))
		if got := fmt.Sprintf("%d %s %q %v", c.From, c.Key, c.Text, c.Quoted); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func FuzzUnder(f *testing.F) {
	f.Add(`a person:"b c",d -#e,f`, 9)
	f.Add("é(/x y/ ", 3)
	f.Fuzz(func(t *testing.T, text string, cursor int) {
		c := query.Under(text, cursor)
		if c.From < 0 || c.From > len(text) {
			t.Fatalf("%q: from %d", text, c.From)
		}
	})
}
