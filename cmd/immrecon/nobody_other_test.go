//go:build !unix

package main

import "testing"

// asNobody cannot be had here.
func asNobody(t *testing.T) func(dir string, args ...string) (said string, code int) {
	t.Skip("there are no such users on this system")
	return nil
}
