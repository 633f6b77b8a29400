//go:build !unix

package outfile

// syncFolder does nothing: the system has no such thing.
func syncFolder(string) {}
