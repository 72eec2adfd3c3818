package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"runtime/metrics"
	"time"

	"lede/model/safe"
)

// meter answers at a loopback address what the server does, in the text format of Prometheus. Nothing
// of it names a reader or a story.
func (h *server) meter(address string) (stop func(), err error) {
	if !loopback(address) {
		return nil, fmt.Errorf("metrics at %s: only a loopback address tells them, as localhost:9323", safe.Line(address))
	}
	ln, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; --metrics names another address", safe.Line(address), errors.Unwrap(err))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4")
		if h.ssh.Metrics(w) != nil {
			return
		}
		all := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}, {Name: "/memory/classes/total:bytes"}, {Name: "/sched/goroutines:goroutines"}}
		metrics.Read(all)
		for i, name := range [...]string{"heap_bytes", "memory_bytes", "goroutines"} {
			fmt.Fprintf(w, "# TYPE lede_%s gauge\nlede_%s %d\n", name, name, all[i].Value.Uint64())
		}
	})
	srv := &http.Server{Handler: mux, ReadTimeout: 5 * time.Second, WriteTimeout: 5 * time.Second, IdleTimeout: time.Minute, MaxHeaderBytes: 8 << 10}
	go func() { _ = srv.Serve(ln) }()
	h.log.Info("metrics", "address", ln.Addr().String())
	return func() { _ = srv.Close() }, nil
}

// loopback tells whether an address can be reached from this machine only.
func loopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
