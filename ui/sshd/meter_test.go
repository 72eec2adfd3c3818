package sshd

import (
	"io"
	"strings"
	"testing"
)

func TestMetricsTellWhatHappenedAndNameNobody(t *testing.T) {
	h := serve(t, nil)
	_, in, out := open(t, h.client(t, "ann"), 80, 24)
	out.await(t, "board")
	_, _ = io.WriteString(in, "j")
	within(t, "the key is counted", func() bool { return h.srv.meter.keyTime.Load() > 0 })
	var b strings.Builder
	if err := h.srv.Metrics(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"lede_sessions 1\n", "lede_key_seconds_count 1\n", `lede_key_seconds_bucket{le="+Inf"} 1`, "lede_refusals_total 0\n"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing in\n%s", want, b.String())
		}
	}
	if strings.Contains(b.String(), "ann") || strings.Contains(b.String(), "127.0.0.1") {
		t.Error("somebody is named")
	}
}
