package runs

import (
	"fmt"
	"slices"

	"immrecon/store/db"
)

// Items lists the billing items that a run compared, in the order of their names.
func Items(r db.Reader, run int64) ([]string, error) {
	return named(r, "items", "SELECT DISTINCT item FROM run_subject WHERE run_id = ? AND item <> ''", run)
}

// Projects lists the projects that a run compared, and those that the company's tables
// name, in the order of their names.
func Projects(r db.Reader, run int64) ([]string, error) {
	return named(r, "projects", `SELECT project FROM (
		SELECT project FROM run_subject WHERE run_id = ?
		UNION SELECT name FROM project
		UNION SELECT project FROM dataset
		UNION SELECT project FROM binding
		UNION SELECT project FROM alias) names WHERE project <> ''`, run)
}

func named(r db.Reader, what, statement string, run int64) ([]string, error) {
	var all []string
	var name string
	if err := r.Query(statement, []any{run}, func() { all = append(all, name) }, &name); err != nil {
		return nil, fmt.Errorf("list the %s of run %d: %w", what, run, err)
	}
	slices.Sort(all)
	return all, nil
}
