package store

import (
	"context"
	"slices"
)

// A Correction is what a run made after a month was closed changes in it. It is
// carried to the first month that is open: the money belongs to the month it
// was used in, and is settled in the other.
type Correction struct {
	Activity string      // the closed month, in which the usage was
	Billing  string      // the first open month after it
	Closed   *RunSummary // the run that the month was closed with
	Later    *RunSummary // the latest; the same if the month was not reconciled since
	Late     []Source    // what came in between
	Changes  Changes     // of findings; none if the month was not reconciled since
}

// readCarried finds the corrections of closed months that this one is the
// first open one after.
func (db *DB) readCarried(ctx context.Context, s *MonthStatus) error {
	if s.State.Closed() {
		return nil
	}
	closed, err := closedMonths(ctx, db.read)
	if err != nil {
		return err
	}
	for _, month := range closed {
		open, err := firstOpen(closed, month)
		if err != nil {
			return err
		}
		if open != s.State.Month {
			continue
		}
		if err := db.carry(ctx, s, month); err != nil {
			return err
		}
	}
	return nil
}

// firstOpen is the first month after one that is not closed.
func firstOpen(closed []string, month string) (string, error) {
	for {
		next, err := monthAfter(month)
		if err != nil || !slices.Contains(closed, next) {
			return next, err
		}
		month = next
	}
}

// carry adds the correction of a closed month, where anything came in late.
func (db *DB) carry(ctx context.Context, s *MonthStatus, month string) error {
	late, err := lateSources(ctx, db.read, month)
	if err != nil || len(late) == 0 {
		return err
	}
	its := &MonthStatus{}
	if its.State, err = db.MonthState(ctx, month); err != nil {
		return err
	}
	if err := db.readLatest(ctx, its); err != nil || its.Latest == nil {
		return err
	}
	c := Correction{Activity: month, Billing: s.State.Month, Later: its.Latest, Closed: its.Latest, Late: late}
	if run := its.State.Last.Run; run != "" && run != its.Latest.Key {
		d, err := db.Diff(ctx, run, its.Latest.Key)
		if err != nil {
			return err
		}
		c.Closed, c.Changes = &d.From, d.Changes
	}
	s.Carried = append(s.Carried, c)
	return nil
}
