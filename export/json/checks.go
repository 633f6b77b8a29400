package json

import (
	"io"

	"immrecon/store/model"
)

type checks struct {
	Schema string  `json:"schema"`
	OK     bool    `json:"ok"`
	Checks []check `json:"checks"`
	Log    logHead `json:"log"`
}

// logHead is the end of the log. head is "" while it has no event.
type logHead struct {
	Events int64  `json:"events"`
	Head   string `json:"head"`
}

type check struct {
	Name   string   `json:"name"`
	OK     bool     `json:"ok"`
	Count  int64    `json:"count"`
	Of     string   `json:"of"`
	Faults []string `json:"faults"`
	Note   string   `json:"note"` // "" for none
}

// Checks writes what was verified, schema immrecon.check/1.
func Checks(w io.Writer, rows []model.Check, head model.LogHead) error {
	all := checks{Schema: "immrecon.check/1", OK: true, Log: logHead{head.Events, head.Hash}}
	all.Checks = list(rows, func(c *model.Check) check {
		ok := len(c.Faults) == 0
		all.OK = all.OK && ok
		return check{c.Name, ok, c.Count, c.Of, present(c.Faults), c.Note}
	})
	return encode(w, all)
}
