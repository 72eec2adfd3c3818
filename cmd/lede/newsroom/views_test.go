package newsroom

import (
	"net/http"
	"testing"

	"lede/feed/migrate"
)

func TestFiltersOfTheConfigurationLeadThoseThatWereSaved(t *testing.T) {
	r, _ := deskAt(t, http.NotFound)
	r.conf.Views = map[string]string{"Today": "today", "Coins": "#bitcoin"}
	is := func(want string) {
		t.Helper()
		if got, err := r.Setting(t.Context(), filters); err != nil || got != want {
			t.Errorf("saved filters %q, %v; want %q", got, err, want)
		}
	}
	is("Coins\t#bitcoin\nToday\ttoday\n")
	n, err := r.keepViews(t.Context(), []migrate.NamedQuery{{Name: "Coins", Text: "#ai"}, {Name: "Ferries\tand  ships", Text: `"ferry  line"`}, {Name: "", Text: "x"}})
	if err != nil || n != 1 {
		t.Errorf("%d kept, %v", n, err)
	}
	is("Coins\t#bitcoin\nToday\ttoday\nFerries and ships\t\"ferry  line\"\n")
	if n, err := r.keepViews(t.Context(), []migrate.NamedQuery{{Name: "Ferries and ships", Text: "other"}}); err != nil || n != 0 {
		t.Errorf("%d kept again, %v", n, err)
	}
	// what the screen writes back is the whole list: what the configuration says is not kept a second time
	whole, _ := r.Setting(t.Context(), filters)
	if err := r.SetSetting(t.Context(), filters, whole); err != nil {
		t.Fatal(err)
	}
	r.conf.Views = nil
	is("Ferries and ships\t\"ferry  line\"\n")
}
