// Package filelock marks open files as in use, so that other programs can tell what a
// killed program has left from what a running one is using. The system takes the mark
// back when the file is closed or its program ends in whatever way.
package filelock
