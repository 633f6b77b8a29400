package source

import (
	"errors"
	"io/fs"
)

// Passed is a file or folder that was found and passed over.
type Passed struct {
	Name   string // as File.Name
	Reason Reason
}

// A Reason says why something was passed over.
type Reason string

// The reasons to pass something over.
const (
	Hidden      Reason = "hidden"
	Empty       Reason = "empty"
	ReadAlready Reason = "a link to a folder that is read already"
	DeadLink    Reason = "a link that leads nowhere"
	OfNoKind    Reason = "of no known kind"
)

// Harmless reports whether nothing that could be imported is lost by it.
func (r Reason) Harmless() bool { return r == Hidden || r == Empty || r == ReadAlready }

// Because adds the hint of an UnknownKind.
func (r Reason) Because(err error) Reason {
	var unknown UnknownKind
	if errors.As(err, &unknown) {
		return r + ": " + Reason(unknown.Hint)
	}
	return r
}

func (f *Found) pass(name string, reason Reason) {
	f.Passed = append(f.Passed, Passed{Printable(name), reason})
}

// notAFile is the reason to pass over what can be no file of an import.
func notAFile(mode fs.FileMode) Reason {
	switch {
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe; give its path itself to read it"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "not a file"
}
