package bill

import (
	"github.com/shopspring/decimal"

	"immrecon/reconcile/sql"
	"immrecon/store/model"
)

// total is what overviews say that one account paid for media management in the
// month, in one currency.
type total struct {
	source  int64
	amount  decimal.Decimal
	payable bool            // the amount is the payable one: no list amount is given
	open    decimal.Decimal // that its decimals leave open
}

// fewestDecimals is how many decimals an amount is taken to be printed with at
// least: JSON drops zeros at the end.
const fewestDecimals = 2

// readTotals reads the control totals of usage. Of several overviews of an
// account and currency the one that says most counts.
func (r *reader) readTotals() (map[payer]total, error) {
	type origin struct {
		payer
		source int64
	}
	sums := map[origin]total{}
	var order []origin
	var source int64
	var t model.BillTotal
	err := r.tx.Query(sql.Query("bill.totals"), []any{r.scope.Month}, func() {
		if !model.IsIMM(t.Product, t.Commodity) || !isCharge(t.Type) {
			return
		}
		key := origin{payer{t.Account, t.Currency}, source}
		sum, known := sums[key]
		if !known {
			order = append(order, key)
			sum.source = source
		}
		sums[key] = sum.plus(&t)
	}, &source, &t.Account, &t.Product, &t.Commodity, &t.Type, &t.Gross, &t.Payable, &t.Currency)
	largest := map[payer]total{}
	for _, key := range order {
		if known, ok := largest[key.payer]; !ok || sums[key].amount.GreaterThan(known.amount) {
			largest[key.payer] = sums[key]
		}
	}
	return largest, err
}

// isCharge reports whether a total is of lines that are compared: an overview may
// not say of what type they are.
func isCharge(t model.LineType) bool { return t == model.LineUsage || t == model.LineOther }

func (t total) plus(row *model.BillTotal) total {
	amount := row.Listed()
	t.payable = t.payable || !row.Gross.Valid
	t.amount = t.amount.Add(amount)
	t.open = t.open.Add(decimal.New(1, -max(fewestDecimals, digits(amount))))
	return t
}
