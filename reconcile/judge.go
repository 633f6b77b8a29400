package reconcile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"immrecon/reconcile/diagnose"
	"immrecon/reconcile/statement"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// judge turns cells into findings and the findings into the statement.
func (w *reconciler) judge() (*runs.Result, error) {
	cases, err := w.cases()
	if err != nil {
		return nil, err
	}
	r := &runs.Result{Run: w.run(), Lines: w.bill.others, Payable: w.bill.tieOut.Steps}
	r.Cells = slices.Grow(r.Cells, len(cases))
	r.Lines = slices.Grow(r.Lines, len(w.bill.lines))
	for n, parts := range diagnose.All(cases) {
		parts = append(parts, w.payableParts(&cases[n])...)
		w.conclude(r, &cases[n], parts)
		if len(parts) > 0 {
			w.differing = append(w.differing, &cases[n])
		}
	}
	w.besides(r)
	if r.Statement, err = statement.Of(r.Run.Currency, r.Cells, r.Findings); err != nil {
		return nil, err
	}
	if r.Coverage, err = w.coverage(); err != nil {
		return nil, err
	}
	if r.Calendar, err = w.calendar(); err != nil {
		return nil, err
	}
	r.Claims = claims(r.Cells, r.Findings)
	r.Assumptions = w.worth(cases)
	r.Rules = w.rules.states()
	r.Tolerances = w.options.Tolerances.settings()
	w.addUsage(r)
	r.Prices = w.pricesOf(r.Cells, r.Kinds)
	r.Weboffice = w.webofficeUses(r.Cells)
	r.Notes, err = w.notes()
	return r, err
}

// conclude puts one cell with its findings and its bill lines into the result.
func (w *reconciler) conclude(r *runs.Result, c *diagnose.Case, parts []diagnose.Part) {
	c.Cell.Lines = int64(len(c.Lines))
	c.Tolerated = c.Billed.Amount.Sub(c.Expected.Amount)
	for n, p := range parts {
		f := w.finding(c, p)
		if n == 0 {
			c.Verdict, c.Cause = f.Verdict, f.Cause
		}
		c.Tolerated = c.Tolerated.Sub(p.Difference.Amount)
		r.Findings = append(r.Findings, f)
	}
	r.Cells = append(r.Cells, c.Cell)
	status := "agrees"
	if c.Verdict != "" {
		status = string(c.Verdict)
	}
	for _, l := range c.Lines {
		r.Lines = append(r.Lines, runs.RunLine{BillLineID: l.ID, CellID: c.ID, Project: l.Project, Item: l.Item, Tier: l.Tier, Status: status})
	}
}

func (w *reconciler) finding(c *diagnose.Case, p diagnose.Part) model.Finding {
	return model.Finding{
		ID: findingID(w.options.Month, c.Cell, p.Cause), CellID: c.ID,
		Project: c.Project, Region: c.Region, Item: c.Item, Tier: c.Tier, From: c.From, To: c.To,
		Verdict: p.Verdict, Cause: p.Cause, Basis: w.rules.use(p.Rules...),
		Unit: c.Unit, Billed: c.Billed, Expected: c.Expected, Difference: p.Difference, Currency: c.Currency,
		Evidence: p.Evidence, Explanation: p.Explanation, Rules: p.Rules,
	}
}

// findingID is the same whenever the same cell differs for the same cause.
func findingID(month string, c model.Cell, cause model.Cause) string {
	key := fmt.Sprintf("%s|%s|%s|%s|%s|%d|%d|%s", month, c.Project, c.Region, c.Item, c.Tier, c.From, c.To, cause)
	sum := sha256.Sum256([]byte(key))
	return "F" + hex.EncodeToString(sum[:5])
}
