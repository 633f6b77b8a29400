package reconcile

import (
	"cmp"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"

	"immrecon/migrations/catalogue"
	"immrecon/reconcile/coverage"
	"immrecon/reconcile/diagnose"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// judge turns cells into findings and the findings into the statement.
func (m *month) judge() (err error) {
	r := &runs.Result{Run: m.run(), Lines: m.bill.Others, Payable: m.bill.TieOut.Steps}
	m.result, m.linesOf = r, map[int64][]*diagnose.Line{}
	r.Cells = slices.Grow(r.Cells, len(m.cases))
	r.Lines = slices.Grow(r.Lines, len(m.bill.Lines))
	for n, parts := range diagnose.All(m.cases) {
		c := &m.cases[n]
		parts = append(parts, m.bill.PayableParts(c)...)
		m.conclude(c, parts)
		if len(parts) > 0 {
			m.differing = append(m.differing, c)
			m.linesOf[c.ID] = c.Lines
		}
	}
	m.concludeBesides()
	if err := m.concludeConflicts(); err != nil {
		return err
	}
	m.sayWhatIsOpen()
	m.sayWhatWasPaid()
	if err := m.makeStatements(); err != nil {
		return err
	}
	m.keepCompleteness()
	r.Groups = groups(r.Cells, r.Findings)
	r.Assumptions = m.worth()
	r.Rules = m.rules.States()
	r.Tolerances = m.options.Tolerances.Settings()
	m.keepUsage()
	r.Prices = m.pricesOf(r.Cells, r.Kinds)
	r.Weboffice = m.webofficeUses(r.Cells)
	return nil
}

// keepCompleteness puts into the result what is known of the completeness of the
// evidence, and what of it each surplus that is accused rests on.
func (m *month) keepCompleteness() {
	r := m.result
	r.Coverage, r.Calendar = m.coverage.Reach()
	r.Evidence = m.coverage.States()
	states := coverage.IndexStates(r.Evidence)
	done := map[int64]bool{}
	for _, f := range r.Findings {
		if f.Verdict != model.Overcharged || f.Completeness == "" || done[f.CellID] {
			continue
		}
		done[f.CellID] = true
		cell := model.Cell{Project: f.Project, Region: f.Region, Item: f.Item, From: f.From, To: f.To}
		if behind := m.coverage.Behind(cell, states); len(behind) > 0 {
			r.Behind = append(r.Behind, model.CellEvidence{CellID: f.CellID, States: behind})
		}
	}
	slices.SortFunc(r.Behind, func(a, b model.CellEvidence) int { return cmp.Compare(a.CellID, b.CellID) })
}

func (m *month) run() model.Run {
	return model.Run{
		Month: m.options.Month, From: m.span.From, To: m.span.To, StartedAt: m.options.Now,
		Catalogue: catalogue.Version(), Tool: m.options.Tool, Accounts: m.bill.Accounts, Currency: m.bill.Currency,
	}
}

// conclude puts one cell with its findings and its bill lines into the result.
func (m *month) conclude(c *diagnose.Case, parts []diagnose.Part) {
	r := m.result
	c.Cell.Lines = int64(len(c.Lines))
	c.Tolerated = c.Billed.Amount.Sub(c.Expected.Amount)
	for n, p := range parts {
		f := m.finding(c, p)
		if n == 0 {
			c.Verdict, c.Cause = f.Verdict, f.Cause
		}
		c.Tolerated = c.Tolerated.Sub(p.Difference.Amount)
		r.Findings = append(r.Findings, f)
	}
	r.Cells = append(r.Cells, c.Cell)
	status := model.LineAgrees
	if c.Verdict != "" {
		status = model.LineStatus(c.Verdict)
	}
	for _, l := range c.Lines {
		r.Lines = append(r.Lines, runs.RunLine{BillLineID: l.ID, CellID: c.ID, Project: l.Project, Item: l.Item, Tier: l.Tier, Status: status})
	}
}

func (m *month) finding(c *diagnose.Case, p diagnose.Part) model.Finding {
	var possible sql.NullInt64
	possible.Int64, possible.Valid = c.Possible()
	return model.Finding{
		ID: findingID(m.options.Month, c, p.Cause), CellID: c.ID,
		Project: c.Project, Region: c.Region, Item: c.Item, Tier: c.Tier, From: c.From, To: c.To,
		Verdict: p.Verdict, Cause: p.Cause, Basis: m.rules.Use(p.Rules...),
		Unit: c.Unit, Billed: c.Billed, Expected: c.Expected, Difference: p.Difference, Currency: c.Currency, Account: c.Account,
		Evidence: p.Evidence, Explanation: p.Explanation, Rules: p.Rules,
		Completeness: p.Completeness, Possible: possible, Link: linkOf(m.options.Month, p),
	}
}

// linkOf names the move that a part is an end of.
func linkOf(month string, p diagnose.Part) string {
	if p.Move == 0 {
		return ""
	}
	return fmt.Sprintf("%s move %d", month, p.Move)
}

// findingID is the same whenever the same cell differs for the same cause.
func findingID(month string, c *diagnose.Case, cause model.Cause) string {
	key := fmt.Sprintf("%s|%s|%s|%s|%s|%d|%d|%s", month, c.Project, c.Region, c.Item, c.Tier, c.From, c.To, cause)
	if c.Mixed { // two cells of one place
		key += "|" + c.Currency
	}
	sum := sha256.Sum256([]byte(key))
	return "F" + hex.EncodeToString(sum[:5])
}

// concludeBesides puts lines that are not usage into the result: cells of their
// own, each with one finding. Of a part of a month nothing can be said: refunds
// and rounding are the month's.
func (m *month) concludeBesides() {
	if m.options.narrowed() {
		return
	}
	r := m.result
	cellOf := map[int64]int64{} // by bill line
	for _, b := range m.bill.NotUsage() {
		b.Cell.ID = int64(len(r.Cells) + 1)
		r.Cells = append(r.Cells, b.Cell)
		r.Findings = append(r.Findings, m.finding(&diagnose.Case{Cell: b.Cell}, b.Part))
		for _, l := range b.Lines {
			cellOf[l.ID] = b.Cell.ID
		}
	}
	for n := range r.Lines {
		if cell := cellOf[r.Lines[n].BillLineID]; cell != 0 {
			r.Lines[n].CellID = cell
		}
	}
}
