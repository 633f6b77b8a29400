package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"immrecon/store/model"
)

// MonthStatus reads how far a month has got at an instant.
func (db *DB) MonthStatus(ctx context.Context, month string, now time.Time) (*model.MonthStatus, error) {
	s := &model.MonthStatus{}
	var err error
	if s.Final, err = model.BillFinal(month); err != nil {
		return nil, err
	}
	s.IsFinal = !now.Before(s.Final)
	if s.State, err = db.MonthState(ctx, month); err != nil {
		return nil, err
	}
	steps := []func(context.Context, *model.MonthStatus) error{db.readImported, db.readLatest, db.readLate, db.readOpenClaims, db.readCarried, db.readObstacles}
	for _, step := range steps {
		if err := step(ctx, s); err != nil {
			return nil, fmt.Errorf("status of %s: %w", month, err)
		}
	}
	return s, nil
}

func (db *DB) readImported(ctx context.Context, s *model.MonthStatus) error {
	from, to, err := model.MonthSpan(s.State.Month)
	if err != nil {
		return err
	}
	var in model.Imported
	return query(ctx, db.read, `
		SELECT kind, count(*), sum(records) FROM (
			SELECT source_id, count(*) AS records FROM bill_line WHERE month = ? GROUP BY source_id
			UNION ALL SELECT source_id, sum(requests) FROM oss_hour WHERE hour >= ? AND hour < ? GROUP BY source_id
			UNION ALL SELECT source_id, count(*) FROM api_call WHERE at >= ? AND at < ? GROUP BY source_id) brought
		JOIN source ON source.id = brought.source_id GROUP BY kind ORDER BY kind`,
		[]any{s.State.Month, from, to, from, to}, func() { s.Imported = append(s.Imported, in) }, &in.Kind, &in.Sources, &in.Records)
}

// readLatest finds the latest run of the whole month, and its coverage.
func (db *DB) readLatest(ctx context.Context, s *model.MonthStatus) (err error) {
	if s.Latest, err = db.latestWhole(ctx, s.State.Month, ""); err != nil || s.Latest == nil {
		return err
	}
	r := &model.Report{Run: s.Latest.Run}
	err = db.readCoverage(ctx, r)
	s.Coverage = r.Coverage
	return err
}

func (db *DB) readLate(ctx context.Context, s *model.MonthStatus) (err error) {
	s.Late, err = lateSources(ctx, db.read, s.State.Month)
	return err
}

func (db *DB) readOpenClaims(ctx context.Context, s *model.MonthStatus) error {
	all, err := db.Disputes(ctx)
	s.Claims = slices.DeleteFunc(all, func(d model.Dispute) bool { return d.Month != s.State.Month || d.Open().IsZero() })
	return err
}

// LateSources lists what was let in since the month was closed.
func (w *Work) LateSources(month string) ([]model.Source, error) {
	return lateSources(w.ctx, w.tx, month)
}

func lateSources(ctx context.Context, from querier, month string) ([]model.Source, error) {
	return readSources(ctx, from, "SELECT "+sourceColumns+" FROM source WHERE id IN (SELECT source_id FROM late_source WHERE month = ?) ORDER BY id", month)
}

// readObstacles needs the latest run. A closed month has none.
func (db *DB) readObstacles(ctx context.Context, s *model.MonthStatus) error {
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
	return db.readOutdated(ctx, s)
}

// readOutdated finds what was imported or forgotten since the latest run and
// makes a difference to the month.
func (db *DB) readOutdated(ctx context.Context, s *model.MonthStatus) error {
	const stale = "%s was %s after run %s; reconcile the month again"
	since, err := readSources(ctx, db.read, "SELECT "+sourceColumns+` FROM source
		WHERE id NOT IN (SELECT source_id FROM run_source WHERE run_id = ?) ORDER BY id`, s.Latest.ID)
	if err != nil {
		return err
	}
	for _, source := range since {
		is, err := touches(ctx, db.read, source, s.State.Month)
		if err != nil {
			return err
		}
		if is {
			s.Obstacles = append(s.Obstacles, fmt.Sprintf(stale, source.Name, "imported", s.Latest.Key))
		}
	}
	gone, err := db.forgottenInputs(ctx, s.Latest.ID)
	for _, source := range gone {
		s.Obstacles = append(s.Obstacles, fmt.Sprintf(stale, source.Name, "forgotten", s.Latest.Key))
	}
	return err
}
