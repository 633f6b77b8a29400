package closing

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// mostUnverified is the share in percent of what is billed that may stay unverifiable
// in a month that is closed: closing says that the bill was checked.
const mostUnverified = 10

// readUnverified finds the currencies of which the latest run could not verify too much.
func readUnverified(r db.Reader, s *model.MonthStatus) error {
	open, err := runs.Unverified(r, s.Latest.ID)
	if err != nil || len(open) == 0 {
		return err
	}
	latest, err := runs.Summary(r, s.Latest.ID)
	if err != nil {
		return err
	}
	for _, of := range append([]model.Statement{latest.Statement}, latest.Others...) {
		if amount := open[of.Currency]; of.Account == "" && tooMuch(amount, of.Billed) {
			s.Obstacles = append(s.Obstacles, fmt.Sprintf("of %s %s billed, %s cannot be verified, which is more than %d %%; "+
				"`immrecon summary --month %s --format json` lists under needed what would decide it", of.Currency, of.Billed, amount, mostUnverified, s.State.Month))
		}
	}
	return nil
}

// tooMuch reports whether so much of what is billed may not stay unverifiable.
func tooMuch(unverified, billed decimal.Decimal) bool {
	return unverified.Shift(2).GreaterThan(billed.Abs().Mul(decimal.NewFromInt(mostUnverified)))
}
