package model

import (
	"fmt"
)

// Check is one thing that must hold of a database, and whether it does.
type Check struct {
	Name   string
	Count  int64    // of what was looked at
	Of     string   // what that is: "sources", "runs", …
	Faults []string // what does not hold, each as a sentence; none if all is well
	Note   string   // what a reader should know where nothing is at fault, "" for nothing
}

// Changed is the error of one who finds rows that the program does not write, and says
// what to do next.
func Changed(format string, facts ...any) error {
	return fmt.Errorf(format+": the database was changed, `immrecon check` says more", facts...)
}

// LogHead is the end of the log of everything that was done.
type LogHead struct {
	Events int64
	Hash   string // of the last event; "" while there is none
}

// Fault adds what does not hold.
func (c *Check) Fault(format string, facts ...any) {
	c.Faults = append(c.Faults, fmt.Sprintf(format, facts...))
}
