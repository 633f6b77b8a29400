package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"immrecon/store/model"
)

// LatestRun finds the newest run of a month with its statement.
func (db *DB) LatestRun(ctx context.Context, month string) (model.Run, model.Statement, error) {
	var id int64
	err := db.read.QueryRowContext(ctx, "SELECT id FROM run WHERE month = ? ORDER BY id DESC LIMIT 1", month).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return model.Run{}, model.Statement{}, fmt.Errorf("month %s has not been reconciled yet; run `immrecon reconcile --month %s`", month, month)
	}
	if err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("find run of %s: %w", month, err)
	}
	return db.readRun(ctx, id)
}

func (db *DB) readRun(ctx context.Context, id int64) (model.Run, model.Statement, error) {
	r, s := model.Run{ID: id}, model.Statement{}
	var started int64
	var accounts string
	err := db.read.QueryRowContext(ctx, `SELECT name, month, from_ts, to_ts, started_at, catalogue, tool, accounts, currency,
		billed, expected, tolerated, unverifiable, unexplained FROM run WHERE id = ?`, id).
		Scan(&r.Key, &r.Month, &r.From, &r.To, &started, &r.Catalogue, &r.Tool, &accounts, &r.Currency,
			&s.Billed, &s.Expected, &s.Tolerated, &s.Unverifiable, &s.Unexplained)
	if err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("read run %d: %w", id, err)
	}
	r.StartedAt, r.Accounts, s.Currency = time.Unix(started, 0), strings.Fields(accounts), r.Currency
	s.Difference = s.Billed.Sub(s.Expected)
	var e model.Explained
	err = query(ctx, db.read, "SELECT cause, verdict, basis, findings, amount FROM run_explained WHERE run_id = ?", []any{id},
		func() { s.Explained = append(s.Explained, e) }, &e.Cause, &e.Verdict, &e.Basis, &e.Findings, &e.Amount)
	if err != nil {
		return model.Run{}, model.Statement{}, fmt.Errorf("read statement of run %s: %w", r.Key, err)
	}
	slices.SortStableFunc(s.Explained, func(a, b model.Explained) int {
		return cmp.Or(b.Amount.Abs().Cmp(a.Amount.Abs()), cmp.Compare(a.Cause, b.Cause), cmp.Compare(a.Verdict, b.Verdict))
	})
	return r, s, nil
}

// Report reads everything an exporter shows of a run.
func (db *DB) Report(ctx context.Context, runID int64) (*model.Report, error) {
	return db.readReport(ctx, runID,
		db.readFindings, db.countLines, db.readReportSources,
		db.readCoverage, db.readCalendar, db.readClaims, db.readAssumptions, db.readBook, db.readPayable, db.readNotes,
		db.readWeboffice)
}

// Summary reads what the statement of a run shows: no cell, line or finding.
func (db *DB) Summary(ctx context.Context, runID int64) (*model.Report, error) {
	return db.readReport(ctx, runID, db.ofStatement()...)
}

// Outcome reads a run's summary and its findings, largest money first.
func (db *DB) Outcome(ctx context.Context, runID int64) (*model.Report, error) {
	return db.readReport(ctx, runID, append(db.ofStatement(), db.readFindings)...)
}

func (db *DB) ofStatement() []reportStep {
	return []reportStep{db.readReportSources, db.readCoverage, db.readCalendar, db.readAssumptions, db.readPayable, db.readNotes}
}

// Extent counts the cells of a run and the bill lines that it read.
func (db *DB) Extent(ctx context.Context, runID int64) (cells, lines int64, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM cell WHERE run_id = ?), (SELECT count(*) FROM run_line WHERE run_id = ?)`,
		runID, runID).Scan(&cells, &lines)
	if err != nil {
		return 0, 0, fmt.Errorf("count what run %d has: %w", runID, err)
	}
	return cells, lines, nil
}

// A reportStep reads one part of a report.
type reportStep func(context.Context, *model.Report) error

// readReport reads a run and the parts of its report that are wanted.
func (db *DB) readReport(ctx context.Context, runID int64, steps ...reportStep) (*model.Report, error) {
	r := &model.Report{}
	var err error
	if r.Run, r.Statement, err = db.readRun(ctx, runID); err != nil {
		return nil, err
	}
	r.Cells, r.Lines = ahead(db.cells(ctx, runID, "")), ahead(db.lines(ctx, r))
	for _, step := range steps {
		if err := step(ctx, r); err != nil {
			return nil, fmt.Errorf("read run %s: %w", r.Run.Key, err)
		}
	}
	return r, nil
}

// Findings reads a run with its findings only, largest money first.
func (db *DB) Findings(ctx context.Context, runID int64) (*model.Report, error) {
	return db.readReport(ctx, runID, db.readFindings)
}

func (db *DB) readFindings(ctx context.Context, r *model.Report) error {
	return db.readFindingsOf(ctx, r, "")
}

// readFindingsOf reads the finding with an id, or all for "".
func (db *DB) readFindingsOf(ctx context.Context, r *model.Report, id string) error {
	var f model.Finding
	var rules string
	err := query(ctx, db.read, `SELECT f.id, f.cell_id, c.project, c.region, c.item, c.tier, c.from_ts, c.to_ts, f.verdict, f.cause, f.basis,
		c.unit, c.billed_quantity, c.billed_amount, c.expected_quantity, c.expected_amount, f.difference_quantity, f.difference_amount,
		c.currency, f.evidence, f.explanation, f.rules
		FROM finding f JOIN cell c ON c.run_id = f.run_id AND c.id = f.cell_id WHERE f.run_id = ? AND ? IN ('', f.id)`, []any{r.Run.ID, id}, func() {
		f.Rules = strings.Fields(rules)
		r.Findings = append(r.Findings, f)
	}, &f.ID, &f.CellID, &f.Project, &f.Region, &f.Item, &f.Tier, &f.From, &f.To, &f.Verdict, &f.Cause, &f.Basis,
		&f.Unit, &f.Billed.Quantity, &f.Billed.Amount, &f.Expected.Quantity, &f.Expected.Amount, &f.Difference.Quantity, &f.Difference.Amount,
		&f.Currency, &f.Evidence, &f.Explanation, &rules)
	if err != nil {
		return err
	}
	slices.SortFunc(r.Findings, func(a, b model.Finding) int {
		return cmp.Or(b.Difference.Amount.Abs().Cmp(a.Difference.Amount.Abs()), cmp.Compare(a.From, b.From),
			cmp.Compare(a.CellID, b.CellID), cmp.Compare(a.ID, b.ID))
	})
	return db.readBillRefs(ctx, r, id)
}

// readBillRefs gives each finding the bill lines of its cell; id is that of the
// only finding, "" if there may be several.
func (db *DB) readBillRefs(ctx context.Context, r *model.Report, id string) error {
	lines := map[int64][]model.BillRef{}
	var cell int64
	var ref model.BillRef
	err := query(ctx, db.read, `SELECT l.cell_id, s.name, b.line, b.line_id
		FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id JOIN source s ON s.id = b.source_id
		WHERE l.run_id = ? AND l.cell_id IN (SELECT cell_id FROM finding WHERE run_id = ? AND ? IN ('', id))
		ORDER BY l.cell_id, s.name, b.line`, []any{r.Run.ID, r.Run.ID, id},
		func() { lines[cell] = append(lines[cell], ref) }, &cell, &ref.File, &ref.Line, &ref.ID)
	for n := range r.Findings {
		r.Findings[n].Lines = lines[r.Findings[n].CellID]
	}
	return err
}

func (db *DB) readReportSources(ctx context.Context, r *model.Report) error {
	var err error
	r.Sources, err = readSources(ctx, db.read, "SELECT s."+strings.ReplaceAll(sourceColumns, ", ", ", s.")+
		" FROM source s JOIN run_source u ON u.source_id = s.id WHERE u.run_id = ? ORDER BY s.id", r.Run.ID)
	if err != nil {
		return err
	}
	r.Rejected, err = readRejected(ctx, db.read, `SELECT r.source_id, s.name, r.line, r.reason, r.content
		FROM rejected_line r JOIN source s ON s.id = r.source_id JOIN run_source u ON u.source_id = r.source_id
		WHERE u.run_id = ? ORDER BY r.source_id, r.line`, r.Run.ID)
	return err
}

func (db *DB) readCoverage(ctx context.Context, r *model.Report) error {
	var c model.Coverage
	return query(ctx, db.read, `SELECT channel, subject, hours, missing, from_ts, to_ts FROM run_coverage
		WHERE run_id = ? ORDER BY channel, subject`, []any{r.Run.ID},
		func() { r.Coverage = append(r.Coverage, c) }, &c.Channel, &c.Subject, &c.Hours, &c.Missing, &c.From, &c.To)
}

// readBook reads the prices that were in force during the month, of the items
// that occur, each of the catalogue's before the company's own that override
// it, and the rules that were used.
func (db *DB) readBook(ctx context.Context, r *model.Report) error {
	var p model.Price
	const columns = "site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source"
	err := query(ctx, db.read, "SELECT "+columns+" FROM (SELECT 0 AS layer, "+columns+" FROM price UNION ALL SELECT source_id, "+columns+` FROM own_price) book
		WHERE item IN (SELECT item FROM cell WHERE run_id = ?) AND from_ts < ? AND (to_ts = 0 OR to_ts > ?)
		ORDER BY item, tier, operation, layer, from_ts`, []any{r.Run.ID, r.Run.To, r.Run.From},
		func() { r.Prices = append(r.Prices, p) },
		&p.Site, &p.Currency, &p.Item, &p.Operation, &p.Tier, &p.Amount, &p.Per, &p.Unit, &p.From, &p.To, &p.Basis, &p.Source)
	if err != nil {
		return err
	}
	var rule model.Rule
	return query(ctx, db.read, `SELECT u.rule, k.statement, k.basis, u.state, k.since, k.source
		FROM run_rule u JOIN rule k ON k.rule = u.rule WHERE u.run_id = ? ORDER BY u.rule`, []any{r.Run.ID},
		func() { r.Rules = append(r.Rules, rule) }, &rule.ID, &rule.Statement, &rule.Basis, &rule.Default, &rule.Since, &rule.Source)
}

func (db *DB) readCalendar(ctx context.Context, r *model.Report) error {
	var d model.CalendarDay
	return query(ctx, db.read, `SELECT channel, subject, day, hours, missing FROM run_calendar
		WHERE run_id = ? ORDER BY channel, subject, day`, []any{r.Run.ID},
		func() { r.Calendar = append(r.Calendar, d) }, &d.Channel, &d.Subject, &d.Day, &d.Hours, &d.Missing)
}

func (db *DB) readClaims(ctx context.Context, r *model.Report) error {
	var c model.Claim
	return query(ctx, db.read, `SELECT claim, cause, verdict, basis, item, project, findings, lines, amount FROM run_claim
		WHERE run_id = ? ORDER BY claim`, []any{r.Run.ID},
		func() { r.Claims = append(r.Claims, c) },
		&c.Number, &c.Cause, &c.Verdict, &c.Basis, &c.Item, &c.Project, &c.Findings, &c.Lines, &c.Amount)
}

func (db *DB) readAssumptions(ctx context.Context, r *model.Report) error {
	var a model.Assumption
	return query(ctx, db.read, `SELECT a.rule, coalesce(u.state, '') = 'on', a.worth FROM run_assumption a
		LEFT JOIN run_rule u ON u.run_id = a.run_id AND u.rule = a.rule WHERE a.run_id = ? ORDER BY a.rule`, []any{r.Run.ID},
		func() { r.Assumptions = append(r.Assumptions, a) }, &a.Rule, &a.On, &a.Worth)
}
