package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// What a script reads is what was meant, though a person may look at it in a terminal.
func TestHostileJSONReadsBackAsItWas(t *testing.T) {
	for _, w := range append(hostileWords(), "plain", "“quoted” – 5 €") {
		var b bytes.Buffer
		if err := jsonTo(&b).Encode([]string{w, `"` + w, w + `"`}); err != nil {
			t.Fatal(err)
		}
		for _, s := range new(scanner).scan(b.Bytes()) {
			t.Errorf("%q: %s", w, s)
		}
		var back []string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil {
			t.Fatalf("%q became %s: %v", w, &b, err)
		}
		want := strings.ToValidUTF8(w, "\ufffd")
		if one, _ := json.Marshal(w); json.Unmarshal(one, &want) != nil || back[0] != want || back[1] != `"`+want || back[2] != want+`"` {
			t.Errorf("%q came back as %q", want, back)
		}
	}
	var b bytes.Buffer
	if err := jsonTo(&b).Encode("“quoted” <b>"); err != nil || b.String() != "\"“quoted” <b>\"\n" {
		t.Errorf("%s", &b)
	}
}
