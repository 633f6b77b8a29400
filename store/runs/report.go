package runs

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/readahead"
	"immrecon/store/sources"
)

// Latest finds the newest run of a month with its statement.
func Latest(r db.Reader, month string) (model.Run, model.Statement, error) {
	var id int64
	err := r.One("SELECT id FROM run WHERE month = ? ORDER BY id DESC LIMIT 1", []any{month}, &id)
	if errors.Is(err, sql.ErrNoRows) {
		return model.Run{}, model.Statement{}, notReconciled(month)
	}
	if err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("find run of %s: %w", month, err)
	}
	return readRun(r, id)
}

func notReconciled(month string) error {
	return fmt.Errorf("month %s has not been reconciled yet; run `immrecon reconcile --month %s`", month, month)
}

func readRun(r db.Reader, id int64) (model.Run, model.Statement, error) {
	run, s := model.Run{ID: id}, model.Statement{}
	var started int64
	var accounts string
	err := r.One(`SELECT name, month, from_ts, to_ts, started_at, catalogue, tool, accounts, currency,
		billed, expected, tolerated, unverifiable, unexplained, verdict, usage_saved FROM run WHERE id = ?`, []any{id},
		&run.Key, &run.Month, &run.From, &run.To, &started, &run.Catalogue, &run.Tool, &accounts, &run.Currency,
		&s.Billed, &s.Expected, &s.Tolerated, &s.Unverifiable, &s.Unexplained, &s.Verdict, &run.UsageSaved)
	if err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("read run %d: %w", id, err)
	}
	run.StartedAt, run.Accounts, s.Currency = time.Unix(started, 0), strings.Fields(accounts), run.Currency
	s.Difference = s.Billed.Sub(s.Expected)
	var e model.Explained
	err = r.Query("SELECT cause, verdict, basis, findings, amount FROM run_explained WHERE run_id = ?", []any{id},
		func() { s.Explained = append(s.Explained, e) }, &e.Cause, &e.Verdict, &e.Basis, &e.Findings, &e.Amount)
	if err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("read statement of run %s: %w", run.Key, err)
	}
	if err := readDues(r, id, &s); err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("read what run %s comes to: %w", run.Key, err)
	}
	sortExplained(s.Explained)
	if run.Event, err = audit.LastHash(r, audit.Reconciled, run.Key); err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("read the event of run %s: %w", run.Key, err)
	}
	return run, s, nil
}

func sortExplained(all []model.Explained) {
	slices.SortStableFunc(all, func(a, b model.Explained) int {
		return cmp.Or(b.Amount.Abs().Cmp(a.Amount.Abs()), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Verdict, b.Verdict))
	})
}

// Report reads everything an exporter shows of a run.
func Report(r db.Reader, runID int64) (*model.Report, error) {
	return readReport(r, runID,
		readFindings, countLines, readReportSources,
		readCoverage, readCalendar, readStates, readClaims, readAssumptions, readBook, readPayable, readNotes,
		readWeboffice, readUnplaced, readNeeded, readStatements)
}

// Summary reads what the statement of a run shows: no cell, line or finding.
func Summary(r db.Reader, runID int64) (*model.Report, error) {
	return readReport(r, runID, ofStatement()...)
}

// Outcome reads a run's summary and its findings, largest money first.
func Outcome(r db.Reader, runID int64) (*model.Report, error) {
	return readReport(r, runID, append(ofStatement(), readFindings)...)
}

func ofStatement() []reportStep {
	return []reportStep{readReportSources, readCoverage, readCalendar, readAssumptions, readPayable, readNotes, readUnplaced, readNeeded, readStatements}
}

// A reportStep reads one part of a report.
type reportStep func(db.Reader, *model.Report) error

// readReport reads a run and the parts of its report that are wanted.
func readReport(r db.Reader, runID int64, steps ...reportStep) (*model.Report, error) {
	report := &model.Report{}
	var err error
	if report.Run, report.Statement, err = readRun(r, runID); err != nil {
		return nil, err
	}
	report.Cells, report.Lines = readahead.Seq(cells(r, runID, "true")), readahead.Seq(lines(r, report))
	for _, step := range steps {
		if err := step(r, report); err != nil {
			return nil, fmt.Errorf("read run %s: %w", report.Run.Key, err)
		}
	}
	return report, nil
}

// Findings reads a run with its statements and its findings only, largest money
// first.
func Findings(r db.Reader, runID int64) (*model.Report, error) {
	return readReport(r, runID, readFindings, readStatements)
}

func readFindings(r db.Reader, report *model.Report) error {
	return readFindingsOf(r, report, "")
}

// readFindingsOf reads the finding with an id, or all for "".
func readFindingsOf(r db.Reader, report *model.Report, id string) error {
	var f model.Finding
	var rules string
	err := r.Query(`SELECT f.id, f.cell_id, c.project, c.region, c.item, c.tier, c.from_ts, c.to_ts, f.verdict, f.cause, f.basis,
		c.unit, c.billed_quantity, c.billed_amount, c.expected_quantity, c.expected_amount, f.difference_quantity, f.difference_amount,
		c.currency, c.account, f.evidence, f.explanation, f.rules, f.completeness, f.possible, f.link, f.payable
		FROM finding f JOIN cell c ON c.run_id = f.run_id AND c.id = f.cell_id WHERE f.run_id = ? AND ? IN ('', f.id)`, []any{report.Run.ID, id}, func() {
		f.Rules = strings.Fields(rules)
		report.Findings = append(report.Findings, f)
	}, &f.ID, &f.CellID, &f.Project, &f.Region, &f.Item, &f.Tier, &f.From, &f.To, &f.Verdict, &f.Cause, &f.Basis,
		&f.Unit, &f.Billed.Quantity, &f.Billed.Amount, &f.Expected.Quantity, &f.Expected.Amount, &f.Difference.Quantity, &f.Difference.Amount,
		&f.Currency, &f.Account, &f.Evidence, &f.Explanation, &rules, &f.Completeness, &f.Possible, &f.Link, &f.Payable)
	if err != nil {
		return err
	}
	slices.SortFunc(report.Findings, func(a, b model.Finding) int {
		return cmp.Or(b.Difference.Amount.Abs().Cmp(a.Difference.Amount.Abs()), cmp.Compare(a.From, b.From),
			cmp.Compare(a.CellID, b.CellID), cmp.Compare(a.ID, b.ID))
	})
	return readBillRefs(r, report, id)
}

// readBillRefs gives each finding the bill lines of its cell; id is that of the
// only finding, "" if there may be several.
func readBillRefs(r db.Reader, report *model.Report, id string) error {
	lines := map[int64][]model.BillRef{}
	var cell int64
	var ref model.BillRef
	err := r.Query(`SELECT l.cell_id, s.name, b.line, b.line_id
		FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id JOIN source s ON s.id = b.source_id
		WHERE l.run_id = ? AND l.cell_id IN (SELECT cell_id FROM finding WHERE run_id = ? AND ? IN ('', id))
		ORDER BY l.cell_id, s.name, b.line`, []any{report.Run.ID, report.Run.ID, id},
		func() { lines[cell] = append(lines[cell], ref) }, &cell, &ref.File, &ref.Line, &ref.ID)
	for n := range report.Findings {
		report.Findings[n].Lines = lines[report.Findings[n].CellID]
	}
	return err
}

func readReportSources(r db.Reader, report *model.Report) error {
	var err error
	report.Sources, err = sources.Where(r, "id IN (SELECT source_id FROM run_source WHERE run_id = ?)", report.Run.ID)
	if err != nil {
		return err
	}
	report.Rejected, err = sources.RejectedWhere(r, "r.source_id IN (SELECT source_id FROM run_source WHERE run_id = ?)", report.Run.ID)
	return err
}

// Coverage reads how far the evidence of a run reached.
func Coverage(r db.Reader, run int64) ([]model.Coverage, error) {
	var all []model.Coverage
	var c model.Coverage
	err := r.Query(`SELECT channel, subject, hours, missing, from_ts, to_ts FROM run_coverage
		WHERE run_id = ? ORDER BY channel, subject`, []any{run},
		func() { all = append(all, c) }, &c.Channel, &c.Subject, &c.Hours, &c.Missing, &c.From, &c.To)
	return all, err
}

func readCoverage(r db.Reader, report *model.Report) (err error) {
	report.Coverage, err = Coverage(r, report.Run.ID)
	return err
}

// readBook reads the prices of the run and the rules that it used.
func readBook(r db.Reader, report *model.Report) error {
	prices, err := Prices(r, report.Run.ID)
	if err != nil {
		return err
	}
	for _, p := range prices {
		report.Prices = append(report.Prices, p.Price)
	}
	var rule model.Rule
	return r.Query(`SELECT u.rule, k.statement, k.basis, u.state, k.since, k.source
		FROM run_rule u JOIN rule k ON k.rule = u.rule WHERE u.run_id = ? ORDER BY u.rule`, []any{report.Run.ID},
		func() { report.Rules = append(report.Rules, rule) }, &rule.ID, &rule.Statement, &rule.Basis, &rule.Default, &rule.Since, &rule.Source)
}

func readCalendar(r db.Reader, report *model.Report) error {
	var d model.CalendarDay
	return r.Query(`SELECT channel, subject, day, hours, missing FROM run_calendar
		WHERE run_id = ? ORDER BY channel, subject, day`, []any{report.Run.ID},
		func() { report.Calendar = append(report.Calendar, d) }, &d.Channel, &d.Subject, &d.Day, &d.Hours, &d.Missing)
}

func readClaims(r db.Reader, report *model.Report) error {
	var c model.FindingGroup
	return r.Query(`SELECT claim, cause, verdict, basis, item, project, findings, lines, amount, currency FROM run_claim
		WHERE run_id = ? ORDER BY claim`, []any{report.Run.ID},
		func() { report.Groups = append(report.Groups, c) },
		&c.Number, &c.Cause, &c.Verdict, &c.Basis, &c.Item, &c.Project, &c.Findings, &c.Lines, &c.Amount, &c.Currency)
}

func readAssumptions(r db.Reader, report *model.Report) error {
	var a model.Assumption
	return r.Query(`SELECT a.rule, coalesce(u.state, '') = 'on', a.worth FROM run_assumption a
		LEFT JOIN run_rule u ON u.run_id = a.run_id AND u.rule = a.rule WHERE a.run_id = ? ORDER BY a.rule`, []any{report.Run.ID},
		func() { report.Assumptions = append(report.Assumptions, a) }, &a.Rule, &a.On, &a.Worth)
}
