//go:build !unix

package sqlite

func readOnlyFileSystem(error) bool { return false }

// folderWritable cannot tell here.
func folderWritable(string) bool { return true }
