//go:build unix

package sqlite

import (
	"errors"
	"syscall"
)

func readOnlyFileSystem(err error) bool { return errors.Is(err, syscall.EROFS) }

// folderWritable reports whether this user may make files in a folder.
func folderWritable(path string) bool {
	const mayWrite = 2 // W_OK
	return syscall.Access(path, mayWrite) == nil
}
