package xlsx

import (
	"fmt"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// reasonsShown is how many reasons the page has a row for.
const reasonsShown = 6

// unplacedReason is all records of one reason that could not be placed.
type unplacedReason struct {
	code    string
	first   int // row of the first of them on their sheet
	records int64
	most    decimal.NullDecimal
}

func (u *unplacedReason) add(records int64, most decimal.NullDecimal) {
	u.records += records
	u.most.Valid = u.most.Valid && most.Valid
	u.most.Decimal = u.most.Decimal.Add(most.Decimal)
}

// byReason sums the records that could not be placed, in their order, and all of
// them.
func byReason(rows []model.Unplaced) (reasons []unplacedReason, all unplacedReason) {
	none := decimal.NewNullDecimal(decimal.Zero)
	at := map[string]int{}
	all.most = none
	for n, u := range rows {
		if _, known := at[u.Reason]; !known {
			at[u.Reason] = len(reasons)
			reasons = append(reasons, unplacedReason{code: u.Reason, first: n, most: none})
		}
		reasons[at[u.Reason]].add(u.Records, u.Amount)
		all.add(u.Records, u.Amount)
	}
	return reasons, all
}

// notPlaced puts down the records that could not be placed, by reason, and what
// they come to at most. Each leads to its rows.
func (p *statementPage) notPlaced() {
	reasons, all := byReason(p.report.Unplaced)
	if len(reasons) == 0 {
		return
	}
	p.heads("Could not be placed", "", "", "", "Records", "", p.title("At most", p.currency()))
	shown := reasons[:min(len(reasons), reasonsShown)]
	for _, u := range shown {
		p.left.add(text(lookText, p.words.Reason(u.code).What).to(p.placeOf(sheetUnplaced, u.first)),
			cell{}, cell{}, cell{}, count(u.records), cell{}, p.atMost(u.most))
	}
	if more := reasons[len(shown):]; len(more) > 0 {
		p.left.add(text(lookText, fmt.Sprintf(p.say("… and %d more reasons on the sheet Not placed"), len(more))).to(p.placeOf(sheetUnplaced, more[0].first)))
	}
	row := p.summed(text(lookSumText, p.say("All of them")), p.atMost(all.most))
	row[4], row[6].look = count(all.records).as(lookSumCount), lookSumAmount
	if !all.most.Valid {
		row[6].look = lookSumUnbounded
	}
	p.left.add(row...)
	p.left.skip(1)
}
