package article

import (
	"runtime"
	"syscall"
	"time"
)

// busy is the time that this goroutine's thread worked, which it keeps from then on: neither what else the machine is
// busy with is counted, nor the collector's workers, which take whatever core is idle.
func busy() time.Duration {
	const thisThread = 1 // RUSAGE_THREAD, getrusage(2)
	runtime.LockOSThread()
	var u syscall.Rusage
	_ = syscall.Getrusage(thisThread, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
