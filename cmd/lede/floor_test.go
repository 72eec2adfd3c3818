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
