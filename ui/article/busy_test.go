//go:build !linux

package article

import "time"

var began = time.Now()

// busy is the time that passed, where that of a thread alone is not told.
func busy() time.Duration { return time.Since(began) }
