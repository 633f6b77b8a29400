package check

import (
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/audit"
	"immrecon/store/claims"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// checkStatements derives the totals of every run anew from its cells and
// findings.
func checkStatements(r db.Reader, c *model.Check) error {
	all, err := runs.List(r, "")
	if err != nil {
		return err
	}
	for _, run := range all {
		c.Count++
		report, err := runs.Findings(r, run.ID)
		if err != nil {
			return err
		}
		for n := range report.Others {
			if err := checkStatement(c, run.Key, &report.Others[n], report); err != nil {
				return err
			}
		}
		if err := checkStatement(c, run.Key, &run.Statement, report); err != nil {
			return err
		}
	}
	return nil
}

// checkStatement compares a statement with the rows under it: those in its
// currency and of its account.
func checkStatement(c *model.Check, run string, s *model.Statement, r *model.Report) error {
	same := func(what string, stated, derived decimal.Decimal) {
		if !stated.Equal(derived) {
			c.Fault("run %s: %s is %s %s, and its rows come to %s", run, what, s.Currency, stated, derived)
		}
	}
	holds := func(currency, account string) bool {
		return currency == s.Currency && (s.Account == "" || account == s.Account)
	}
	var derived model.Statement
	for cell, err := range r.Cells {
		if err != nil {
			return err
		}
		if holds(cell.Currency, cell.Account) {
			derived.Billed = derived.Billed.Add(cell.Billed.Amount)
			derived.Expected = derived.Expected.Add(cell.Expected.Amount)
			derived.Tolerated = derived.Tolerated.Add(cell.Tolerated)
		}
	}
	parts := decimal.Sum(s.Tolerated, s.Unverifiable, s.Unexplained)
	same("billed", s.Billed, derived.Billed)
	same("expected", s.Expected, derived.Expected)
	same("tolerated", s.Tolerated, derived.Tolerated)
	explained := map[model.Explained]decimal.Decimal{}
	for _, f := range r.Findings {
		switch key := (model.Explained{Cause: f.Cause, Verdict: f.Verdict, Basis: f.Basis}); {
		case !holds(f.Currency, f.Account):
		case f.Verdict == model.Unverifiable:
			derived.Unverifiable = derived.Unverifiable.Add(f.Difference.Amount)
		case f.Cause == model.Unknown:
			derived.Unexplained = derived.Unexplained.Add(f.Difference.Amount)
		default:
			explained[key] = explained[key].Add(f.Difference.Amount)
		}
	}
	same("unverifiable", s.Unverifiable, derived.Unverifiable)
	same("unexplained", s.Unexplained, derived.Unexplained)
	for _, e := range s.Explained {
		parts = parts.Add(e.Amount)
		key := model.Explained{Cause: e.Cause, Verdict: e.Verdict, Basis: e.Basis}
		same(string(e.Cause), e.Amount, explained[key])
		delete(explained, key)
	}
	for key := range explained {
		c.Fault("run %s has findings of %s, and its statement has none", run, key.Cause)
	}
	same("the difference", s.Difference, parts)
	return nil
}

// checkCells looks whether of every cell billed − expected = the differences of
// its findings + tolerated.
func checkCells(r db.Reader, c *model.Check) error {
	type key struct{ run, cell int64 }
	found := map[key]decimal.Decimal{}
	var k key
	var amount decimal.Decimal
	err := r.Query("SELECT run_id, cell_id, difference_amount FROM finding", nil,
		func() { found[k] = found[k].Add(amount) }, &k.run, &k.cell, &amount)
	if err != nil {
		return err
	}
	var run string
	var billed, expected, tolerated decimal.Decimal
	return r.Query(`SELECT r.name, c.run_id, c.id, c.billed_amount, c.expected_amount, c.tolerated
		FROM cell c JOIN run r ON r.id = c.run_id ORDER BY c.run_id, c.id`, nil, func() {
		c.Count++
		if parts := found[k].Add(tolerated); !billed.Sub(expected).Equal(parts) {
			c.Fault("run %s, cell %d: billed %s less expected %s is not %s, what its findings and what is tolerated come to", run, k.cell, billed, expected, parts)
		}
	}, &run, &k.run, &k.cell, &billed, &expected, &tolerated)
}

// checkBilled derives what each cell was billed from its bill lines, of which
// those that are not usage do not count. Cells with a line that has since been
// forgotten are left out.
func checkBilled(r db.Reader, c *model.Check) error {
	type key struct{ run, cell int64 }
	type sum struct {
		lines, quantity int64
		amount          decimal.Decimal
		gone            bool
	}
	sums := map[key]sum{}
	var k key
	var there bool
	var kind string
	var quantity int64
	var gross decimal.NullDecimal
	err := r.Query(`SELECT l.run_id, l.cell_id, b.id IS NOT NULL, coalesce(b.type, ''), coalesce(b.quantity + b.deducted, 0), b.gross
		FROM run_line l LEFT JOIN bill_line b ON b.id = l.bill_line_id WHERE l.cell_id > 0`, nil, func() {
		s := sums[k]
		s.lines++
		s.gone = s.gone || !there
		if t := model.LineType(kind); t == model.LineUsage || t == model.LineFreeQuota {
			s.quantity, s.amount = s.quantity+quantity, s.amount.Add(gross.Decimal)
		}
		sums[k] = s
	}, &k.run, &k.cell, &there, &kind, &quantity, &gross)
	if err != nil {
		return err
	}
	var run string
	var lines int64
	var billed model.Measure
	return r.Query(`SELECT r.name, c.run_id, c.id, c.lines, c.billed_quantity, c.billed_amount
		FROM cell c JOIN run r ON r.id = c.run_id ORDER BY c.run_id, c.id`, nil, func() {
		s := sums[k]
		if s.gone {
			return
		}
		c.Count++
		if s.lines != lines || s.quantity != billed.Quantity || !s.amount.Equal(billed.Amount) {
			c.Fault("run %s, cell %d: %d lines, %d units and %s billed, and its bill lines come to %d, %d and %s",
				run, k.cell, lines, billed.Quantity, billed.Amount, s.lines, s.quantity, s.amount)
		}
	}, &run, &k.run, &k.cell, &lines, &billed.Quantity, &billed.Amount)
}

// checkPayable looks whether the steps of every run, account and currency sum
// to what is payable.
func checkPayable(r db.Reader, c *model.Check) error {
	all, err := runs.List(r, "")
	if err != nil {
		return err
	}
	type key struct{ account, currency string }
	for _, run := range all {
		c.Count++
		steps, err := runs.Payable(r, run.ID)
		if err != nil {
			return err
		}
		sums := map[key]decimal.Decimal{}
		for _, s := range steps {
			k := key{s.Account, s.Currency}
			if s.Step != model.StepPayable {
				sums[k] = sums[k].Add(s.Amount)
			} else if !sums[k].Equal(s.Amount) {
				c.Fault("run %s, account %s: %s %s payable, and its steps come to %s", run.Key, s.Account, s.Amount, s.Currency, sums[k])
			}
		}
	}
	return nil
}

// checkClaims looks whether every claim asks for what its findings come to, has
// not got back more than that, and stands where its history says.
func checkClaims(r db.Reader, c *model.Check) error {
	all, err := claims.All(r)
	if err != nil {
		return err
	}
	for _, d := range all {
		c.Count++
		var sum decimal.Decimal
		for _, f := range d.Findings {
			sum = sum.Add(f.Amount)
		}
		if !sum.Equal(d.Claimed) {
			c.Fault("claim %s: %s claimed, and its findings come to %s", d.ID, d.Claimed, sum)
		}
		if d.Recovered().GreaterThan(d.Claimed) {
			c.Fault("claim %s: %s came back, more than the %s claimed", d.ID, d.Recovered(), d.Claimed)
		}
	}
	return checkClaimSeals(r, c, all)
}

// checkClaimSeals looks whether every claim is what its last step left, and whether
// every claim that was made is there. Of steps by older versions of the program only
// the status can be compared.
func checkClaimSeals(r db.Reader, c *model.Check, all []model.Claim) error {
	last, err := bodies[claims.Facts](r, audit.Claimed, c)
	if err != nil {
		return err
	}
	for _, d := range all {
		was, recorded := last[d.ID]
		delete(last, d.ID)
		sealed, err := claims.Seal(r, d.ID)
		if err != nil {
			return err
		}
		switch {
		case !recorded || was.Status != d.Status:
			c.Fault("claim %s is %s, which is not what its history ends with", d.ID, d.Status)
		case was.Seal != "" && was.Seal != sealed:
			c.Fault("claim %s was changed after its last step", d.ID)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(last)) {
		c.Fault("claim %s was taken out", id)
	}
	return nil
}
