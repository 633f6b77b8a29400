package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"immrecon/export/outfile"
)

// standardOutput is how --out names standard output.
const standardOutput = "-"

// checkOut reports whether a file of a form, by its extension, may be written to where
// --out says. It is asked before the work is done.
func (a *app) checkOut(out, extension string) error {
	if out != standardOutput {
		return outfile.Check(out, extension)
	}
	if file, ok := a.stdout.(*os.File); ok && extension == ".xlsx" && term.IsTerminal(int(file.Fd())) {
		return errors.New("write to standard output: it is a terminal, and a workbook is no text; send it to a file or a pipe")
	}
	return nil
}

// checkOutFolder is checkOut for the forms that are a folder of files.
func checkOutFolder(out string) error {
	if out == standardOutput {
		return errors.New("what is written is a folder of files, which cannot go to standard output; name a folder with --out")
	}
	return outfile.CheckFolder(out)
}

// writeOut writes a file to where --out says.
func (a *app) writeOut(out string, write func(io.Writer) error) error {
	if out != standardOutput {
		return outfile.Write(out, write)
	}
	buffered := bufio.NewWriter(a.stdout)
	if err := errors.Join(write(buffered), buffered.Flush()); err != nil {
		return fmt.Errorf("write to standard output: %w", err)
	}
	return nil
}
