package source

import (
	"fmt"
	"path/filepath"
	"strings"
)

// An archive is a zip archive that was found.
type archive struct {
	name   string
	named  bool     // as File.Named, and so are its members in all else
	open   int      // members that may hold something to import
	failed bool     // a member cannot be read, which is an error already
	passed []Passed // members with nothing to import
}

// pass passes over a member.
func (a *archive) pass(member string, reason Reason) {
	a.passed = append(a.passed, Passed{strings.TrimPrefix(member, a.name+"!"), reason})
}

// Pass passes over a file whose content turned out to be nothing to import.
func (f *Found) Pass(file File, reason Reason) Passed {
	if file.archive != nil {
		file.archive.open--
		file.archive.pass(file.Name, reason)
	}
	return Passed{file.Name, reason}
}

// Barren returns an error for each archive that was named and had nothing to import. Like
// a file that was named, it should have been read. It is known once all of its members
// have been.
func (f *Found) Barren() (problems []error) {
	for _, a := range f.archives {
		if a.named && a.open == 0 && !a.failed {
			problems = append(problems, fmt.Errorf("%s: nothing in this archive can be imported: %s; check that it is the one that was meant, or name the kind of its files with --kind", a.name, a.contents()))
		}
	}
	return problems
}

// listed is how many members of an archive are named in an error.
const listed = 10

// contents says what is in an archive with nothing to import.
func (a *archive) contents() string {
	if len(a.passed) == 0 {
		return "it has no files"
	}
	var said []string
	for _, p := range a.passed[:min(len(a.passed), listed)] {
		said = append(said, fmt.Sprintf("%s (%s)", p.Name, p.Reason))
	}
	if more := len(a.passed) - listed; more > 0 {
		said = append(said, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(said, ", ")
}

// nameArchive marks the archive of a path as named.
func (f *Found) nameArchive(name string) {
	for _, a := range f.archives {
		if filepath.Clean(a.name) == name {
			a.named = true
		}
	}
}
