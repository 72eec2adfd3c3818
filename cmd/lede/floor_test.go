package main

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// floors are the least versions that may be linked. Each closes advisories that were published for
// what came before it, or, for ultraviolet, a renderer that repaints every row with a wide cell.
var floors = []struct{ module, least, why string }{
	{"charm.land/wish/v2", "v2.0.3", "handshake timeouts, and the ssh package that has them"},
	{"charm.land/ssh", "v0.4.2", "handshake timeouts"},
	{"golang.org/x/crypto", "v0.54.0", "denial of service in the ssh server"},
	{"golang.org/x/net", "v0.55.0", "quadratic parsing of HTML"},
	{"golang.org/x/text", "v0.39.0", "panics on crafted input"},
	{"go", "1.26.6", "fixes in net/http, crypto/tls and archive code"},
}

// pins are versions that must be exactly these.
var pins = []struct{ module, version, why string }{
	{"github.com/charmbracelet/ultraviolet", "v0.0.0-20260703014108-f5a850f9c2b7",
		"since 20260811 every frame repaints all rows that hold a wide cell: 10,354 bytes a key with Chinese headlines in place of 191"},
	{"charm.land/bubbletea/v2", "v2.0.10", "the newest that builds with that ultraviolet"},
	{"charm.land/lipgloss/v2", "v2.0.5", "v2.0.6 asks for a newer ultraviolet"},
}

// advisories were published for what is linked here, or would be with another store, and are closed by the version
// named. Who adds a dependency looks for its own at https://pkg.go.dev/vuln and https://github.com/advisories.
var advisories = []struct{ module, id, fixed, what string }{
	{"golang.org/x/crypto", "CVE-2024-45337", "v0.31.0", "an SSH key that was offered is taken for one that was proven"},
	{"golang.org/x/crypto", "CVE-2025-22869", "v0.35.0", "an SSH client that is slow in the key exchange fills memory"},
	{"golang.org/x/crypto", "CVE-2025-58181", "v0.45.0", "an SSH client that names many GSSAPI mechanisms fills memory"},
	{"golang.org/x/crypto", "CVE-2025-47914", "v0.45.0", "an SSH agent's message panics"},
	{"golang.org/x/net", "CVE-2024-45338", "v0.33.0", "HTML costs the square of its length"},
	{"golang.org/x/net", "CVE-2025-22870", "v0.36.0", "an IPv6 zone goes around the proxy's exceptions"},
	{"golang.org/x/net", "CVE-2025-22872", "v0.38.0", "an unquoted attribute closes its element"},
	{"golang.org/x/text", "CVE-2021-38561", "v0.3.7", "a language tag panics"},
	{"golang.org/x/text", "CVE-2022-32149", "v0.3.8", "a list of languages costs the square of its length"},
	{"github.com/microcosm-cc/bluemonday", "CVE-2021-42576", "v1.0.16", "a style element lets script through"},
	{"github.com/jackc/pgx/v5", "CVE-2024-27304", "v5.5.4", "a message of 4 GB injects SQL"},
}

// ifLinked are floors of what may be linked one day.
var ifLinked = []struct{ module, least, why string }{
	{"github.com/jackc/pgx/v5", "v5.9.2", "advisories of earlier ones"},
}

func TestNoKnownAdvisoryIsOpen(t *testing.T) {
	have := required(t)
	met := 0
	for _, a := range advisories {
		v, ok := have[a.module]
		if !ok {
			continue
		}
		met++
		if older(v, a.fixed) {
			t.Errorf("%s %s: %s, %s; fixed in %s", a.module, v, a.id, a.what, a.fixed)
		}
	}
	for _, f := range ifLinked {
		if v, ok := have[f.module]; ok && older(v, f.least) {
			t.Errorf("%s %s is below %s: %s", f.module, v, f.least, f.why)
		}
	}
	if met < 8 {
		t.Errorf("only %d advisories are of modules in go.mod: is it read?", met)
	}
}

func TestVersionsAreCompared(t *testing.T) {
	for _, c := range [][2]string{{"v0.30.9", "v0.31.0"}, {"v1.9.0", "v1.10.0"}, {"1.26.5", "1.26.6"}, {"v0.0.0-2022", "v0.3.7"}} {
		if !older(c[0], c[1]) || older(c[1], c[0]) || older(c[0], c[0]) {
			t.Errorf("%s and %s", c[0], c[1])
		}
	}
}

// required are the versions that go.mod asks for, by module; "go" is the language's.
func required(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, l := range strings.Split(string(text), "\n") {
		f := strings.Fields(strings.TrimPrefix(strings.TrimSpace(l), "require "))
		if len(f) >= 2 && !strings.HasPrefix(f[0], "//") {
			out[f[0]] = f[1]
		}
	}
	return out
}

func TestNoDependencyIsBelowItsFloor(t *testing.T) {
	have := required(t)
	for _, f := range floors {
		v, ok := have[f.module]
		if !ok {
			t.Errorf("go.mod does not name %s", f.module)
			continue
		}
		if older(v, f.least) {
			t.Errorf("%s %s is below %s: %s", f.module, v, f.least, f.why)
		}
	}
	for _, p := range pins {
		if v := have[p.module]; v != p.version {
			t.Errorf("%s is %s, not %s: %s", p.module, v, p.version, p.why)
		}
	}
}

// older compares two versions of three numbers each.
func older(a, b string) bool {
	pa, pb := strings.Split(strings.TrimPrefix(a, "v"), "."), strings.Split(strings.TrimPrefix(b, "v"), ".")
	for i := range min(len(pa), len(pb)) {
		na, _ := strconv.Atoi(strings.SplitN(pa[i], "-", 2)[0])
		nb, _ := strconv.Atoi(strings.SplitN(pb[i], "-", 2)[0])
		if na != nb {
			return na < nb
		}
	}
	return false
}
