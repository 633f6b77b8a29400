//go:build unix && !solaris && !aix

package filelock

import (
	"os"
	"syscall"
)

// Take marks an open file or folder as in use, and reports whether nobody else has.
func Take(file *os.File) bool {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}

// Unused reports whether nobody uses an open file or folder.
func Unused(file *os.File) bool { return Take(file) }

// Release takes the mark back while the file stays open.
func Release(file *os.File) { _ = syscall.Flock(int(file.Fd()), syscall.LOCK_UN) }
