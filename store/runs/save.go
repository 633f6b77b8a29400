package runs

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
)

// Result is what a reconciliation hands over to be kept.
type Result struct {
	Run         model.Run // without ID and Key, unless it has its Name
	Inputs      string    // hash of all that it was made from, "" where that is not known
	Statement   model.Statement
	Others      []model.Statement // of other currencies and of accounts
	Cells       []model.Cell
	Findings    []model.Finding
	Lines       []RunLine
	Coverage    []model.Coverage
	Groups      []model.FindingGroup
	Assumptions []model.Assumption
	Calendar    []model.CalendarDay
	Evidence    []model.EvidenceState
	Behind      []model.CellEvidence // of cells that are accused, by cell
	Rules       map[string]string    // rule id → "on" or "off", of every rule that was used
	Payable     []model.PayableStep
	Notes       model.Sayings
	Tolerances  []model.Setting // what was overlooked, by option, as a person would write it
	Kinds       []model.UsageKind
	Usage       []model.CellUsage // of the cells that have findings
	Prices      []model.RunPrice  // in force during the month, of the items that occur
	Weboffice   []model.WebofficeUse
	Open        []model.OpenUsage // of the cells that have findings
	Unplaced    []model.Unplaced
	Needed      []model.Needed
}

// RunLine says what became of one bill line in a run.
type RunLine struct {
	BillLineID    int64
	CellID        int64 // 0 where the line is not compared
	Project, Item string
	Tier          string
	Status        model.LineStatus
	Detail        string // of the status
}

// Save writes a result as a new run, and returns that with its id and name. What
// stands behind its usage must be there already.
func Save(tx *db.Tx, r *Result) (model.Run, error) {
	if r.Run.ID == 0 {
		if err := Name(tx, &r.Run); err != nil {
			return model.Run{}, err
		}
	}
	r.Run.UsageSaved = true
	s := &saver{tx: tx, sealed: map[string]string{}}
	steps := []func(*Result) error{s.saveHead, s.saveRunSources, s.saveRules, s.saveCoverage, s.saveCells, s.saveSubjects, s.saveLines, s.saveFindings,
		s.saveClaims, s.saveAssumptions, s.saveCalendar, s.savePayable, s.saveNotes, s.saveTolerances, s.saveUsage, s.savePrices, s.saveWeboffice,
		s.saveOpen, s.saveEvidence, s.saveUnplaced, s.saveNeeded, s.saveDues, s.saveStatements, s.record}
	for _, step := range steps {
		if err := step(r); err != nil {
			return model.Run{}, fmt.Errorf("save run %s: %w", r.Run.Key, err)
		}
	}
	return r.Run, nil
}

// Name numbers a new run, within its month for people: 2026-03/1, 2026-03/2.
func Name(tx *db.Tx, r *model.Run) error {
	if err := tx.One("SELECT coalesce(max(id), 0) + 1 FROM run", nil, &r.ID); err != nil {
		return fmt.Errorf("number the run: %w", err)
	}
	var n int64
	if err := tx.One("SELECT count(*) + 1 FROM run WHERE month = ?", []any{r.Month}, &n); err != nil {
		return fmt.Errorf("number the run: %w", err)
	}
	r.Key = fmt.Sprintf("%s/%d", r.Month, n)
	return nil
}

func (s *saver) saveHead(r *Result) error {
	totals := r.Statement
	_, err := s.tx.Exec(`INSERT INTO run (id, name, month, from_ts, to_ts, started_at, catalogue, tool, accounts, currency,
		billed, expected, tolerated, unverifiable, unexplained, verdict, usage_saved) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
		r.Run.ID, r.Run.Key, r.Run.Month, r.Run.From, r.Run.To, r.Run.StartedAt.Unix(), r.Run.Catalogue, r.Run.Tool,
		strings.Join(r.Run.Accounts, " "), totals.Currency, totals.Billed.String(), totals.Expected.String(),
		totals.Tolerated.String(), totals.Unverifiable.String(), totals.Unexplained.String(), string(totals.Verdict))
	if err != nil {
		return err
	}
	rows := s.tx.Insert("run_explained", "run_id", "cause", "verdict", "basis", "findings", "amount")
	for _, e := range totals.Explained {
		if err := rows.Add(r.Run.ID, string(e.Cause), string(e.Verdict), string(e.Basis), e.Findings, e.Amount.String()); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveRunSources(r *Result) error {
	_, err := s.tx.Exec("INSERT INTO run_source (run_id, source_id, sha256) SELECT ?, id, sha256 FROM source", r.Run.ID)
	return err
}

func (s *saver) saveRules(r *Result) error {
	rows := s.tx.Insert("run_rule", "run_id", "rule", "state")
	for rule, state := range r.Rules {
		if err := rows.Add(r.Run.ID, rule, state); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveCoverage(r *Result) error {
	rows := s.tx.Insert("run_coverage", "run_id", "channel", "subject", "hours", "missing", "from_ts", "to_ts")
	for _, c := range r.Coverage {
		if err := rows.Add(r.Run.ID, string(c.Channel), c.Subject, c.Hours, c.Missing, c.From, c.To); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveCells(r *Result) error {
	cells := s.insertSealed("cell", "run_id", "id", "project", "region", "item", "tier", "from_ts", "to_ts", "unit", "expected_quantity",
		"expected_amount", "billed_quantity", "billed_amount", "currency", "lines", "verdict", "cause", "tolerated", "account")
	others := s.tx.Insert("cell_alternative", "run_id", "cell_id", "alternative", "quantity")
	for _, c := range r.Cells {
		err := cells.Add(r.Run.ID, c.ID, c.Project, c.Region, c.Item, c.Tier, c.From, c.To, c.Unit, c.Expected.Quantity,
			c.Expected.Amount.String(), c.Billed.Quantity, c.Billed.Amount.String(), c.Currency, c.Lines,
			string(c.Verdict), string(c.Cause), c.Tolerated.String(), c.Account)
		if err != nil {
			return err
		}
		for name, quantity := range c.Alternatives {
			if err := others.Add(r.Run.ID, c.ID, name, quantity); err != nil {
				return err
			}
		}
	}
	if err := cells.flush(sealedRunCells); err != nil {
		return err
	}
	return others.Flush()
}

func (s *saver) saveSubjects(r *Result) error {
	type subject struct{ project, region, item string }
	lines := map[subject]int64{}
	for _, c := range r.Cells {
		lines[subject{c.Project, c.Region, c.Item}] += c.Lines
	}
	rows := s.tx.Insert("run_subject", "run_id", "project", "region", "item", "lines")
	for s, n := range lines {
		if err := rows.Add(r.Run.ID, s.project, s.region, s.item, n); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveLines(r *Result) error {
	slices.SortFunc(r.Lines, func(a, b RunLine) int { return cmp.Compare(a.BillLineID, b.BillLineID) })
	rows := s.insertSealed("run_line", "run_id", "bill_line_id", "cell_id", "project", "item", "tier", "status", "detail")
	for _, l := range r.Lines {
		if err := rows.Add(r.Run.ID, l.BillLineID, l.CellID, l.Project, l.Item, l.Tier, string(l.Status), l.Detail); err != nil {
			return err
		}
	}
	return rows.flush(sealedRunLines)
}

func (s *saver) saveFindings(r *Result) error {
	rows := s.tx.Insert("finding", "run_id", "id", "cell_id", "verdict", "cause", "basis", "difference_quantity", "difference_amount",
		"evidence", "explanation", "rules", "completeness", "possible", "link", "payable")
	for _, f := range r.Findings {
		err := rows.Add(r.Run.ID, f.ID, f.CellID, string(f.Verdict), string(f.Cause), string(f.Basis), f.Difference.Quantity,
			f.Difference.Amount.String(), f.Evidence, f.Explanation.Stored(), strings.Join(f.Rules, " "),
			string(f.Completeness), nullable(f.Possible), f.Link, nullableAmount(f.Payable))
		if err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveClaims(r *Result) error {
	rows := s.tx.Insert("run_claim", "run_id", "claim", "cause", "verdict", "basis", "item", "project", "findings", "lines", "amount", "currency")
	for _, c := range r.Groups {
		err := rows.Add(r.Run.ID, c.Number, string(c.Cause), string(c.Verdict), string(c.Basis), c.Item, c.Project, c.Findings, c.Lines, c.Amount.String(), c.Currency)
		if err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveAssumptions(r *Result) error {
	rows := s.tx.Insert("run_assumption", "run_id", "rule", "worth")
	for _, a := range r.Assumptions {
		if err := rows.Add(r.Run.ID, a.Rule, a.Worth.String()); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveCalendar(r *Result) error {
	rows := s.tx.Insert("run_calendar", "run_id", "channel", "subject", "day", "hours", "missing")
	for _, d := range r.Calendar {
		if err := rows.Add(r.Run.ID, string(d.Channel), d.Subject, d.Day, d.Hours, d.Missing); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveTolerances(r *Result) error {
	rows := s.tx.Insert("run_tolerance", "run_id", "tolerance", "value")
	for _, t := range r.Tolerances {
		if err := rows.Add(r.Run.ID, t.Name, t.Value); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) savePayable(r *Result) error {
	rows := s.tx.Insert("run_payable", "run_id", "ordinal", "account", "currency", "step", "rate", "lines", "amount")
	for n, step := range r.Payable {
		if err := rows.Add(r.Run.ID, int64(n), step.Account, step.Currency, string(step.Step), step.Rate, step.Lines, step.Amount.String()); err != nil {
			return err
		}
	}
	return rows.Flush()
}

func (s *saver) saveNotes(r *Result) error {
	rows := s.tx.Insert("run_note", "run_id", "ordinal", "note")
	for n, note := range r.Notes {
		if err := rows.Add(r.Run.ID, int64(n), note.Stored()); err != nil {
			return err
		}
	}
	return rows.Flush()
}
