package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"immrecon/store/model"
)

// Order is a decision that someone asks for.
type Order struct {
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
// open can only be confirmed by someone else, whatever the order says.
func (db *DB) Decide(ctx context.Context, o Order) (model.MonthState, error) {
	status, err := db.MonthStatus(ctx, o.Month, o.At)
	if err != nil {
		return model.MonthState{}, err
	}
	if o.Close && !status.State.Closed() {
		if err := db.addFaults(ctx, status); err != nil {
			return model.MonthState{}, err
		}
	}
	if err := o.refused(status); err != nil {
		return model.MonthState{}, err
	}
	d := model.Decision{Close: o.Close, Forced: o.Close && len(status.Obstacles) > 0, Note: o.Note, At: o.At, Who: db.who}
	if o.Close && status.Latest != nil {
		d.Run = status.Latest.Key
	}
	var state model.MonthState
	err = db.Work(ctx, func(w *Work) (err error) {
		if state, err = w.MonthState(o.Month); err != nil {
			return err
		}
		if err := secondPerson(&d, state.Asking, o.FourEyes); err != nil {
			return err
		}
		state.Take(d)
		return decide(w.ctx, w.tx, o.Month, d)
	})
	if err != nil {
		return model.MonthState{}, fmt.Errorf("month %s: %w", o.Month, err)
	}
	return state, nil
}

// addFaults counts what a check finds among what stands in the way of closing.
func (db *DB) addFaults(ctx context.Context, s *model.MonthStatus) error {
	checks, err := db.Check(ctx)
	for _, c := range checks {
		for _, fault := range c.Faults {
			s.Obstacles = append(s.Obstacles, "check of "+c.Name+": "+fault)
		}
	}
	return err
}

// refused says why the order cannot be carried out.
func (o Order) refused(s *model.MonthStatus) error {
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

// decide records a decision. What came in late for a month that is open again
// is no longer late.
func decide(ctx context.Context, tx *sql.Tx, month string, d model.Decision) error {
	if !d.Close && !d.Asked {
		if _, err := tx.ExecContext(ctx, "DELETE FROM late_source WHERE month = ?", month); err != nil {
			return err
		}
	}
	return record(ctx, tx, d.Who, deed{d.At, EventMonth, month, d})
}
