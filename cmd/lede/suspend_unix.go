//go:build unix

package main

import (
	"os"
	"os/signal"
	"syscall"

	tea "charm.land/bubbletea/v2"
)

// heedStops has a stop that comes from outside (kill -TSTP) give the terminal back first, as Ctrl+Z does. stop
// suspends the program until it is continued; end ends it.
func heedStops(send func(tea.Msg)) (stop, end func()) {
	stops, ended := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(stops, syscall.SIGTSTP)
	go func() {
		for {
			select {
			case <-stops:
				send(tea.SuspendMsg{})
			case <-ended:
				return
			}
		}
	}()
	stop = func() {
		on := make(chan os.Signal, 1)
		signal.Notify(on, syscall.SIGCONT)
		defer signal.Stop(on)
		if syscall.Kill(0, syscall.SIGSTOP) == nil { // the whole job; one that is caught as SIGTSTP is would not stop
			<-on
		}
	}
	return stop, func() { signal.Stop(stops); close(ended) }
}

// heedSizes tells when the terminal has another size, until end.
func heedSizes(changed func()) (end func()) {
	sizes, ended := make(chan os.Signal, 1), make(chan struct{})
	signal.Notify(sizes, syscall.SIGWINCH)
	go func() {
		for {
			select {
			case <-sizes:
				changed()
			case <-ended:
				return
			}
		}
	}()
	return func() { signal.Stop(sizes); close(ended) }
}
