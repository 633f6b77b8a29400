package model

import (
	"strings"
)

// Setting is something that could have been set otherwise, and how it was.
type Setting struct{ Name, Value string }

// String is the setting as it is given on the command line.
func (s Setting) String() string { return s.Name + "=" + s.Value }

// RunSummary is a run with its totals and what it was judged by.
type RunSummary struct {
	Run
	Who         string    // who made it, "" if that was not recorded
	Statement   Statement // with what it explains
	Findings    int64
	Inputs      int64     // sources there were
	Assumptions []Setting // the assumed rules that were used, "on" or "off"
	Switched    []Setting // those that were switched away from their default
	Tolerances  []Setting // what was overlooked, by option
}

// Judged says how the run was judged otherwise than by default, "" if it was not.
func (s *RunSummary) Judged() string {
	var all []string
	for _, set := range append(s.Switched[:len(s.Switched):len(s.Switched)], s.Tolerances...) {
		all = append(all, set.String())
	}
	return strings.Join(all, ", ")
}
