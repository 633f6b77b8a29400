package bill

import (
	"cmp"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/payable"
	"immrecon/reconcile/sql"
	"immrecon/reconcile/versions"

	"immrecon/store/model"
)

// formFOCUS is the form that the provider calls not valid for reconciliation:
// its lines are kept for reference.
const formFOCUS = "focus"

// supersede finds the lines that show what another source shows as well, and
// notes which source counts.
func (r *reader) supersede(lines []printedLine) (versions.Superseded, error) {
	if err := r.shownAgain(); err != nil {
		return nil, err
	}
	shown := make([]versions.Line, 0, len(lines))
	for n := range lines {
		if l := &lines[n]; l.Form != formFOCUS {
			shown = append(shown, r.version(l, r.again[l.ID]))
		}
	}
	superseded := versions.Of(shown)
	if focus := len(lines) - len(shown); focus > 0 {
		r.bill.note(model.SaysFocusAside.With(focus))
		if len(shown) == 0 {
			r.bill.note(model.SaysFocusAlone.With())
		}
	}
	return superseded, r.noteVersions(shown, superseded)
}

// version is a line as the comparison of versions sees it. What is not usage
// is compared by the month and the account: forms differ in what else they say
// of it.
func (r *reader) version(l *printedLine, again []int64) versions.Line {
	v := versions.Line{
		ID: l.ID, Source: l.source, Again: again, Form: l.Form, Grain: l.Grain,
		Account: l.Account, Kind: l.Product + " " + string(l.Type), From: l.From, To: l.To,
		Amount: amountOf(&l.BillLine),
	}
	if l.Type == model.LineUsage {
		v.Region, v.Project, v.Item, v.Tier = l.Region, l.Project, l.Item, l.Tier
		v.Price = l.ListPrice.Decimal.String()
	} else {
		v.From, v.To = r.scope.From, r.scope.To
		v.Item, v.Tier = string(l.Type), v.Amount.String()
	}
	if l.Account == "" && len(r.bill.Accounts) == 1 {
		v.Account = r.bill.Accounts[0]
	}
	return v
}

// amountOf is the list amount of a line, and of one that has none what it asks
// for.
func amountOf(l *model.BillLine) decimal.Decimal {
	if l.Gross.Valid {
		return l.Gross.Decimal
	}
	return payable.Due(l)
}

// shownAgain reads which sources brought a line that another had brought
// before them.
func (r *reader) shownAgain() error {
	r.again = map[int64][]int64{}
	var line, source int64
	return r.tx.Query(sql.Query("bill.shown_again"), []any{r.scope.Month},
		func() { r.again[line] = append(r.again[line], source) }, &line, &source)
}

// replaced is how much of one source is not used since another counts.
type replaced struct {
	source, by int64
	lines      int
	amount     decimal.Decimal
}

// noteVersions says for every two sources how much of the one is not used.
func (r *reader) noteVersions(lines []versions.Line, superseded versions.Superseded) error {
	names := map[int64]string{}
	var id int64
	var name string
	if err := r.tx.Query(sql.Query("bill.sources"), nil, func() { names[id] = name }, &id, &name); err != nil {
		return err
	}
	for _, old := range replacedBySource(lines, superseded) {
		r.bill.note(model.SaysVersionUnused.With(names[old.source], old.source, old.lines, old.amount, names[old.by], old.by))
	}
	return nil
}

// replacedBySource sums superseded lines by their own source and the one that
// counts, in that order.
func replacedBySource(lines []versions.Line, superseded versions.Superseded) []replaced {
	sums := map[[2]int64]replaced{}
	for _, l := range lines {
		if by := superseded[l.ID]; by != 0 {
			r := sums[[2]int64{l.Source, by}]
			sums[[2]int64{l.Source, by}] = replaced{l.Source, by, r.lines + 1, r.amount.Add(l.Amount)}
		}
	}
	return slices.SortedFunc(maps.Values(sums), func(a, b replaced) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.by, b.by))
	})
}

// note adds a sentence for whoever reads the statement.
func (b *Bill) note(s model.Saying) { b.Notes = append(b.Notes, s) }
