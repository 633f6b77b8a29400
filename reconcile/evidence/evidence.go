package evidence

import (
	"fmt"

	"immrecon/reconcile/sql"
	"immrecon/reconcile/tokens"
	"immrecon/store/calls"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Of reads findings of a run with all that stands behind them. All records are
// counted; the first limit by time are returned, all of them where limit is 0.
func Of(r db.Reader, run model.Run, findings []model.Finding, limit int) ([]model.Evidence, error) {
	if len(findings) == 0 {
		return nil, nil
	}
	all, err := runs.Evidence(r, run, findings)
	if err != nil {
		return nil, err
	}
	cells, err := read(r, run, findings, options{limit: limit})
	if err != nil {
		return nil, err
	}
	for n := range all {
		e := &all[n]
		if c := cells[e.Finding.CellID]; c != nil {
			e.Counts, e.Usage, e.Records, e.Stored = c.sorted(), c.first.usage, c.records, c.stored
		}
	}
	return all, nil
}

// Tokens are the Generate and Refresh calls of Weboffice up to an instant that the
// stored sources of a run have, and where each stands, by its request id.
func Tokens(r db.Reader, run model.Run, until int64) (*tokens.Index, map[string]model.RecordPlace, error) {
	index, places := tokens.NewIndex(), map[string]model.RecordPlace{}
	var at model.RecordPlace
	err := calls.Of(r, runs.SourcesOf(run.ID), sql.With("evidence.tokens", "until", fmt.Sprint(until)), "c.source_id", nil, func(call *model.Call) {
		index.Add(call)
		places[call.RequestID] = at
	}, &at.SourceID, &at.File, &at.Line)
	if err != nil {
		return nil, nil, fmt.Errorf("read Weboffice tokens: %w", err)
	}
	return index, places, nil
}

// shown is how many usage records a report shows of a finding.
const shown = 20

// Add gives a report the usage behind its findings: all of it counted, and the
// first records, those that failed before the others. That takes longer than
// all else of a report, and only a whole export shows it.
func Add(r db.Reader, report *model.Report) error {
	if !report.Run.UsageSaved {
		report.Notes = append(report.Notes, NotSaved(report.Run))
		return nil
	}
	cells, err := read(r, report.Run, report.Findings, options{limit: shown, failedFirst: true})
	if err != nil {
		return err
	}
	var records, stored int64
	for _, c := range cells {
		records, stored = records+c.records, stored+c.stored
	}
	for _, f := range report.Findings {
		if c := cells[f.CellID]; c != nil && c.records > 0 {
			report.Evidence = append(report.Evidence, model.FindingEvidence{Finding: f.ID, Total: c.records, Usage: c.failedFirst(shown)})
		}
	}
	if stored < records {
		report.Notes = append(report.Notes, Gone(records, stored))
	}
	return nil
}

// NotSaved says why the usage behind a run's findings is not known.
func NotSaved(run model.Run) model.Saying { return model.SaysUsageNotSaved.With(run.Key, run.Month) }

// Gone says that sources of a run have been forgotten since.
func Gone(records, stored int64) model.Saying { return model.SaysUsageGone.With(records, stored) }
