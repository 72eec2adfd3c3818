//go:build unix

package fetch

import "syscall"

// files is how many files this process may hold open, 0 when that is not known. Go raises the limit as far as it
// can when the process starts.
func files() int {
	var l syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &l) != nil {
		return 0
	}
	return int(min(uint64(l.Cur), 1<<20))
}
