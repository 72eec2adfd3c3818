package sshd

import (
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"lede/model/safe"
)

// meter counts what a server does. No name, key, address or story is in it.
type meter struct {
	conns, sessions, refusals, cuts, faults atomic.Int64
	sent, came                              atomic.Int64 // bytes
	keys                                    [len(bounds) + 1]atomic.Int64
	keyTime                                 atomic.Int64 // nanoseconds
}

// bounds are the upper ends of the histogram of keys.
var bounds = [...]time.Duration{time.Millisecond / 4, time.Millisecond / 2, time.Millisecond, 2 * time.Millisecond, 4 * time.Millisecond, 8 * time.Millisecond,
	16 * time.Millisecond, 32 * time.Millisecond, 64 * time.Millisecond, 128 * time.Millisecond, 512 * time.Millisecond, 2 * time.Second}

// key counts a key that was answered after d.
func (m *meter) key(d time.Duration) {
	i := 0
	for i < len(bounds) && d > bounds[i] {
		i++
	}
	m.keys[i].Add(1)
	m.keyTime.Add(int64(d))
}

// Metrics writes what was counted so far, in the text format of Prometheus.
func (s *Server) Metrics(w io.Writer) error {
	var b strings.Builder
	line := func(name, kind, help string, v int64) {
		fmt.Fprintf(&b, "# HELP lede_%s %s\n# TYPE lede_%s %s\nlede_%s %d\n", name, help, name, kind, name, v)
	}
	m := &s.meter
	line("sessions", "gauge", "Sessions that are open.", int64(s.house.count()))
	line("sessions_total", "counter", "Sessions that began.", m.sessions.Load())
	line("connections_total", "counter", "Connections that came.", m.conns.Load())
	line("refusals_total", "counter", "Connections and sessions that were refused.", m.refusals.Load())
	line("cuts_total", "counter", "Clients that did not read and were cut off.", m.cuts.Load())
	line("faults_total", "counter", "Sessions that a fault of the program ended.", m.faults.Load())
	line("sent_bytes_total", "counter", "Bytes sent to terminals and commands.", m.sent.Load())
	line("received_bytes_total", "counter", "Bytes that terminals sent.", m.came.Load())
	b.WriteString("# HELP lede_key_seconds From a key's arrival to the frame that answers it.\n# TYPE lede_key_seconds histogram\n")
	n := int64(0)
	for i, d := range bounds {
		n += m.keys[i].Load()
		fmt.Fprintf(&b, "lede_key_seconds_bucket{le=\"%g\"} %d\n", d.Seconds(), n)
	}
	n += m.keys[len(bounds)].Load()
	fmt.Fprintf(&b, "lede_key_seconds_bucket{le=\"+Inf\"} %d\nlede_key_seconds_sum %g\nlede_key_seconds_count %d\n", n, time.Duration(m.keyTime.Load()).Seconds(), n)
	_, err := io.WriteString(w, b.String())
	return err
}

// said keeps which refusals were logged lately, so that a flood of them is one line of the log.
type said struct {
	mu   sync.Mutex
	last map[string]time.Time
}

const (
	quiet   = time.Minute // between two lines of the same address and reason
	maxSaid = 1024
)

// again tells whether it is time to log this.
func (s *said) again(what string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at, ok := s.last[what]; ok && now.Sub(at) < quiet {
		return false
	}
	if s.last == nil || len(s.last) >= maxSaid {
		s.last = map[string]time.Time{}
	}
	s.last[what] = now
	return true
}

// refused counts and notes a refusal: address and reason, once a minute each.
func (s *Server) refused(address, why string) {
	s.meter.refusals.Add(1)
	if s.said.again(address+" "+why, s.cfg.Now()) {
		s.cfg.Log.Info("refused", "address", address, "reason", why)
	}
}

// cut counts and notes a client that was cut off.
func (s *Server) cut(address string) {
	s.meter.cuts.Add(1)
	if s.said.again(address+" cut", s.cfg.Now()) {
		s.cfg.Log.Info("cut off", "address", address, "reason", "it does not read what it is sent")
	}
}

// plain is why a handshake failed, as one short line. Without addresses and ports in it, so that it is logged once
// a minute and not once a connection.
func plain(err error) string {
	if op := (*net.OpError)(nil); errors.As(err, &op) {
		err = op.Err
	}
	text := safe.Line(err.Error())
	if len(text) > 200 {
		text = safe.Line(text[:200])
	}
	return text
}
