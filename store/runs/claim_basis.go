package runs

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// ClaimBasis reads what a claim rests on of its run: findings, the cells of
// its item, inputs, prices, rules, what assumptions are worth, the use of Weboffice,
// and how complete the evidence is.
func ClaimBasis(r db.Reader, d *model.Claim) (*model.Report, error) {
	report, err := readReport(r, d.RunID, readFindings, readReportSources, readAssumptions, readBook, readWeboffice, readStates)
	if err != nil {
		return nil, err
	}
	report.Cells = cells(r, d.RunID, "item = ?", d.Item)
	return report, nil
}

// Behind says which states of a run's evidence the cells of findings rest on.
func Behind(r db.Reader, run int64, findings []model.Finding) ([]model.CellEvidence, error) {
	var all []model.CellEvidence
	var cell, state int64
	err := r.Query("SELECT cell_id, ordinal FROM cell_evidence WHERE run_id = ? AND cell_id IN ("+CellsOf(findings)+") ORDER BY cell_id, ordinal", []any{run}, func() {
		if last := len(all) - 1; last < 0 || all[last].CellID != cell {
			all = append(all, model.CellEvidence{CellID: cell})
		}
		last := &all[len(all)-1]
		last.States = append(last.States, state)
	}, &cell, &state)
	if err != nil {
		return nil, fmt.Errorf("read what findings rest on: %w", err)
	}
	return all, nil
}

// ControlTotals reads what the stored sources of a run say of how many records there
// were at some time of a span: the rows of coverage, and the hours of the newest
// metering of each bucket.
func ControlTotals(r db.Reader, run int64, span model.Span) ([]model.ControlTotal, error) {
	operations, err := statedOperations(r, run)
	if err != nil {
		return nil, fmt.Errorf("read what control totals are about: %w", err)
	}
	var all []model.ControlTotal
	var t model.ControlTotal
	err = r.Query(`SELECT 'coverage', c.channel, c.subject, c.from_ts, c.to_ts, c.records, c.origin, s.id, s.name, c.line
		FROM coverage_statement c JOIN source s ON s.id = c.source_id
		WHERE c.source_id IN (`+SourcesOf(run)+`) AND c.from_ts < ? AND c.to_ts > ?
		UNION ALL
		SELECT 'metering', 'osslog', m.bucket, m.hour, m.hour + 3600, m.get_requests + m.put_requests, '', s.id, s.name, m.line
		FROM metering_hour m JOIN source s ON s.id = m.source_id
		WHERE m.hour < ? AND m.hour + 3600 > ? AND m.source_id = (SELECT max(n.source_id) FROM metering_hour n
		  WHERE n.bucket = m.bucket AND n.hour = m.hour AND n.source_id IN (`+SourcesOf(run)+`))
		ORDER BY 1, 8, 10`, []any{span.To, span.From, span.To, span.From}, func() {
		one := t
		one.Operations = operations[rowOf{t.SourceID, t.Line}]
		all = append(all, one)
	}, &t.Kind, &t.Channel, &t.Subject, &t.From, &t.To, &t.Records, &t.Source, &t.SourceID, &t.File, &t.Line)
	if err != nil {
		return nil, fmt.Errorf("read control totals: %w", err)
	}
	return all, nil
}

// rowOf is a line of a source.
type rowOf struct{ source, line int64 }

// statedOperations are the operations that rows of coverage are about, where these
// name some.
func statedOperations(r db.Reader, run int64) (map[rowOf][]string, error) {
	all := map[rowOf][]string{}
	var at rowOf
	var operation string
	return all, r.Query("SELECT source_id, line, operation FROM coverage_operation WHERE source_id IN ("+SourcesOf(run)+") ORDER BY source_id, line, operation", nil,
		func() { all[at] = append(all[at], operation) }, &at.source, &at.line, &operation)
}

// RecordsOf is a source that has records of a subject in an hour.
type RecordsOf struct {
	SourceID int64
	Channel  model.Kind // osslog for access logs of either kind
	Subject  string     // bucket, region of the trail, or project of calls
	Hour     int64      // Unix seconds of its start
}

// SourcesWithRecords lists which stored sources of a run have records of a span, by
// subject and hour.
func SourcesWithRecords(r db.Reader, run int64, span model.Span) ([]RecordsOf, error) {
	var all []RecordsOf
	var one RecordsOf
	err := r.Query(`SELECT h.source_id, 'osslog', b.name, h.hour FROM log_hour h JOIN bucket b ON b.id = h.bucket_id
		WHERE h.source_id IN (`+SourcesOf(run)+`) AND h.hour + 3600 > ? AND h.hour < ?
		UNION
		SELECT source_id, channel, CASE channel WHEN 'calls' THEN project ELSE region END, at - at % 3600 FROM api_call
		WHERE source_id IN (`+SourcesOf(run)+`) AND at >= ? AND at < ?`,
		[]any{span.From, span.To, span.From, span.To}, func() { all = append(all, one) },
		&one.SourceID, &one.Channel, &one.Subject, &one.Hour)
	if err != nil {
		return nil, fmt.Errorf("read which sources have records: %w", err)
	}
	return all, nil
}
