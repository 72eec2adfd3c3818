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

func main() { os.Exit(start(os.Args[1:], time.Now)) }

// start runs the program in this process, with its signals.
func start(args []string, now func() time.Time) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP)
	return run(ctx, args, terminal{env: os.Getenv, in: os.Stdin, out: os.Stdout, errs: os.Stderr, now: now, hangups: hangups})
}
