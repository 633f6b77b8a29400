package runs

import (
	"fmt"
	"slices"

	"immrecon/store/audit"
	"immrecon/store/db"
)

// Facts are what the audit log says of a run that was made.
type Facts struct {
	Run      int64  `json:"run"`
	Billed   string `json:"billed"`
	Expected string `json:"expected"`
	Cells    int    `json:"cells"`
	Findings int    `json:"findings"`
	Seal     string `json:"seal"`
	Version  int    `json:"seal_version,omitempty"`
	Inputs   string `json:"inputs,omitempty"` // hash of all that the run was made from, "" where that is not known
}

// sealVersion is the version of the seals that are made. Those of version 0 are
// of runs that their usage was not saved with, and that said in words what became
// of a bill line; those of version 1 of runs that did not say what is possible; those
// of version 2 of runs that did not say which account pays and what is known of
// the bill; those of version 3 of runs that did not say how complete the evidence is; those of
// version 4 of runs that did not say what was paid of a finding.
const sealVersion = 5

// Seal hashes what a run found and what it was made from, as a version of the
// seal does.
func Seal(r db.Reader, run int64, version int) (string, error) {
	return audit.Seal(r, run, sealed(version), nil)
}

// sealed selects what a version of the seal is over.
func sealed(version int) []string {
	switch version {
	case 0:
		all := slices.Clone(sealedFindings)
		all[slices.Index(all, sealedRunLines)] = sealedLinesInWords
		return all
	case 1:
		return slices.Concat(sealedFindings, sealedUsage)
	}
	all := slices.Concat(sealedFindings, sealedUsage, sealedPossible)
	if version > 2 {
		all[slices.Index(all, sealedCellsOfNobody)] = sealedRunCells
		all = append(all, sealedStatements...)
	}
	if version > 3 {
		all = append(all, sealedEvidence...)
	}
	if version > 4 {
		all = append(all, "SELECT id, payable FROM finding WHERE run_id = ? ORDER BY id")
	}
	return all
}

// sealedPossible selects what a run says may be possible, and what follows.
var sealedPossible = []string{
	"SELECT verdict FROM run WHERE id = ?",
	"SELECT id, completeness, possible, link FROM finding WHERE run_id = ? ORDER BY id",
	"SELECT cell_id, ordinal, cause, quantity, records, why FROM cell_open WHERE run_id = ? ORDER BY cell_id, ordinal",
	`SELECT ordinal, reason, channel, subject, project, region, operation, from_ts, to_ts, records, amount FROM run_unplaced
	WHERE run_id = ? ORDER BY ordinal`,
	"SELECT ordinal, channel, subject, from_ts, to_ts, findings, amount FROM run_needed WHERE run_id = ? ORDER BY ordinal",
	"SELECT due, findings, amount, payable FROM run_due WHERE run_id = ? ORDER BY due",
}

// record seals a run that is wholly written, and puts it into the audit log.
func (s *saver) record(r *Result) error {
	seal, err := audit.Seal(s.tx.Reader, r.Run.ID, sealed(sealVersion), s.sealed)
	if err != nil {
		return fmt.Errorf("seal run: %w", err)
	}
	err = audit.Record(s.tx, audit.Entry{At: r.Run.StartedAt, Kind: audit.Reconciled, Subject: r.Run.Key, Facts: Facts{
		Run: r.Run.ID, Billed: r.Statement.Billed.String(), Expected: r.Statement.Expected.String(),
		Cells: len(r.Cells), Findings: len(r.Findings), Seal: seal, Version: sealVersion, Inputs: r.Inputs,
	}})
	if err == nil {
		r.Run.Event, err = audit.LastHash(s.tx.Reader, audit.Reconciled, r.Run.Key)
	}
	return err
}

// What selects the long tables of a run, in the order they are written in.
const (
	sealedRunCells = `SELECT id, project, region, item, tier, from_ts, to_ts, unit, expected_quantity, expected_amount, billed_quantity,
	billed_amount, currency, lines, verdict, cause, tolerated, account FROM cell WHERE run_id = ? ORDER BY id`
	sealedRunLines = "SELECT bill_line_id, cell_id, project, item, tier, status, detail FROM run_line WHERE run_id = ? ORDER BY bill_line_id"
)

// sealedCellsOfNobody is sealedRunCells as runs had it that did not say which
// account pays.
const sealedCellsOfNobody = `SELECT id, project, region, item, tier, from_ts, to_ts, unit, expected_quantity, expected_amount, billed_quantity,
	billed_amount, currency, lines, verdict, cause, tolerated FROM cell WHERE run_id = ? ORDER BY id`

// sealedStatements selects what a run says of its bill, and the statements beside
// the first.
var sealedStatements = []string{
	"SELECT statement, final, whole, short_by, accounts, lines, rejected, aside FROM run_bill WHERE run_id = ? ORDER BY statement",
	`SELECT statement, currency, account, billed, expected, tolerated, unverifiable, unexplained, verdict FROM run_statement
	WHERE run_id = ? ORDER BY statement`,
	`SELECT statement, cause, verdict, basis, findings, amount FROM run_statement_explained
	WHERE run_id = ? ORDER BY statement, cause, verdict, basis`,
	"SELECT statement, due, findings, amount, payable FROM run_statement_due WHERE run_id = ? ORDER BY statement, due",
	"SELECT claim, currency FROM run_claim WHERE run_id = ? ORDER BY claim",
	"SELECT ordinal, currency FROM run_needed WHERE run_id = ? ORDER BY ordinal",
}

// sealedEvidence selects what a run knew of the completeness of its evidence.
var sealedEvidence = []string{
	`SELECT ordinal, channel, subject, operations, state, reason, missing, source, file, line, said_by, hours FROM run_evidence
	WHERE run_id = ? ORDER BY ordinal`,
	"SELECT cell_id, ordinal FROM cell_evidence WHERE run_id = ? ORDER BY cell_id, ordinal",
}

// sealedLinesInWords is sealedRunLines as runs had it that said in words what
// became of a line.
const sealedLinesInWords = `SELECT bill_line_id, cell_id, project, item, tier, CASE status
		WHEN 'superseded' THEN 'superseded by source ' || detail
		WHEN 'not_usage' THEN 'not usage: ' || detail
		WHEN 'reference_only' THEN 'for reference only (FOCUS)'
		WHEN 'other_product' THEN 'other product'
		WHEN 'outside_period' THEN 'outside the period'
		ELSE status END AS said
	FROM run_line WHERE run_id = ? ORDER BY bill_line_id`

// sealedUsage selects what was saved of a run's usage, prices and Weboffice.
var sealedUsage = []string{
	"SELECT usage_saved FROM run WHERE id = ?",
	"SELECT id, item, tier, operation, channel, class, billable FROM run_kind WHERE run_id = ? ORDER BY id",
	"SELECT cell_id, hour, kind_id, quantity, records FROM cell_usage WHERE run_id = ? ORDER BY cell_id, hour, kind_id",
	"SELECT cell_id, series_id FROM cell_series WHERE run_id = ? ORDER BY cell_id",
	"SELECT prefix_id, bucket, prefix FROM run_prefix WHERE run_id = ? ORDER BY prefix_id",
	`SELECT series_id, kind_id, from_ts, to_ts, prefix_id, operation_id, extension_id, status, project, units FROM run_request
	WHERE run_id = ? ORDER BY series_id, kind_id, from_ts, prefix_id, operation_id, extension_id, status`,
	"SELECT cell_id, request_id, kind_id, hour, quantity FROM cell_call WHERE run_id = ? ORDER BY cell_id, request_id, kind_id",
	`SELECT cell_id, kind_id, hour, bucket, object, token, project, segments FROM cell_segment
	WHERE run_id = ? ORDER BY cell_id, kind_id, hour, bucket, object, token, project`,
	`SELECT ordinal, layer, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source FROM run_price
	WHERE run_id = ? ORDER BY ordinal`,
	`SELECT project, region, item, currency, created_at, rule, openings, calls, billed_quantity, billed_amount, expected_quantity, expected_amount,
	by_openings, by_calls FROM run_weboffice WHERE run_id = ? ORDER BY project, region, item, currency`,
}

// sealedFindings selects all else of a run.
var sealedFindings = []string{
	`SELECT name, month, from_ts, to_ts, started_at, catalogue, tool, accounts, currency, billed, expected, tolerated, unverifiable, unexplained
	FROM run WHERE id = ?`,
	"SELECT source_id, sha256 FROM run_source WHERE run_id = ? ORDER BY source_id",
	"SELECT rule, state FROM run_rule WHERE run_id = ? ORDER BY rule",
	"SELECT tolerance, value FROM run_tolerance WHERE run_id = ? ORDER BY tolerance",
	"SELECT channel, subject, hours, missing, from_ts, to_ts FROM run_coverage WHERE run_id = ? ORDER BY channel, subject",
	sealedCellsOfNobody,
	"SELECT project, region, item, lines FROM run_subject WHERE run_id = ? ORDER BY project, region, item",
	"SELECT cell_id, alternative, quantity FROM cell_alternative WHERE run_id = ? ORDER BY cell_id, alternative",
	sealedRunLines,
	`SELECT id, cell_id, verdict, cause, basis, difference_quantity, difference_amount, evidence, explanation, rules
	FROM finding WHERE run_id = ? ORDER BY id`,
	"SELECT cause, verdict, basis, findings, amount FROM run_explained WHERE run_id = ? ORDER BY cause, verdict, basis",
	"SELECT claim, cause, verdict, basis, item, project, findings, lines, amount FROM run_claim WHERE run_id = ? ORDER BY claim",
	"SELECT rule, worth FROM run_assumption WHERE run_id = ? ORDER BY rule",
	"SELECT channel, subject, day, hours, missing FROM run_calendar WHERE run_id = ? ORDER BY channel, subject, day",
	"SELECT ordinal, account, currency, step, rate, lines, amount FROM run_payable WHERE run_id = ? ORDER BY ordinal",
	"SELECT ordinal, note FROM run_note WHERE run_id = ? ORDER BY ordinal",
}
