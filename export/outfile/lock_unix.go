//go:build unix && !solaris && !aix

package outfile

import (
	"os"
	"syscall"
)

// lock takes the lock of an open file, which the system takes back when the file is
// closed or its program ends.
func lock(file *os.File) error {
	return syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}

func unheld(file *os.File) bool { return lock(file) == nil }

// syncFolder makes the names of a folder durable.
func syncFolder(path string) {
	folder, err := os.Open(path)
	if err != nil {
		return // it may be written to and not read: its names cannot be synced
	}
	_ = folder.Sync() // some file systems cannot
	_ = folder.Close()
}
