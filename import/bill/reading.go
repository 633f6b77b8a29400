package bill

import (
	"cmp"
	"slices"
	"strings"

	"immrecon/store/model"
)

// reading is a bill while it is read: where its lines go, and what it tells besides
// them.
type reading struct {
	to     model.RecordWriter
	file   model.BillFile
	lines  map[productMonth]int64
	known  map[productWords]string // the product that words are for
	months map[string]string       // the month that a text is for
}

type productMonth struct{ product, month string }

func newReading(to model.RecordWriter) *reading {
	return &reading{to: to, lines: map[productMonth]int64{}, known: map[productWords]string{}, months: map[string]string{}}
}

// rowOfTotals stands for a product where the lines of a bill are counted.
const rowOfTotals = "row of totals"

// write makes exactly one call on to for a line; reject makes it where the line must be
// rejected.
func (in *reading) write(number int64, e *entry, reject func(reason string)) {
	switch {
	case isTotal(e) && !e.overview:
		in.lines[productMonth{product: rowOfTotals}]++
		in.to.Skip(number)
		return
	case saysNothing(e):
		reject("no product, item, instance or type, and so nothing that says what the line is for")
		return
	}
	product := in.productOf(e)
	in.count(product, e)
	if product != model.ProductIMM && product != model.ProductOSS {
		in.to.Skip(number)
		return
	}
	if err := in.keep(number, e, product); err != nil {
		reject(err.Error())
	}
}

// keep keeps a line of a product that is audited, or says why it cannot be understood.
func (in *reading) keep(number int64, e *entry, product string) error {
	if err := e.checkText(); err != nil {
		return err
	}
	if e.overview {
		total, err := parseTotal(e, product)
		if err == nil {
			in.to.KeepBillTotal(number, total)
		}
		return err
	}
	line, err := parseLine(e, product)
	if err == nil {
		in.to.KeepBillLine(number, line)
	}
	return err
}

// reject keeps what is no line. Control codes and bytes that are no text have no place
// in a database.
func (in *reading) reject(number int64, reason, text string) {
	in.to.Reject(number, reason, strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "\uFFFD"))
}

// count counts a line by product and month, kept or not.
func (in *reading) count(product string, e *entry) {
	name := cmp.Or(product, strings.ToLower(e.first(colProductName, colCommodity)))
	in.lines[productMonth{name, in.monthOf(e)}]++
}

// monthOf is the billing month of a line, "" where it does not say. A bill has few
// different ones.
func (in *reading) monthOf(e *entry) string {
	text := e.first(colMonth, colDate)
	month, known := in.months[text]
	if !known {
		if first, err := e.monthOf(); err == nil {
			month = first.Format(monthLayout)
		}
		if len(in.months) < maxRemembered {
			in.months[strings.Clone(text)] = month
		}
	}
	return month
}

// maxRemembered bounds what is remembered of a bill, whatever stands in it.
const maxRemembered = 10_000

// describe says how the bill came, once it is read to its end.
func (in *reading) describe() {
	for key, lines := range in.lines {
		in.file.Products = append(in.file.Products, model.BillProduct{Product: key.product, Month: key.month, Lines: lines})
	}
	slices.SortFunc(in.file.Products, func(a, b model.BillProduct) int {
		return cmp.Or(cmp.Compare(a.Product, b.Product), cmp.Compare(a.Month, b.Month))
	})
	in.to.DescribeBill(&in.file)
}
