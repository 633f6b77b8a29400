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

// fault adds what does not hold.
func (c *Check) Fault(format string, facts ...any) {
	c.Faults = append(c.Faults, fmt.Sprintf(format, facts...))
}
