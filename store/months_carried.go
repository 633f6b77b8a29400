package store

import (
	"context"

	"immrecon/store/model"
)

// readCarried finds the corrections that are carried to a month.
func (db *DB) readCarried(ctx context.Context, s *model.MonthStatus) error {
	var activities []string
	var activity string
	err := query(ctx, db.read, "SELECT DISTINCT month FROM late_source WHERE billing = ? ORDER BY month", []any{s.State.Month},
		func() { activities = append(activities, activity) }, &activity)
	for _, activity := range activities {
		if err == nil {
			err = db.readCorrection(ctx, s, activity)
		}
	}
	return err
}

// readCorrection adds what a closed month carries to this one.
func (db *DB) readCorrection(ctx context.Context, s *model.MonthStatus, activity string) error {
	c := model.Correction{Activity: activity, Billing: s.State.Month}
	var err error
	if c.Late, err = readSources(ctx, db.read, "SELECT "+sourceColumns+` FROM source
		WHERE id IN (SELECT source_id FROM late_source WHERE month = ? AND billing = ?) ORDER BY id`, activity, c.Billing); err != nil {
		return err
	}
	before, err := db.latestWithout(ctx, activity, "late.billing >= ?", c.Billing)
	if err != nil {
		return err
	}
	after, err := db.latestWithout(ctx, activity, "late.billing > ?", c.Billing)
	if err != nil {
		return err
	}
	c.Before, c.After = before, after
	if before != nil && after != nil && before.ID != after.ID {
		d, err := db.Diff(ctx, before.Key, after.Key)
		if err != nil {
			return err
		}
		c.Changes = d.Changes
	}
	s.Carried = append(s.Carried, c)
	return nil
}

// latestWithout finds the latest run of a whole month that was made without
// certain of its late sources; nil if there is none.
func (db *DB) latestWithout(ctx context.Context, month, which, billing string) (*model.RunSummary, error) {
	return db.latestWhole(ctx, month, `AND NOT EXISTS (SELECT 1 FROM run_source u JOIN late_source late ON late.source_id = u.source_id
		WHERE u.run_id = run.id AND late.month = run.month AND `+which+")", billing)
}

// latestWhole finds the latest run of a whole month for which a condition
// holds; nil if there is none. Runs of a part of the month do not count.
func (db *DB) latestWhole(ctx context.Context, month, condition string, args ...any) (*model.RunSummary, error) {
	from, to, err := model.MonthSpan(month)
	if err != nil {
		return nil, err
	}
	var id int64
	err = db.read.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM run WHERE month = ? AND from_ts = ? AND to_ts = ? "+condition,
		append([]any{month, from, to}, args...)...).Scan(&id)
	if err != nil || id == 0 {
		return nil, err
	}
	latest, err := db.summary(ctx, id)
	return &latest, err
}
