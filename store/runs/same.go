package runs

import (
	"encoding/json"
	"fmt"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// LatestFrom finds the latest run of a month if it was made from just these inputs, by
// their hash; nil if it was made from others, or if nobody knows.
func LatestFrom(r db.Reader, month, inputs string) (*model.Run, error) {
	var id int64
	if err := r.One("SELECT coalesce(max(id), 0) FROM run WHERE month = ?", []any{month}, &id); err != nil || id == 0 || inputs == "" {
		return nil, err
	}
	run, _, err := readRun(r, id)
	if err != nil {
		return nil, err
	}
	made, err := audit.Events(r, audit.Reconciled, run.Key)
	if err != nil || len(made) == 0 {
		return nil, err
	}
	var facts Facts
	if err := json.Unmarshal(made[len(made)-1].Body, &facts); err != nil {
		return nil, fmt.Errorf("read how run %s was made: %w", run.Key, err)
	}
	if facts.Inputs != inputs {
		return nil, nil
	}
	return &run, nil
}
