package runs

import (
	"fmt"
	"strconv"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// List lists the runs of a month, or with "" of all, oldest first.
func List(r db.Reader, month string) ([]model.RunSummary, error) {
	var ids []int64
	var id int64
	err := r.Query("SELECT id FROM run WHERE month = ? OR ? = '' ORDER BY id", []any{month, month}, func() { ids = append(ids, id) }, &id)
	if err != nil {
		return nil, fmt.Errorf("list runs: %w", err)
	}
	all := make([]model.RunSummary, 0, len(ids))
	for _, id := range ids {
		r, err := summary(r, id)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

// Find finds a run by its name, such as 2026-03/2, or by its number.
func Find(r db.Reader, name string) (model.RunSummary, error) {
	number, err := strconv.ParseInt(name, 10, 64)
	if err != nil {
		number = 0 // of no run
	}
	var found []int64
	var id int64
	err = r.Query("SELECT id FROM run WHERE name = ? OR id = ?", []any{name, number}, func() { found = append(found, id) }, &id)
	if err != nil {
		return model.RunSummary{}, fmt.Errorf("find run %s: %w", name, err)
	}
	if len(found) == 0 {
		return model.RunSummary{}, fmt.Errorf("there is no run %s; `immrecon runs` lists them", name)
	}
	return summary(r, found[0])
}

func summary(r db.Reader, id int64) (s model.RunSummary, err error) {
	if s.Run, s.Statement, err = readRun(r, id); err != nil {
		return s, err
	}
	err = r.One(`SELECT coalesce((SELECT who FROM event WHERE kind = ? AND subject = ?), ''),
		(SELECT count(*) FROM finding WHERE run_id = ?), (SELECT count(*) FROM run_source WHERE run_id = ?)`, []any{string(audit.Reconciled), s.Key, id, id}, &s.Who, &s.Findings, &s.Inputs)
	if err != nil {
		return s, fmt.Errorf("read run %s: %w", s.Key, err)
	}
	return s, readSettings(r, &s)
}

// readSettings reads what a run was judged by. A rule that the rule book no
// longer has counts as an assumption: only these are ever switched.
func readSettings(r db.Reader, s *model.RunSummary) error {
	var set model.Setting
	var standard string
	err := r.Query(`SELECT u.rule, u.state, coalesce(k.standard, '') FROM run_rule u LEFT JOIN rule k ON k.rule = u.rule
		WHERE u.run_id = ? AND coalesce(k.basis, ?) = ? ORDER BY u.rule`, []any{s.ID, string(model.Assumed), string(model.Assumed)}, func() {
		s.Assumptions = append(s.Assumptions, set)
		if set.Value != standard {
			s.Switched = append(s.Switched, set)
		}
	}, &set.Name, &set.Value, &standard)
	if err == nil {
		err = r.Query("SELECT tolerance, value FROM run_tolerance WHERE run_id = ? ORDER BY tolerance", []any{s.ID},
			func() { s.Tolerances = append(s.Tolerances, set) }, &set.Name, &set.Value)
	}
	if err != nil {
		return fmt.Errorf("read what run %s was judged by: %w", s.Key, err)
	}
	return nil
}
