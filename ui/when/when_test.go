package when

import (
	"testing"
	"time"
)

func TestAgesAreShort(t *testing.T) {
	now := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		ago  time.Duration
		want string
	}{
		{-time.Hour, "now"}, {59 * time.Second, "now"}, {time.Minute, "1m"}, {59 * time.Minute, "59m"}, {time.Hour, "1h"},
		{23 * time.Hour, "23h"}, {24 * time.Hour, "1d"}, {6 * 24 * time.Hour, "6d"}, {8 * 24 * time.Hour, "2 Mar"},
		{100 * 24 * time.Hour, "30 Nov"}, {400 * 24 * time.Hour, "Feb 2025"},
	} {
		if got := Age(now.Add(-c.ago), now); got != c.want {
			t.Errorf("%v ago: %q, want %q", c.ago, got, c.want)
		}
	}
	if got := Age(time.Time{}, now); got != "" {
		t.Errorf("a time not told: %q", got)
	}
}

func TestCountsTakeFewCells(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1204: "1,204", 12_999: "12k", 999_999: "999k", 1_250_000: "1.2M"} {
		if got := Count(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
