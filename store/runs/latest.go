package runs

import (
	"strconv"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// LatestWhole finds the latest run of a whole month; nil if there is none. Runs
// of a part of the month do not count.
func LatestWhole(r db.Reader, month string) (*model.RunSummary, error) {
	return latestWhole(r, month, "true")
}

// LatestWithoutLate finds the latest run of a whole month that was made without
// the late sources that a later month than billing settles, and with itself
// without those of billing too; nil if there is none.
func LatestWithoutLate(r db.Reader, month, billing string, itself bool) (*model.RunSummary, error) {
	later := "late.billing > ?"
	if itself {
		later = "late.billing >= ?"
	}
	return latestWhole(r, month, `NOT EXISTS (SELECT 1 FROM run_source u JOIN late_source late ON late.source_id = u.source_id
		WHERE u.run_id = run.id AND late.month = run.month AND `+later+")", billing)
}

func latestWhole(r db.Reader, month, condition string, args ...any) (*model.RunSummary, error) {
	from, to, err := model.MonthSpan(month)
	if err != nil {
		return nil, err
	}
	var id int64
	err = r.One("SELECT coalesce(max(id), 0) FROM run WHERE month = ? AND from_ts = ? AND to_ts = ? AND "+condition,
		append([]any{month, from, to}, args...), &id)
	if err != nil || id == 0 {
		return nil, err
	}
	latest, err := summary(r, id)
	return &latest, err
}

// SourcesSince lists what was imported and is no input of a run.
func SourcesSince(r db.Reader, run int64) ([]model.Source, error) {
	return sources.Where(r, "id NOT IN (SELECT source_id FROM run_source WHERE run_id = ?)", run)
}

// Forgotten lists the inputs of a run that have since been forgotten, by the
// name they had.
func Forgotten(r db.Reader, run int64) ([]model.Source, error) {
	var gone []model.Source
	var s model.Source
	err := r.Query("SELECT source_id, sha256 FROM run_source WHERE run_id = ? AND sha256 NOT IN (SELECT sha256 FROM source) ORDER BY source_id",
		[]any{run}, func() { gone = append(gone, s) }, &s.ID, &s.SHA256)
	if err != nil {
		return nil, err
	}
	for n := range gone {
		if gone[n].Name, err = sources.NameThen(r, gone[n].SHA256); err != nil {
			return nil, err
		}
	}
	return gone, nil
}

// SourcesOf selects the ids of the inputs of a run that are stored still. They
// are known by their content: a number may have gone to another source since.
func SourcesOf(run int64) string {
	return "SELECT i.id FROM source i JOIN run_source j ON j.sha256 = i.sha256 WHERE j.run_id = " + strconv.FormatInt(run, 10)
}
