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

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program: it executes one command line and returns the exit
// code. Errors are printed here and nowhere else.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr}
	root := newRoot(a)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDiscrepancies):
		return exitDiscrepancies
	case ctx.Err() != nil:
		a.fail("interrupted; the step under way has been taken back, the steps before it stand", "")
		return exitInterrupted
	case !a.understood:
		a.fail(err.Error(), cmd.CommandPath()+" --help")
	default:
		a.fail(err.Error(), "")
	}
	return exitTrouble
}
