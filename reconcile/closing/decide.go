package closing

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"immrecon/store/check"
	"immrecon/store/db"
	"immrecon/store/months"

	"immrecon/store/model"
)

// Request is a decision that someone asks for.
type Request struct {
	Month    string
	Close    bool // false: reopen
	Force    bool // close in spite of obstacles
	FourEyes bool // a second person must confirm
	Note     string
	At       time.Time
}

// Decide closes or reopens a month, or, where a second person must confirm,
// notes that it was asked for; the state it returns tells which. A month is
// closed with its latest run. What was asked for with four eyes and is still
// open can only be confirmed by someone else, whatever the request says.
func Decide(ctx context.Context, d *db.DB, request Request) (model.MonthState, error) {
	decision, err := decision(d.Reader(ctx), request)
	if err != nil {
		return model.MonthState{}, err
	}
	decision.Who = d.User
	var state model.MonthState
	err = d.Write(ctx, func(tx *db.Tx) (err error) {
		if state, err = months.State(tx.Reader, request.Month); err != nil {
			return err
		}
		if err := secondPerson(&decision, state.Asking, request.FourEyes); err != nil {
			return err
		}
		state.Decide(decision)
		return months.Record(tx, request.Month, decision)
	})
	if err != nil {
		return model.MonthState{}, fmt.Errorf("month %s: %w", request.Month, err)
	}
	return state, nil
}

// decision is what a request comes to, unless it must be refused.
func decision(r db.Reader, request Request) (model.Decision, error) {
	status, err := Status(r, request.Month, request.At)
	if err != nil {
		return model.Decision{}, err
	}
	if request.Close && !status.State.Closed() {
		if err := addFaults(r, status); err != nil {
			return model.Decision{}, err
		}
	}
	if err := request.refused(status); err != nil {
		return model.Decision{}, err
	}
	d := model.Decision{Close: request.Close, Forced: request.Close && len(status.Obstacles) > 0, Note: request.Note, At: request.At}
	if request.Close && status.Latest != nil {
		d.Run = status.Latest.Key
	}
	return d, nil
}

// addFaults counts what a check finds among what stands in the way of closing.
func addFaults(r db.Reader, s *model.MonthStatus) error {
	checks, err := check.All(r)
	for _, c := range checks {
		for _, fault := range c.Faults {
			s.Obstacles = append(s.Obstacles, "check of "+c.Name+": "+fault)
		}
	}
	return err
}

// refused says why the request cannot be carried out.
func (o Request) refused(s *model.MonthStatus) error {
	switch {
	case !o.Close && !s.State.Closed():
		return fmt.Errorf("month %s is not closed", o.Month)
	case o.Close && s.State.Closed():
		return fmt.Errorf("month %s is closed already, with run %s", o.Month, s.State.Last.Run)
	case !o.Close && o.Note == "":
		return errors.New("reopening a month needs --note: why is it reopened?")
	case !o.Close || len(s.Obstacles) == 0:
		return nil
	case !o.Force:
		return fmt.Errorf("month %s cannot be closed:\n- %s\n`immrecon month close %s --force --note WHY` closes it all the same", o.Month,
			strings.Join(s.Obstacles, "\n- "), o.Month)
	case o.Note == "":
		return errors.New("closing a month by --force needs --note: why is it closed all the same?")
	}
	return nil
}

// secondPerson makes of a decision the confirmation of one that was asked for,
// or one that is only asked for.
func secondPerson(d, asked *model.Decision, fourEyes bool) error {
	if asked == nil || asked.Close != d.Close || asked.Run != d.Run {
		d.Asked = fourEyes
		return nil
	}
	if asked.Who == d.Who {
		return fmt.Errorf("%s asked for this already; someone else must confirm it: the same command with --user NAME", d.Who)
	}
	d.AskedBy = asked.Who
	return nil
}
