package ingest

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

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// billLoader turns bill lines into rows of bill_line. A line is known by the
// bill's own id where it has one, else by its content and how often the file
// has shown that content: two truly equal lines stay two.
type billLoader struct {
	lines       *db.Buffer
	rows        *db.Buffer // as they stand in the file, one a line
	nextID      int64
	occurrences map[string]int
	sealed      *audit.Sealer // over the lines so far; nil once they are not those of the database in its order
	lastLine    int64
}

// ofSource is where in a row the source is, which is not sealed: each is by itself.
var ofSource = slices.Index(billColumns, "source_id")

// billColumns are those of bill_line.
var billColumns = []string{"id", "identity", "content", "source_id", "line", "form", "line_id", "account", "owner", "month",
	"from_ts", "to_ts", "grain", "product", "commodity", "item_code", "item_name", "instance", "region", "type", "type_text",
	"usage", "usage_unit", "quantity", "unit", "list_price", "price_unit", "price_per", "tier", "gross", "discount", "coupon",
	"payable", "taxed", "currency", "deducted", "cost_unit", "resource_group", "tags"}

func newBillLoader() *billLoader {
	l := &billLoader{lines: db.NewBuffer("bill_line", billColumns...), rows: db.NewBuffer("bill_row", "bill_line_id", "raw"),
		occurrences: map[string]int{}, sealed: audit.NewSealer()}
	l.sealed.Table(len(billColumns))
	return l
}

// KeepBillLine implements model.RecordWriter.
func (i *Import) KeepBillLine(line int64, b *model.BillLine) {
	i.do(func() error { return i.bills.number(i) })
	content := contentOf(b)
	i.bills.nextID++
	i.bills.lines.Add(i.bills.nextID, i.bills.identity(b, content), content, i.source.ID, line, b.Form, b.LineID, b.Account, b.Owner, b.Month,
		b.From, b.To, string(b.Grain), b.Product, b.Commodity, b.ItemCode, b.ItemName, b.Instance, b.Region, string(b.Type), b.TypeText,
		printed(b.Usage), b.UsageUnit, b.Quantity, b.Unit, printed(b.ListPrice), b.PriceUnit, b.PricePer, b.Tier, printed(b.Gross),
		printed(b.Discount), printed(b.Coupon), printed(b.Payable), truth(&b.Taxed), b.Currency, b.Deducted, b.CostUnit, b.ResourceGroup, b.Tags)
	i.bills.rows.Add(i.bills.nextID, b.Raw)
	i.bills.seal(line, b.Raw)
	i.keep(i.bills.lines)
}

// seal seals the line that was added last.
func (l *billLoader) seal(line int64, raw string) {
	if line <= l.lastLine {
		l.sealed = nil
	}
	l.lastLine = line
	if l.sealed == nil {
		return
	}
	for n, value := range l.lines.Last() {
		if n != ofSource {
			l.sealed.Value(value)
		}
	}
	l.sealed.Text(raw)
	l.sealed.EndRow()
}

// number finds where the ids of bill lines have got to, once.
func (l *billLoader) number(i *Import) error {
	if l.nextID > 0 {
		return nil
	}
	return i.tx.One("SELECT coalesce(max(id), 0) FROM bill_line", nil, &l.nextID)
}

// contentOf is a hash of what a line states. Where a line has an id of the bill's
// own, the same line may come in another order of columns, another language, or
// saved again by a spreadsheet: only what it means must be the same. A line
// without an id is nothing but its row.
func contentOf(b *model.BillLine) string {
	text := b.Raw
	if b.LineID != "" {
		text = fmt.Sprint(b.Month, b.From, b.To, b.Product, "\n", strings.ToLower(b.ItemCode), "\n", b.Instance, "\n", b.Type,
			b.Quantity, b.Unit, canonical(b.Usage), canonical(b.ListPrice), canonical(b.Gross), canonical(b.Discount), canonical(b.Coupon))
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// canonical writes a decimal without zeros at its end; an amount that is not
// given is 0.
func canonical(d decimal.NullDecimal) string { return d.Decimal.String() + "\n" }

func (l *billLoader) identity(b *model.BillLine, content string) string {
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
	return d.Decimal.StringFixed(max(0, -d.Decimal.Exponent())) // zeros at the end are decimals, too
}

func (l *billLoader) flush(i *Import) error {
	inserted, err := l.lines.Load(i.tx)
	if err == nil {
		err = l.flushRows(i, inserted == int64(l.lines.Len()))
	}
	if err == nil && inserted < int64(l.lines.Len()) {
		err = l.takeOutDuplicates(i)
	}
	l.lines.Clear()
	l.rows.Clear()
	return err
}

// flushRows loads the rows of the lines that went in.
func (l *billLoader) flushRows(i *Import, all bool) error {
	if all {
		_, err := l.rows.Load(i.tx)
		return err
	}
	staged, err := l.rows.Stage(i.tx)
	if err == nil {
		_, err = i.tx.Exec("INSERT INTO bill_row (bill_line_id, raw) SELECT f.bill_line_id, f.raw FROM " + staged +
			" f WHERE EXISTS (SELECT 1 FROM bill_line b WHERE b.id = f.bill_line_id)")
	}
	return err
}

// rowOf is the row, as it stands in the file, of a line that waits.
func (l *billLoader) rowOf(id int64) string {
	for n := range l.rows.Len() {
		if l.rows.Value(n, 0) == id {
			return l.rows.Value(n, 1).(string)
		}
	}
	return ""
}

// takeOutDuplicates counts rows of an export that another export has shown
// already. The same id with other content, or with another payable amount where
// both are with tax or both without, is no duplicate: one of the two exports is
// not what it claims to be, and a person must say which.
func (l *billLoader) takeOutDuplicates(i *Import) error {
	l.sealed = nil
	staged, err := l.lines.Stage(i.tx)
	if err != nil {
		return err
	}
	lines, err := i.tx.Exec(`INSERT INTO duplicate_line (source_id, line, request_id)
		SELECT f.source_id, f.line, f.identity FROM ` + staged + ` f JOIN bill_line b ON b.identity = f.identity WHERE b.id <> f.id
		ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	i.source.Tally.MoveDuplicates(lines)
	return l.clash(i, staged)
}

// clash is the first staged line that says otherwise than the line of the same
// identity that is there.
func (l *billLoader) clash(i *Import, staged string) error {
	var clash error
	var id, file, there string
	var own, line, otherLine int64
	err := i.tx.Query(`SELECT f.line_id, f.line, f.id, coalesce(s.name, ?), b.line, r.raw
		FROM `+staged+` f JOIN bill_line b ON b.identity = f.identity JOIN bill_row r ON r.bill_line_id = b.id
		LEFT JOIN source s ON s.id = b.source_id
		WHERE b.content <> f.content OR b.taxed = f.taxed AND b.payable <> f.payable ORDER BY f.line`, []any{i.source.Name}, func() {
		if clash == nil {
			clash = fmt.Errorf("%s:%d: bill line id %s stands already in %s:%d with other content\n  here:  %s\n  there: %s\n"+
				"keep the export that is right and take the other out with `immrecon sources forget`", i.source.Name, line, id, file, otherLine, l.rowOf(own), there)
		}
	}, &id, &line, &own, &file, &otherLine, &there)
	return errors.Join(err, clash)
}
