package newsroom

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lede/cmd/lede/config"
	"lede/model"
)

func TestSecretsOfAFeedComeFromWhereTheConfigurationSays(t *testing.T) {
	asked := filepath.Join(t.TempDir(), "asked")
	env := func(name string) string { return map[string]string{"TOKEN": "t0k"}[name] }
	s := newSecrets(map[string]config.Feed{
		"a": {User: "ann", PasswordFrom: []string{"sh", "-c", "echo x >>" + asked + "; printf 'open sesame\\nurl: x\\n'"}, UserAgent: "mine/1"},
		"b": {HeaderEnv: map[string]string{"X-Token": "TOKEN"}, HeaderFrom: map[string][]string{"authorization": {"echo", "Bearer abc"}}, Headers: map[string]string{"X-Plain": "p"}},
	}, env)
	for range 2 {
		h, err := s.of(t.Context(), "a")
		r := http.Request{Header: h}
		if user, password, _ := r.BasicAuth(); err != nil || user != "ann" || password != "open sesame" || h.Get("User-Agent") != "mine/1" {
			t.Errorf("%v, %v", h, err)
		}
	}
	if lines, _ := os.ReadFile(asked); string(lines) != "x\n" {
		t.Errorf("the program was asked %d times", strings.Count(string(lines), "x"))
	}
	if h, err := s.of(t.Context(), "b"); err != nil || h.Get("X-Token") != "t0k" || h.Get("Authorization") != "Bearer abc" || h.Get("X-Plain") != "p" {
		t.Errorf("%v, %v", h, err)
	}
	if h, err := s.of(t.Context(), "c"); h != nil || err != nil {
		t.Errorf("%v, %v", h, err)
	}
}

func TestASecretThatDoesNotComeIsToldWithoutIt(t *testing.T) {
	for want, f := range map[string]config.Feed{
		"its secret is not in the environment: TOKEN is not set": {User: "ann", PasswordEnv: "TOKEN"},
		"its secret did not come: sh ended with 3":               {User: "ann", PasswordFrom: []string{"sh", "-c", "echo hush; echo hush >&2; exit 3"}},
		"its secret did not come: true prints nothing":           {User: "ann", PasswordFrom: []string{"true"}},
		"its secret did not come: no-such does not start":        {HeaderFrom: map[string][]string{"X": {"/no-such"}}},
		"its secret comes from no program: the list is empty":    {HeaderFrom: map[string][]string{"X": {}}},
	} {
		s := newSecrets(map[string]config.Feed{"a": f}, func(string) string { return "" })
		if h, err := s.of(t.Context(), "a"); h != nil || err == nil || err.Error() != want {
			t.Errorf("%v, %v; want %s", h, err, want)
		}
	}
}

func TestOnlyItsOwnFeedAsksForASecret(t *testing.T) {
	r, at := deskAt(t, func(w http.ResponseWriter, q *http.Request) {
		if _, password, _ := q.BasicAuth(); q.URL.Path == "/closed" && password != "open" {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		fmt.Fprint(w, document(piece(q.URL.Path, "Ferries run again", "Said Ann Bo.")))
	})
	asked := filepath.Join(t.TempDir(), "asked")
	conf := r.conf
	conf.Feed = map[string]config.Feed{at + "/closed": {User: "ann", PasswordFrom: []string{"sh", "-c", "echo x >>" + asked + "; echo open"}}}
	r.Room, _ = New(r.Shelf, conf, func(string) string { return "" }, noon)
	var faults []string
	tell := func(v Visited) { faults = append(faults, v.Error) }
	if err := r.Visit(t.Context(), subscribed(t, r, at+"/free"), tell, func(time.Duration) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(asked); err == nil {
		t.Error("the program was asked for another feed")
	}
	if _, err := r.Keep(t.Context(), model.Feed{Address: at + "/closed"}); err == nil {
		t.Error("who comes from elsewhere reads with a password that is not theirs")
	}
	r.May.Open = true // who sits at this machine
	if err := r.Visit(t.Context(), subscribed(t, r, at+"/closed"), tell, func(time.Duration) {}); err != nil || strings.Join(faults, "") != "" || count(t, r, "") != 2 {
		t.Errorf("%q, %v", faults, err)
	}
}
