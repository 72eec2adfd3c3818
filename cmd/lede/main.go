// Lede reads the news in a terminal by its facts.
//
// This package opens the doors and hands each room its tools: one file a command, flags and
// configuration, exit codes, and the wiring of store, fetcher and screen in cmd/lede/newsroom.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], terminal{env: os.Getenv, in: os.Stdin, out: os.Stdout, errs: os.Stderr, now: time.Now}))
}
