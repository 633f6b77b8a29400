//go:build unix

package outfile

import "os"

// syncFolder makes the names in a folder durable.
func syncFolder(path string) {
	folder, err := os.Open(path)
	if err != nil {
		return // it may be written to and not read: its names cannot be synced
	}
	_ = folder.Sync() // some file systems cannot
	_ = folder.Close()
}
