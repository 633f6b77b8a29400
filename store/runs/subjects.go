package runs

import (
	"fmt"
	"slices"
	"strings"

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

// Accounts lists the accounts that the bill of a run names.
func Accounts(r db.Reader, run int64) ([]string, error) {
	all, err := named(r, "accounts", "SELECT accounts FROM run WHERE id = ?", run)
	return strings.Fields(strings.Join(all, " ")), err
}

// Newest is the latest run of a month, or of all months where it is "", by its id; 0
// where there is none.
func Newest(r db.Reader, month string) (id int64, err error) {
	err = r.One("SELECT coalesce(max(id), 0) FROM run WHERE ? IN ('', month)", []any{month}, &id)
	return id, err
}

// Names lists all runs by their names, oldest first.
func Names(r db.Reader) ([]string, error) {
	var all []string
	var name string
	err := r.Query("SELECT name FROM run ORDER BY id", nil, func() { all = append(all, name) }, &name)
	return all, err
}

// FindingIDs lists the findings of the latest run of each month, those whose ids begin
// with a text.
func FindingIDs(r db.Reader, begin string) ([]string, error) {
	var all []string
	var id string
	err := r.Query("SELECT f.id FROM finding f WHERE f.run_id IN (SELECT max(id) FROM run GROUP BY month)", nil, func() {
		if strings.HasPrefix(id, begin) {
			all = append(all, id)
		}
	}, &id)
	slices.Sort(all)
	return all, err
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
