package closing

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/months"
	"immrecon/store/runs"
	"immrecon/store/sources"
)

// Status reads how far a month has got at an instant.
func Status(r db.Reader, month string, now time.Time) (*model.MonthStatus, error) {
	s := &model.MonthStatus{}
	var err error
	if s.Final, err = model.BillFinal(month); err != nil {
		return nil, err
	}
	s.IsFinal = !now.Before(s.Final)
	if s.State, err = months.State(r, month); err != nil {
		return nil, err
	}
	steps := []func(db.Reader, *model.MonthStatus) error{readImported, readLatest, readLate, readOpenClaims, readCarried, readObstacles}
	for _, step := range steps {
		if err := step(r, s); err != nil {
			return nil, fmt.Errorf("status of %s: %w", month, err)
		}
	}
	return s, nil
}

func readImported(r db.Reader, s *model.MonthStatus) (err error) {
	s.Imported, err = sources.BroughtTo(r, s.State.Month)
	return err
}

// readLatest finds the latest run of the whole month, and its coverage.
func readLatest(r db.Reader, s *model.MonthStatus) (err error) {
	if s.Latest, err = runs.LatestWhole(r, s.State.Month); err != nil || s.Latest == nil {
		return err
	}
	s.Coverage, err = runs.Coverage(r, s.Latest.ID)
	return err
}

func readLate(r db.Reader, s *model.MonthStatus) (err error) {
	s.Late, err = months.Late(r, s.State.Month)
	return err
}

func readOpenClaims(r db.Reader, s *model.MonthStatus) error {
	all, err := claims.All(r)
	s.Claims = slices.DeleteFunc(all, func(d model.Claim) bool { return d.Month != s.State.Month || d.Open().IsZero() })
	return err
}

// readObstacles needs what was imported and the latest run. A closed month has
// none.
func readObstacles(r db.Reader, s *model.MonthStatus) error {
	if s.State.Closed() {
		return nil
	}
	if !s.IsFinal {
		s.Obstacles = append(s.Obstacles, "its bill is not final before "+s.Final.Format(time.RFC3339))
	}
	if !slices.ContainsFunc(s.Imported, func(i model.Imported) bool { return i.Kind == model.KindBill }) {
		s.Obstacles = append(s.Obstacles, "no bill of it was imported")
	}
	if s.Latest == nil {
		s.Obstacles = append(s.Obstacles, fmt.Sprintf("it was not reconciled; run `immrecon reconcile --month %s`", s.State.Month))
		return nil
	}
	return errors.Join(readOutdated(r, s), readUnverified(r, s))
}

// readOutdated finds what was imported or forgotten since the latest run and
// makes a difference to the month.
func readOutdated(r db.Reader, s *model.MonthStatus) error {
	const stale = "%s was %s after run %s; reconcile the month again"
	since, err := runs.SourcesSince(r, s.Latest.ID)
	if err != nil {
		return err
	}
	for _, source := range since {
		touches, err := months.Touches(r, source, s.State.Month)
		if err != nil {
			return err
		}
		if touches {
			s.Obstacles = append(s.Obstacles, fmt.Sprintf(stale, source.Name, "imported", s.Latest.Key))
		}
	}
	gone, err := runs.Forgotten(r, s.Latest.ID)
	for _, source := range gone {
		s.Obstacles = append(s.Obstacles, fmt.Sprintf(stale, source.Name, "forgotten", s.Latest.Key))
	}
	return err
}
