package bill

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// column is a fact that a bill prints, whatever its form calls it.
type column int

// The columns a bill line is made of. Every other one is kept in its Raw only.
const (
	colLineID column = iota
	colAccount
	colOwner
	colMonth
	colDate
	colStart
	colEnd
	colProduct
	colProductName
	colCommodity
	colItemCode
	colItemName
	colInstance
	colRegionCode
	colRegionName
	colType
	colMethod // subscription or pay-as-you-go: says the type where colType does not
	colUsage
	colUsageUnit
	colMetered  // usage before a plan or a quota was deducted
	colDeducted // usage that a plan or a quota took
	colPackage  // what a resource package took; whether usage holds it, the form does not say
	colListPrice
	colPriceUnit
	colTier
	colConfig // holds the tier where the form has no column for it
	colCurrency
	colGross
	colDiscount
	colPlan // list amount that a savings plan pays for
	colCoupon
	colUntaxed // payable before tax
	colTaxed   // payable with tax
	colCostUnit
	colResourceGroup
	colTags
	columnCount
)

// normalize returns what headers and type names are compared by: compatibility forms
// folded (full-width brackets), no case, and without the blanks, TABs and byte
// order marks that exports and spreadsheets leave in them.
func normalize(text string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\ufeff' {
			return -1
		}
		return r
	}, norm.NFKC.String(text)))
}
