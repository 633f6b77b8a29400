package main

import (
	"context"
	"io"
)

// interruptible reads from another reader until its context ends. Reading a
// terminal or a pipe may wait for ever and cannot itself be called off.
type interruptible struct {
	ctx  context.Context
	from io.Reader
}

// Read implements io.Reader.
func (i interruptible) Read(p []byte) (int, error) {
	type answer struct {
		n   int
		err error
	}
	answers := make(chan answer, 1)
	buffer := make([]byte, len(p)) // p is the caller's again once we have returned
	go func() {
		n, err := i.from.Read(buffer)
		answers <- answer{n, err}
	}()
	select {
	case a := <-answers:
		return copy(p, buffer[:a.n]), a.err
	case <-i.ctx.Done():
		return 0, i.ctx.Err()
	}
}
