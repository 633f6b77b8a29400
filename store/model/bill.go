package model

import "github.com/shopspring/decimal"

// BillTotal is what an overview says that an account paid for a product in a month:
// a control total of the lines of that month, never a line itself.
type BillTotal struct {
	Form      string // which reader understood it
	Account   string // who pays, "" where not given
	Owner     string // whose resources they are, "" where not given
	Month     string // billing month, "2026-03"
	Product   string // product code, lower case
	Commodity string
	Type      LineType
	TypeText  string // the form's own word for the type
	Currency  string

	Gross   decimal.NullDecimal // list amount
	Payable decimal.NullDecimal // after discounts, before what vouchers and cards paid
	Taxed   bool                // Payable includes tax
	Raw     string              // the whole row as a JSON object
}

// Listed is the list amount of a total, and the payable one where it gives no other.
func (t *BillTotal) Listed() decimal.Decimal {
	if t.Gross.Valid {
		return t.Gross.Decimal
	}
	return t.Payable.Decimal
}

// BillState is what is known of the bill that a statement is about.
type BillState struct {
	Final    bool            // its files are of a time when the provider no longer changes the month
	Whole    Wholeness       // by its control totals
	ShortBy  decimal.Decimal // of its control totals, list amount; zero unless Whole is BillShort
	Accounts []string        // that pay, in order
	Lines    int64           // about the product that count, those that are not usage included
	Rejected int64           // lines of its files that could not be read
	Aside    int64           // lines with an amount of which nobody knows what they are for
}

// Wholeness says whether a bill has all its lines.
type Wholeness string

// A bill is whole where its lines come to its control totals.
const (
	BillWhole   Wholeness = "yes"
	BillShort   Wholeness = "no"
	BillUnknown Wholeness = "unknown" // there is no control total, or it is less than the lines
)

// BillFile says how a bill came, and of what it tells besides the lines that are kept.
type BillFile struct {
	Encoding string // of a text: "utf-8", "utf-16" or "gb18030"; "" for a workbook
	Sheets   []string
	Exported int64 // Unix seconds; 0 where nothing says when
	Products []BillProduct
}

// BillProduct counts the lines of a bill about a product in a month, whether or not
// they are kept.
type BillProduct struct {
	Product string // product code, lower case; the product's name where it has none
	Month   string // billing month; "" where a line that is not kept does not say
	Lines   int64
}

// BillSource is an imported bill with what is in it.
type BillSource struct {
	Source
	BillFile
	Forms    []string // that its lines are in
	Months   []string
	Accounts []string
	Made     int64       // when it was exported or, where nothing says so, imported; Unix seconds
	Final    bool        // it was made when its months no longer changed
	Totals   []BillTotal // control totals that it gives
	Decimals int32       // most digits after the point of a list amount
	Sums     []BillSum   // list amounts of its lines of media management
	Fates    []BillFate  // what became of its lines in the latest runs of their months
}

// BillSum is what lines come to in a currency.
type BillSum struct {
	Currency string
	Lines    int64
	Amount   decimal.Decimal // list amount
}

// BillFate counts the lines of a bill that met one fate in a run.
type BillFate struct {
	Status LineStatus // "" for all that were compared
	Lines  int64
}
