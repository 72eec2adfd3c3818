//go:build !unix

package main

import tea "charm.land/bubbletea/v2"

// heedStops does nothing where programs are not stopped.
func heedStops(func(tea.Msg)) (stop, end func()) { return func() {}, func() {} }

// heedSizes does nothing where no signal tells of another size.
func heedSizes(func()) (end func()) { return func() {} }
