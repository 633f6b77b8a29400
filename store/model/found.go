package model

import (
	"fmt"
	"strings"
)

// FoundKind is a kind of thing that bills have.
type FoundKind string

// The kinds.
const (
	FoundLines    FoundKind = "bill_lines"
	FoundTotals   FoundKind = "control_totals"
	FoundAccounts FoundKind = "accounts"
	FoundMore     FoundKind = "more" // kinds of lines and totals that are not named
)

// Found is what bills have that have no line of a month.
type Found struct {
	Kind           FoundKind
	Number         int64    // of lines, totals, or what is not named
	Product, Month string   // of lines and totals; "" where the bill does not say
	Accounts       []string // of FoundAccounts
}

// Of is what lines and totals are of, as product and month.
func (f Found) Of() string { return strings.TrimSpace(f.Product + " " + f.Month) }

// String says it in English.
func (f Found) String() string {
	switch f.Kind {
	case FoundLines:
		return f.counted("bill line")
	case FoundTotals:
		return f.counted("control total")
	case FoundAccounts:
		return "accounts " + strings.Join(f.Accounts, " ")
	}
	return fmt.Sprintf("%d more", f.Number)
}

func (f Found) counted(thing string) string {
	if f.Number != 1 {
		thing += "s"
	}
	return strings.TrimSpace(fmt.Sprintf("%d %s of %s", f.Number, thing, f.Of()))
}
