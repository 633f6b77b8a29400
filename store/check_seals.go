package store

import (
	"context"
	"encoding/json"
	"time"

	"immrecon/store/model"
)

// stamp writes an instant of a fault.
func stamp(unix int64) string { return time.Unix(unix, 0).In(model.BillingZone).Format(time.RFC3339) }

// bodies reads what events of a kind say, the last of each subject.
func bodies[F any](ctx context.Context, db *DB, kind EventKind, c *model.Check) (map[string]F, error) {
	events, err := db.Events(ctx, kind, "")
	last := map[string]F{}
	for _, e := range events {
		var f F
		if err := json.Unmarshal(e.Body, &f); err != nil {
			c.Fault("event %d cannot be read: %v", e.ID, err)
		}
		last[e.Subject] = f
	}
	return last, err
}

// checkSourceSeals looks whether every source is what its import left.
func (db *DB) checkSourceSeals(ctx context.Context, c *model.Check) error {
	imports, err := bodies[sourceFacts](ctx, db, EventImported, c)
	if err != nil {
		return err
	}
	sources, err := db.Sources(ctx)
	for _, s := range sources {
		c.Count++
		was, recorded := imports[s.SHA256]
		if !recorded {
			c.Fault("source %d, %s: there is no record of its import", s.ID, s.Name)
			continue
		}
		sealed, err := seal(ctx, db.read, s.ID, ofSource(s.Kind), nil)
		if err != nil {
			return err
		}
		if was.Source != s.ID || was.Kind != s.Kind || was.Name != s.Name || was.Lines == nil || *was.Lines != s.Tally {
			c.Fault("source %d, %s: its name, kind or counts are not those of its import", s.ID, s.Name)
		} else if was.Seal != sealed {
			c.Fault("source %d, %s: its records are not those that were imported", s.ID, s.Name)
		}
	}
	return err
}

// checkRunSeals looks whether every run is what it was when it was made, and
// whether every run that was made is there.
func (db *DB) checkRunSeals(ctx context.Context, c *model.Check) error {
	made, err := bodies[runFacts](ctx, db, EventReconciled, c)
	if err != nil {
		return err
	}
	var id int64
	var name string
	ids := map[string]int64{}
	if err := query(ctx, db.read, "SELECT id, name FROM run", nil, func() { ids[name] = id }, &id, &name); err != nil {
		return err
	}
	for name, id := range ids {
		c.Count++
		was, recorded := made[name]
		if !recorded {
			c.Fault("run %s: there is no record of it", name)
			continue
		}
		sealed, err := seal(ctx, db.read, id, ofRun, nil)
		if err != nil {
			return err
		}
		if was.Run != id || was.Seal != sealed {
			c.Fault("run %s was changed after it was made", name)
		}
	}
	for name := range made {
		if ids[name] == 0 {
			c.Fault("run %s was taken out", name)
		}
	}
	return nil
}

// checkInputs looks whether every input of every run is still there, or was
// forgotten on record.
func (db *DB) checkInputs(ctx context.Context, c *model.Check) error {
	if err := db.read.QueryRowContext(ctx, "SELECT count(*) FROM run_source").Scan(&c.Count); err != nil {
		return err
	}
	var run, sha256 string
	return query(ctx, db.read, `SELECT min(r.name), u.sha256 FROM run_source u JOIN run r ON r.id = u.run_id
		WHERE u.sha256 NOT IN (SELECT sha256 FROM source) AND u.sha256 NOT IN (SELECT subject FROM event WHERE kind = ?)
		GROUP BY u.sha256 ORDER BY 1`, []any{string(EventForgotten)}, func() {
		c.Fault("an input of run %s, of SHA-256 %s, was taken out without a record", run, sha256)
	}, &run, &sha256)
}

// forgottenInputs lists the inputs of a run that have since been forgotten, by
// the name they had.
func (db *DB) forgottenInputs(ctx context.Context, runID int64) ([]model.Source, error) {
	var gone []model.Source
	var s model.Source
	err := query(ctx, db.read, "SELECT source_id, sha256 FROM run_source WHERE run_id = ? AND sha256 NOT IN (SELECT sha256 FROM source) ORDER BY source_id",
		[]any{runID}, func() { gone = append(gone, s) }, &s.ID, &s.SHA256)
	if err != nil {
		return nil, err
	}
	for n := range gone {
		if gone[n].Name, err = db.nameThen(ctx, gone[n].SHA256); err != nil {
			return nil, err
		}
	}
	return gone, nil
}
