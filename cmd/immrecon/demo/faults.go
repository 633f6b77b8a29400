package demo

import (
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// fault is a way for a bill to be wrong.
type fault struct {
	cause model.Cause
	suits func(*forger, cellKey) bool
	spoil func(*forger, cellKey) []cellKey // returns the cells it changed
}

// faults lists the faults, those that find room in few places first.
var faults = []fault{
	{model.WebofficeCallsForOpens, countsCalls, billCalls},
	{model.WrongResolutionTier, hasLargerClass, billLargerClass},
	{model.NotModifiedBilled, counts(notModified), billAlso(notModified)},
	{model.ServerErrorBilled, counts(serverFailed), billAlso(serverFailed)},
	{model.FailedCallBilled, counts(refused), billAlso(refused)},
	{model.NoUsageEvidence, isIdle, billFromNowhere},
	{model.UnbilledUsage, canVanish, billNothing},
	{model.DuplicateBillLine, canDouble, billTwice},
	{model.UnitScale, isPerThousand, billPerSingle},
	{model.PriceMismatch, isBilled, billDearer},
	{model.AmountArithmetic, isBilled, billWrongSum},
}

func isBilled(f *forger, key cellKey) bool { return f.ledger.at(key)[charged] > 0 }

// counts suits cells where work of a fate could have been billed besides.
func counts(reading fate) func(*forger, cellKey) bool {
	return func(f *forger, key cellKey) bool {
		c := f.ledger.at(key)
		return c[charged] > 0 && c[reading] > 0 && onlyReading(c, c[reading], reading)
	}
}

func billAlso(reading fate) func(*forger, cellKey) []cellKey {
	return func(f *forger, key cellKey) []cellKey {
		c := f.ledger.at(key)
		f.bill.set(key, c[charged]+c[reading])
		return []cellKey{key}
	}
}

// countsCalls suits Weboffice of the old project where there were more calls
// than openings.
func countsCalls(f *forger, key cellKey) bool {
	c := f.ledger.at(key)
	surplus := c[otherMeasure] - c[charged]
	return key.project == desk.name && c[charged] > 0 && surplus > 0 && onlyReading(c, surplus, otherMeasure)
}

func billCalls(f *forger, key cellKey) []cellKey {
	f.bill.set(key, f.ledger.at(key)[otherMeasure])
	return []cellKey{key}
}

// inLargerClass returns the same transcoding one resolution class up.
func inLargerClass(key cellKey) (cellKey, bool) {
	stem := strings.TrimSuffix(key.item, resolutionClass(key.item))
	larger, ok := largerClass[resolutionClass(key.item)]
	key.item = stem + larger
	return key, ok && family(stem) == "VideoCompress"
}

// resolutionClass is the last two characters of a video item.
func resolutionClass(item string) string { return item[max(len(item)-2, 0):] }

func hasLargerClass(f *forger, key cellKey) bool {
	larger, ok := inLargerClass(key)
	return ok && isBilled(f, key) && !isBilled(f, larger)
}

func billLargerClass(f *forger, key cellKey) []cellKey {
	larger, _ := inLargerClass(key)
	f.bill.set(larger, f.ledger.at(key)[charged])
	f.bill.set(key, 0)
	return []cellKey{key, larger}
}

// isIdle suits an item charged by the call in a period in which nothing
// whatever happened.
func isIdle(f *forger, key cellKey) bool {
	return f.ledger.at(key) == cell{} && tariffOf(key.subject).unit == thousandCalls
}

func billFromNowhere(f *forger, key cellKey) []cellKey {
	f.bill.set(key, 240)
	return []cellKey{key}
}

// canVanish suits cells that cannot be mistaken for calls billed for openings
// where there were no calls.
func canVanish(f *forger, key cellKey) bool {
	c := f.ledger.at(key)
	return c[charged] > 0 && (family(key.item) != "DocumentWeboffice" || c[otherMeasure] > 0)
}

func billNothing(f *forger, key cellKey) []cellKey {
	f.bill.set(key, 0)
	return []cellKey{key}
}

// canDouble suits cells whose double is not also explained by work that
// should not be charged.
func canDouble(f *forger, key cellKey) bool {
	c := f.ledger.at(key)
	return c[charged] > 0 && onlyReading(c, c[charged], charged)
}

func billTwice(f *forger, key cellKey) []cellKey {
	f.bill.lines[key] = append(f.bill.lines[key], f.bill.lines[key]...)
	return []cellKey{key}
}

func isPerThousand(f *forger, key cellKey) bool {
	return isBilled(f, key) && tariffOf(key.subject).unit.per == 1000
}

// billPerSingle takes the price of a thousand for the price of one.
func billPerSingle(f *forger, key cellKey) []cellKey {
	line := &f.bill.lines[key][0]
	line.gross = line.price.Mul(decimalOf(line.quantity))
	return []cellKey{key}
}

// billDearer raises the list price by a tenth, to a price that never was.
func billDearer(f *forger, key cellKey) []cellKey {
	line, t := &f.bill.lines[key][0], tariffOf(key.subject)
	t.price = t.price.Mul(decimal.RequireFromString("1.1")).Round(max(7, -t.price.Exponent()))
	line.price, line.gross = t.price, t.amount(line.quantity)
	return []cellKey{key}
}

// billWrongSum adds a quarter of a dollar to quantity × price.
func billWrongSum(f *forger, key cellKey) []cellKey {
	line := &f.bill.lines[key][0]
	line.gross = line.gross.Add(decimal.RequireFromString("0.25"))
	return []cellKey{key}
}
