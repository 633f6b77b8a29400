package model

import (
	"github.com/shopspring/decimal"
)

// WebofficeUse is how a project used one Weboffice item, and what either rule
// of charging makes of it.
type WebofficeUse struct {
	Project, Region     string
	CreatedAt           int64 // Unix seconds; 0 where nobody knows
	Rule                WebofficeRule
	Item                string
	Openings, Calls     int64
	Billed, Expected    Measure
	ByOpenings, ByCalls decimal.NullDecimal // what each rule would charge; none where there is no price
	Currency            string
}

// WebofficeRule says what a project pays for.
type WebofficeRule string

// A project created before catalogue.WebofficeByCalls pays for openings, one created
// since for calls; of a project whose creation nobody knows nothing is said.
const (
	PayOpenings WebofficeRule = "openings"
	PayCalls    WebofficeRule = "calls"
	PayUnknown  WebofficeRule = "unknown"
)
