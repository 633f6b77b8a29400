package check

import (
	"encoding/json"
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// stamp writes an instant of a fault.
func stamp(unix int64) string { return time.Unix(unix, 0).In(model.BillingZone).Format(time.RFC3339) }

// bodies reads what events of a kind say, the last of each subject.
func bodies[F any](r db.Reader, kind audit.Kind, c *model.Check) (map[string]F, error) {
	events, err := audit.Events(r, kind, "")
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

// checkRunSeals looks whether every run is what it was when it was made, and
// whether every run that was made is there.
func checkRunSeals(r db.Reader, c *model.Check) error {
	made, err := bodies[runs.Facts](r, audit.Reconciled, c)
	if err != nil {
		return err
	}
	var id int64
	var name string
	ids := map[string]int64{}
	if err := r.Query("SELECT id, name FROM run", nil, func() { ids[name] = id }, &id, &name); err != nil {
		return err
	}
	for name, id := range ids {
		c.Count++
		was, recorded := made[name]
		if !recorded {
			c.Fault("run %s: there is no record of it", name)
			continue
		}
		sealed, err := runs.Seal(r, id, was.Version)
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
func checkInputs(r db.Reader, c *model.Check) error {
	if err := r.One("SELECT count(*) FROM run_source", nil, &c.Count); err != nil {
		return err
	}
	var run, sha256 string
	return r.Query(`SELECT min(r.name), u.sha256 FROM run_source u JOIN run r ON r.id = u.run_id
		WHERE u.sha256 NOT IN (SELECT sha256 FROM source) AND u.sha256 NOT IN (SELECT subject FROM event WHERE kind = ?)
		GROUP BY u.sha256 ORDER BY 1`, []any{string(audit.Forgotten)}, func() {
		c.Fault("an input of run %s, of SHA-256 %s, was taken out without a record", run, sha256)
	}, &run, &sha256)
}
