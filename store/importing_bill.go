package store

import (
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// billLoad turns bill lines into rows of bill_line. A line is known by the
// bill's own id where it has one, else by its content and how often the file
// has shown that content: two truly equal lines stay two.
type billLoad struct {
	lines       *feed
	rows        *feed // as they stand in the file, one a line
	nextID      int64
	occurrences map[string]int
	sealed      *sealer // over the lines so far; nil once they are not those of the database in its order
	lastLine    int64
}

// sealedCells are where in a row the values are that are sealed.
var sealedCells = func() (cells []int) {
	for _, column := range sealedBill {
		cells = append(cells, slices.Index(billColumns, column))
	}
	return cells
}()

// billColumns are those of bill_line.
var billColumns = []string{"id", "identity", "content", "source_id", "line", "form", "line_id", "account", "owner", "month",
	"from_ts", "to_ts", "grain", "product", "commodity", "item_code", "item_name", "instance", "region", "type", "type_text",
	"usage", "usage_unit", "quantity", "unit", "list_price", "price_unit", "price_per", "tier", "gross", "discount", "coupon",
	"payable", "taxed", "currency"}

func newBillLoad() *billLoad {
	l := &billLoad{lines: newFeed("bill_line", billColumns...), rows: newFeed("bill_row", "bill_line_id", "raw"),
		occurrences: map[string]int{}, sealed: newSealer()}
	l.sealed.table(len(sealedCells) + 1)
	return l
}

// KeepBillLine implements model.RecordWriter.
func (i *Import) KeepBillLine(line int64, b *model.BillLine) {
	i.do(func() error { return i.bills.number(i) })
	content := contentOf(b)
	i.bills.nextID++
	i.bills.lines.add(i.bills.nextID, i.bills.identity(b, content), content, i.source.ID, line, b.Form, b.LineID, b.Account, b.Owner, b.Month,
		b.From, b.To, string(b.Grain), b.Product, b.Commodity, b.ItemCode, b.ItemName, b.Instance, b.Region, string(b.Type), b.TypeText,
		printed(b.Usage), b.UsageUnit, b.Quantity, b.Unit, printed(b.ListPrice), b.PriceUnit, b.PricePer, b.Tier, printed(b.Gross),
		printed(b.Discount), printed(b.Coupon), printed(b.Payable), truth(&b.Taxed), b.Currency)
	i.bills.rows.add(i.bills.nextID, b.Raw)
	i.bills.seal(line, b.Raw)
	i.keep(i.bills.lines, batchRows)
}

// seal seals the line that was added last.
func (l *billLoad) seal(line int64, raw string) {
	if line <= l.lastLine {
		l.sealed = nil
	}
	l.lastLine = line
	if l.sealed == nil {
		return
	}
	row := l.lines.values[len(l.lines.values)-len(billColumns):]
	for _, cell := range sealedCells {
		l.sealed.value(row[cell])
	}
	l.sealed.text(raw)
	l.sealed.end()
}

// number finds where the ids of bill lines have got to, once.
func (l *billLoad) number(i *Import) error {
	if l.nextID > 0 {
		return nil
	}
	return i.tx.QueryRowContext(i.ctx, "SELECT coalesce(max(id), 0) FROM bill_line").Scan(&l.nextID)
}

// contentOf is a hash of what a line says. Where a line has an id of the bill's
// own, the same line may come in another order of columns, another language, or
// saved again by a spreadsheet: only what it means must be the same. A line
// without an id is nothing but its row.
func contentOf(b *model.BillLine) string {
	text := b.Raw
	if b.LineID != "" {
		text = fmt.Sprint(b.Month, b.From, b.To, b.Product, "\n", strings.ToLower(b.ItemCode), "\n", b.Instance, "\n", b.Type,
			b.Quantity, b.Unit, said(b.Usage), said(b.ListPrice), said(b.Gross), said(b.Discount), said(b.Coupon))
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// said is a decimal without regard to zeros at its end; an amount that is not
// given is none.
func said(d decimal.NullDecimal) string { return d.Decimal.String() + "\n" }

func (l *billLoad) identity(b *model.BillLine, content string) string {
	if b.LineID != "" {
		return "id:" + b.Account + ":" + b.Month + ":" + b.LineID
	}
	l.occurrences[content]++
	return "row:" + content + ":" + strconv.Itoa(l.occurrences[content])
}

// printed is a decimal as it goes into the database, NULL where not given.
func printed(d decimal.NullDecimal) driver.Value {
	if !d.Valid {
		return nil
	}
	return d.Decimal.String()
}

func (l *billLoad) flush(i *Import) error {
	inserted, err := l.lines.insert(i.ctx, i.tx)
	if err == nil {
		err = l.flushRows(i, inserted == int64(l.lines.rows()))
	}
	if err == nil && inserted < int64(l.lines.rows()) {
		err = l.takeOutDuplicates(i)
	}
	l.lines.clear()
	l.rows.clear()
	return err
}

// flushRows loads the rows of the lines that went in.
func (l *billLoad) flushRows(i *Import, all bool) error {
	if all {
		_, err := l.rows.insert(i.ctx, i.tx)
		return err
	}
	_, err := l.rows.run(i.ctx, i.tx, "INSERT INTO bill_row (bill_line_id, raw) SELECT c0, c1 FROM "+l.rows.name()+
		" f WHERE EXISTS (SELECT 1 FROM bill_line b WHERE b.id = f.c0)")
	return err
}

// rowOf is the row, as it stands in the file, of a line that waits.
func (l *billLoad) rowOf(id int64) string {
	for n := range l.rows.rows() {
		if l.rows.value(n, 0) == id {
			return l.rows.value(n, 1).(string)
		}
	}
	return ""
}

// takeOutDuplicates counts rows of an export that another export has shown
// already. The same id with other content, or with another payable amount where
// both are with tax or both without, is no duplicate: one of the two exports is
// not what it claims to be, and a person must say which.
func (l *billLoad) takeOutDuplicates(i *Import) error {
	l.sealed = nil
	known := fmt.Sprintf("FROM %s f JOIN bill_line b ON b.identity = f.c1 WHERE b.id <> f.c0", l.lines.name())
	lines, err := l.lines.run(i.ctx, i.tx, `INSERT INTO duplicate_line (source_id, line, request_id)
		SELECT f.c3, f.c4, f.c1 `+known+" ON CONFLICT DO NOTHING")
	if err != nil {
		return err
	}
	i.source.Tally.MoveDuplicates(lines)
	var clash error
	var id, file, there string
	var own, line, otherLine int64
	err = l.lines.query(i.ctx, i.tx, `SELECT f.c6, f.c4, f.c0, coalesce(s.name, ?), b.line, r.raw
		FROM `+l.lines.name()+` f JOIN bill_line b ON b.identity = f.c1 JOIN bill_row r ON r.bill_line_id = b.id
		LEFT JOIN source s ON s.id = b.source_id
		WHERE b.content <> f.c2 OR b.taxed = f.c33 AND b.payable <> f.c32 ORDER BY f.c4`, []any{i.source.Name}, func() {
		if clash == nil {
			clash = fmt.Errorf("%s:%d: bill line id %s stands already in %s:%d with other content\n  here:  %s\n  there: %s\n"+
				"keep the export that is right and take the other out with `immrecon sources forget`", i.source.Name, line, id, file, otherLine, l.rowOf(own), there)
		}
	}, &id, &line, &own, &file, &otherLine, &there)
	return errors.Join(err, clash)
}
