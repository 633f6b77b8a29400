// Command immrecon tells whether a monthly Alibaba Cloud IMM bill is right.
//
// This package is the command line: flags in, one call, print. What may not
// enter: any step of the audit itself.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"immrecon/export/outfile"
)

// Exit codes, as the contract fixes them.
const (
	exitDone          = 0
	exitDiscrepancies = 1
	exitTrouble       = 2
	exitInterrupted   = 130
)

// errDiscrepancies says that all went well and the bill does not agree.
var errDiscrepancies = errors.New("discrepancies found")

// grace is how long an interrupted command is given to end by itself. Some of what it
// calls cannot be interrupted: opening a pipe that nobody writes to, making the rows of
// a workbook.
const grace = 700 * time.Millisecond

func main() {
	remove, err := outfile.Scratch()
	if err != nil {
		remove = func() error { return nil } // what needs temporary files says that there can be none
	}
	code := run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	_ = remove() // what is left the next start removes
	os.Exit(code)
}

// run is the whole program: it executes one command line and returns the exit code.
// Errors are printed here and nowhere else. A command that was interrupted and does not
// end by itself is left behind, as if the program had been killed.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	ended := make(chan int, 1)
	go func() { ended <- a.execute(ctx, args) }()
	select {
	case code := <-ended:
		return code
	case <-ctx.Done():
	}
	select {
	case code := <-ended:
		return code
	case <-time.After(grace):
		outfile.Abandon()
		return a.interrupted()
	}
}

// execute executes a command line and prints its error.
func (a *app) execute(ctx context.Context, args []string) int {
	root := newRoot(a)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDiscrepancies):
		return exitDiscrepancies
	case ctx.Err() != nil:
		return a.interrupted()
	case !a.understood:
		a.fail(err.Error(), cmd.CommandPath()+" --help")
	default:
		a.fail(err.Error(), "")
	}
	return exitTrouble
}

// interrupted says that a signal has ended the command.
func (a *app) interrupted() int {
	a.fail("interrupted; the step under way has been taken back, the steps before it stand", "")
	return exitInterrupted
}
