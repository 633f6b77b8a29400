package runs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Evidence reads what a run has of findings beside their usage: the bill lines
// of their cells, what else could have been billed, and the rules.
func Evidence(r db.Reader, run model.Run, findings []model.Finding) ([]model.Evidence, error) {
	cells := CellsOf(findings)
	lines, err := linesOf(r, run.ID, cells)
	if err != nil {
		return nil, fmt.Errorf("read bill lines of findings: %w", err)
	}
	alternatives, err := alternativesIn(r, run.ID, cells)
	if err != nil {
		return nil, fmt.Errorf("read alternatives of findings: %w", err)
	}
	rules, err := rulesOf(r, run.ID)
	if err != nil {
		return nil, fmt.Errorf("read rules of findings: %w", err)
	}
	open, err := openOf(r, run.ID, cells)
	if err != nil {
		return nil, fmt.Errorf("read what is open of findings: %w", err)
	}
	all := make([]model.Evidence, len(findings))
	for n, f := range findings {
		all[n] = model.Evidence{Run: run, Finding: f, Lines: lines[f.CellID], Alternatives: alternatives[f.CellID], Open: open[f.CellID],
			Rules: slices.DeleteFunc(slices.Clone(rules), func(r model.Rule) bool { return !slices.Contains(f.Rules, r.ID) })}
	}
	return all, nil
}

// CellsOf lists the cells of findings as SQL does.
func CellsOf(findings []model.Finding) string {
	ids := make([]string, len(findings))
	for n, f := range findings {
		ids[n] = strconv.FormatInt(f.CellID, 10)
	}
	slices.Sort(ids)
	return strings.Join(slices.Compact(ids), ", ")
}

func linesOf(r db.Reader, run int64, cells string) (map[int64][]model.ReportLine, error) {
	lines := map[int64][]model.ReportLine{}
	var cell int64
	var l model.ReportLine
	into := append([]any{&cell, &l.Project, &l.Item, &l.Status, &l.Detail, &l.SourceID, &l.File, &l.Line}, lineVariables(&l.BillLine)...)
	return lines, r.Query(`SELECT l.cell_id, l.project, l.item, l.status, l.detail, b.source_id, s.name, b.line, `+lineColumns+`
		FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id JOIN source s ON s.id = b.source_id
		WHERE l.run_id = ? AND l.cell_id IN (`+cells+`) ORDER BY b.source_id, b.line`, []any{run},
		func() { lines[cell] = append(lines[cell], l) }, into...)
}

func alternativesIn(r db.Reader, run int64, cells string) (map[int64]map[string]int64, error) {
	all := map[int64]map[string]int64{}
	var cell, quantity int64
	var name string
	return all, r.Query("SELECT cell_id, alternative, quantity FROM cell_alternative WHERE run_id = ? AND cell_id IN ("+cells+")", []any{run}, func() {
		if all[cell] == nil {
			all[cell] = map[string]int64{}
		}
		all[cell][name] = quantity
	}, &cell, &name, &quantity)
}

// RulesOff are the rules that a run used and had switched off.
func RulesOff(r db.Reader, run int64) (map[string]bool, error) {
	off := map[string]bool{}
	var rule string
	return off, r.Query("SELECT rule FROM run_rule WHERE run_id = ? AND state = 'off'", []any{run}, func() { off[rule] = true }, &rule)
}

// rulesOf reads the whole rule book, each rule as the run had it switched.
func rulesOf(r db.Reader, run int64) ([]model.Rule, error) {
	var rules []model.Rule
	var k model.Rule
	return rules, r.Query(`SELECT k.rule, k.statement, k.basis, coalesce(u.state, k.standard), k.since, k.source
		FROM rule k LEFT JOIN run_rule u ON u.rule = k.rule AND u.run_id = ? ORDER BY k.rule`, []any{run},
		func() { rules = append(rules, k) }, &k.ID, &k.Statement, &k.Basis, &k.Default, &k.Since, &k.Source)
}
