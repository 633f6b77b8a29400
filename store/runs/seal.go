package runs

import (
	"fmt"

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
}

// Seal hashes what a run found and what it was made from.
func Seal(r db.Reader, run int64) (string, error) { return audit.Seal(r, run, sealed, nil) }

// record seals a run that is wholly written, and puts it into the audit log.
func (s *saver) record(r *Result) error {
	seal, err := audit.Seal(s.tx.Reader, r.Run.ID, sealed, s.sealed)
	if err != nil {
		return fmt.Errorf("seal run: %w", err)
	}
	return audit.Record(s.tx, audit.Entry{At: r.Run.StartedAt, Kind: audit.Reconciled, Subject: r.Run.Key, Facts: Facts{
		Run: r.Run.ID, Billed: r.Statement.Billed.String(), Expected: r.Statement.Expected.String(),
		Cells: len(r.Cells), Findings: len(r.Findings), Seal: seal,
	}})
}

// What selects the long tables of a run, in the order they are written in.
const (
	sealedRunCells = `SELECT id, project, region, item, tier, from_ts, to_ts, unit, expected_quantity, expected_amount, billed_quantity,
	billed_amount, currency, lines, verdict, cause, tolerated FROM cell WHERE run_id = ? ORDER BY id`
	sealedRunLines = "SELECT bill_line_id, cell_id, project, item, tier, status FROM run_line WHERE run_id = ? ORDER BY bill_line_id"
)

// sealed selects everything of a run.
var sealed = []string{
	`SELECT name, month, from_ts, to_ts, started_at, catalogue, tool, accounts, currency, billed, expected, tolerated, unverifiable, unexplained
	FROM run WHERE id = ?`,
	"SELECT source_id, sha256 FROM run_source WHERE run_id = ? ORDER BY source_id",
	"SELECT rule, state FROM run_rule WHERE run_id = ? ORDER BY rule",
	"SELECT tolerance, value FROM run_tolerance WHERE run_id = ? ORDER BY tolerance",
	"SELECT channel, subject, hours, missing, from_ts, to_ts FROM run_coverage WHERE run_id = ? ORDER BY channel, subject",
	sealedRunCells,
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
