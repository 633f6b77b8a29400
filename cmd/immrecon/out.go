package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"immrecon/export/outfile"
	"immrecon/store/db"
	"immrecon/store/sources"
)

// standardOutput is how --out names standard output.
const standardOutput = "-"

// checkOut reports whether a file of a form, by its extension, may be written to where
// --out says. It is asked before the work is done.
func (a *app) checkOut(out, extension string) error {
	if out != standardOutput {
		return errors.Join(outfile.Check(out, extension), a.guard().Check(out))
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

// guard knows the files of the database, which no export may replace.
func (a *app) guard() *outfile.Guard {
	g := &outfile.Guard{}
	g.Keep("the database", a.db)
	g.Keep("a file of the database", a.db+"-wal", a.db+"-shm", a.db+"-journal")
	return g
}

// guardOf knows the files of a database and those that were imported into it, at their
// places and wherever else their content is.
func (a *app) guardOf(r db.Reader) (*outfile.Guard, error) {
	g := a.guard()
	places, err := sources.Places(r)
	for _, p := range places {
		g.Keep("a file that was imported", p.Path)
	}
	g.Known = func(size int64, sum func() (string, error)) (string, error) {
		name, err := sources.Content(r, size, sum)
		if name != "" {
			name = "a file that was imported as " + name
		}
		return name, err
	}
	return g, err
}

// keepsSources reports, as an error, why a file may not be written to where --out says:
// it is one that was imported.
func (a *app) keepsSources(r db.Reader, out string) error {
	if out == standardOutput {
		return nil
	}
	g, err := a.guardOf(r)
	return errors.Join(err, g.Check(out))
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
