package bill

import (
	"errors"
	"fmt"
	"strings"

	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// mostFound is how many products and months a message names.
const mostFound = 12

// NoLines says that no line of a month is about media management.
type NoLines struct {
	Month string
	Found []model.Found // what the bills that were imported are about instead; none where no bill was
}

func (n *NoLines) Error() string {
	problem := fmt.Sprintf("no bill has a line of media management (IMM) in %s", n.Month)
	if len(n.Found) == 0 {
		return problem + ": no bill was imported; import the month's billing details (`immrecon import BILL`)"
	}
	found := make([]string, len(n.Found))
	for i, f := range n.Found {
		found[i] = f.String()
	}
	return fmt.Sprintf("%s; the bills that were imported have %s; export the billing details of %s with the product imm and import them (`immrecon sources rejected` shows lines that could not be read)",
		problem, strings.Join(found, ", "), n.Month)
}

// mustHaveLines fails with NoLines where no line of the month is about media
// management: without a bill nothing can be called unbilled.
func (r *reader) mustHaveLines() error {
	for _, s := range r.bill.shares {
		if s.lines > 0 {
			return nil
		}
	}
	found, err := r.found()
	if err != nil {
		return err
	}
	if more := len(found) - mostFound; more > 0 {
		found = append(found[:mostFound], model.Found{Kind: model.FoundMore, Number: int64(more)})
	}
	return &NoLines{Month: r.scope.Month, Found: found}
}

// found names what the imported bills are about: product, month, accounts. A
// control total is told apart, for it is no line.
func (r *reader) found() ([]model.Found, error) {
	var all []model.Found
	var product, month string
	var n int64
	add := func(kind model.FoundKind) {
		all = append(all, model.Found{Kind: kind, Number: n, Product: product, Month: month})
	}
	err := errors.Join(
		r.tx.Query(sql.Query("bill.found"), nil, func() { add(model.FoundLines) }, &product, &month, &n),
		r.tx.Query(sql.Query("bill.found_totals"), nil, func() { add(model.FoundTotals) }, &product, &month, &n))
	var account string
	var named []string
	err = errors.Join(err, r.tx.Query(sql.Query("bill.accounts"), nil, func() { named = append(named, account) }, &account))
	if len(named) > 0 {
		all = append(all, model.Found{Kind: model.FoundAccounts, Accounts: named})
	}
	return all, err
}
