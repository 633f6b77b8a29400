package check

import (
	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Head looks whether the log has the event whose hash, or at least 12 digits of it,
// somebody kept, and counts the events since. Where the chain holds too, nothing up to
// that event was computed anew. A text that is no such hash is an error.
func Head(r db.Reader, kept string) (model.Check, error) {
	c := model.Check{Name: "head", Of: "events since"}
	begins, err := audit.HashBegins(kept)
	if err != nil {
		return c, err
	}
	event, found, err := audit.WithHash(r, begins)
	if err != nil {
		return c, err
	}
	if !found {
		c.Fault("no event has a hash that begins with %s: the log was written anew, cut short, or is of another database", begins)
		return c, nil
	}
	head, err := audit.Head(r)
	c.Count = head.Events - event.ID
	return c, err
}
