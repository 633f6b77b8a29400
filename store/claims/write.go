package claims

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Facts are what the audit log says of a step in the life of a claim.
type Facts struct {
	Status   model.ClaimStatus      `json:"status"`
	Amount   decimal.Decimal        `json:"amount"` // claimed, accepted or credited by this step
	Credit   string                 `json:"credit,omitempty"`
	Note     string                 `json:"note,omitempty"`
	Run      string                 `json:"run,omitempty"`      // whose findings are claimed
	Findings []model.ClaimedFinding `json:"findings,omitempty"` // what is claimed for each
	Seal     string                 `json:"seal,omitempty"`     // of all rows of the claim after the step; older versions of the program made none
}

// Seal hashes a claim as it stands: what it asks for, for which findings, and what
// came back.
func Seal(r db.Reader, claim string) (string, error) {
	return audit.Seal(r, claim, []string{
		`SELECT id, run_id, month, cause, item, project, currency, claimed, accepted, status, opened_by, opened_at, submitted_at, changed_at
		FROM dispute WHERE id = ?`,
		"SELECT finding, amount, held FROM dispute_finding WHERE dispute_id = ? ORDER BY finding",
		"SELECT ordinal, bill_line, month, file, line, line_id, amount FROM dispute_credit WHERE dispute_id = ? ORDER BY ordinal",
	}, nil)
}

// Record puts a step into the audit log, as the transaction's user took it, with the
// seal of the claim. All that the step changes must be written before.
func Record(tx *db.Tx, claim string, at time.Time, facts Facts) (err error) {
	if facts.Seal, err = Seal(tx.Reader, claim); err != nil {
		return err
	}
	return audit.Record(tx, audit.Entry{At: at, Kind: audit.Claimed, Subject: claim, Facts: facts})
}

// Create numbers a new claim within its month and writes it.
func Create(tx *db.Tx, d *model.Claim) error {
	var n int64
	if err := tx.One("SELECT count(*) + 1 FROM dispute WHERE month = ?", []any{d.Month}, &n); err != nil {
		return err
	}
	d.ID = fmt.Sprintf("D-%s-%02d", d.Month, n)
	_, err := tx.Exec(`INSERT INTO dispute (id, run_id, month, cause, item, project, currency, claimed, accepted, status,
		opened_by, opened_at, submitted_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '0', ?, ?, ?, 0, ?)`,
		d.ID, d.RunID, d.Month, string(d.Cause), d.Item, d.Project, d.Currency, d.Claimed.String(), string(d.Status),
		d.OpenedBy, d.OpenedAt.Unix(), d.ChangedAt.Unix())
	if err != nil {
		return err
	}
	rows := tx.Insert("dispute_finding", "dispute_id", "finding", "amount", "held")
	for _, f := range d.Findings {
		if err := rows.Add(d.ID, f.ID, f.Amount.String(), int64(1)); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// Update writes what a step may change.
func Update(tx *db.Tx, d *model.Claim) error {
	_, err := tx.Exec("UPDATE dispute SET status = ?, accepted = ?, submitted_at = ?, changed_at = ? WHERE id = ?",
		string(d.Status), d.Accepted.String(), unixOrZero(d.SubmittedAt), d.ChangedAt.Unix(), d.ID)
	return err
}

func unixOrZero(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.Unix()
}

// Release lets the findings of a claim go: another may take them up.
func Release(tx *db.Tx, claim string) error {
	_, err := tx.Exec("UPDATE dispute_finding SET held = 0 WHERE dispute_id = ?", claim)
	return err
}

// AddCredit writes the newest credit of a claim.
func AddCredit(tx *db.Tx, d *model.Claim) error {
	c := d.Credits[len(d.Credits)-1]
	_, err := tx.Exec(`INSERT INTO dispute_credit (dispute_id, ordinal, bill_line, month, file, line, line_id, amount)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, d.ID, int64(len(d.Credits)), c.BillLine, c.Month, c.File, c.Line, c.ID, c.Amount.String())
	return err
}
