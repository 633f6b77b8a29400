package model

import (
	"database/sql"

	"github.com/shopspring/decimal"
)

// Due is money that one side owes the other by a run: findings that tell of the
// same usage count once, net.
type Due struct {
	Amount   decimal.Decimal // at list prices, never negative
	Payable  decimal.Decimal // the share of it that was paid
	Findings int64
}

// Dues are what a run comes to between the company and the provider.
type Dues struct {
	Claim Due // charged too much, by documented rules and on evidence that is proven or stated to be complete
	Ask   Due // charged too much by an assumed rule, on presumed evidence, or for no known cause
	Owed  Due // charged too little
}

// BillVerdict is a run in one word.
type BillVerdict string

// The verdicts on a bill.
const (
	BillRight     BillVerdict = "right"
	BillWrong     BillVerdict = "wrong"     // something is charged too much or too little, or nobody can say why
	BillUndecided BillVerdict = "undecided" // nothing is wrong for all that is known, and not all is known
)

// OpenUsage is a piece of what makes the possible quantity of a cell larger than
// the proven one.
type OpenUsage struct {
	CellID   int64
	Cause    Cause
	Quantity sql.NullInt64 // base units at most; not valid where nothing bounds it
	Records  int64         // that it is of, 0 where they are missing
	Why      Saying        // a clause
}

// Unplaced is records of one kind that may be charged and cannot be placed.
type Unplaced struct {
	Reason          string // a code
	Channel         Kind
	Subject         string // the bucket, or the region of a call
	Project, Region string // Project is "" where it may be any of the region
	Operation       string
	From, To        int64 // Unix seconds, of the hours they were seen in
	Records         int64
	Amount          decimal.NullDecimal // that they could come to at most; not valid where nothing bounds it
}

// Needed is evidence, or prices, that would decide what cannot be verified.
type Needed struct {
	Channel  Kind
	Subject  string // bucket, region or project; "" for the bindings of a project; the currency of prices
	From, To int64  // Unix seconds
	Findings int64
	Amount   decimal.Decimal // of the findings, that it would decide
	Currency string
}
