package article

import (
	"syscall"
	"time"
)

// busy is the time that this process worked: what else the machine is busy with is not counted.
func busy() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
