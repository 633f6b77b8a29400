package runs

import (
	"database/sql"
	"errors"
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Finding reads a finding of the latest run that has it, and that run.
func Finding(r db.Reader, id string) (model.Run, model.Finding, error) {
	var run int64
	err := r.One("SELECT run_id FROM finding WHERE id = ? ORDER BY run_id DESC LIMIT 1", []any{id}, &run)
	if errors.Is(err, sql.ErrNoRows) {
		return model.Run{}, model.Finding{}, fmt.Errorf("there is no finding %q; `immrecon findings --month M` lists a month's", id)
	}
	if err != nil {
		return model.Run{}, model.Finding{}, fmt.Errorf("find finding %s: %w", id, err)
	}
	report, err := readReport(r, run, func(r db.Reader, report *model.Report) error { return readFindingsOf(r, report, id) })
	if err != nil {
		return model.Run{}, model.Finding{}, fmt.Errorf("read finding %s: %w", id, err)
	}
	if len(report.Findings) == 0 {
		return model.Run{}, model.Finding{}, model.Changed("the cell of finding %s is not there", id)
	}
	return report.Run, report.Findings[0], nil
}
