package bill

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// List lists the bills that were imported with what is in them.
func List(r db.Reader) ([]model.BillSource, error) {
	all, err := sources.Where(r, "kind = ?", string(model.KindBill))
	if err != nil {
		return nil, err
	}
	l := &listing{reader: r, at: map[int64]*model.BillSource{}}
	bills := make([]model.BillSource, len(all))
	for n, s := range all {
		bills[n] = model.BillSource{Source: s, Made: s.ImportedAt.Unix()}
		l.at[s.ID] = &bills[n]
	}
	for _, read := range []func() error{l.readFiles, l.readProducts, l.readPlaces, l.readSums, l.readTotals, l.readFates} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	for n := range bills {
		b := &bills[n]
		b.Final = !slices.ContainsFunc(b.Months, func(month string) bool {
			from, err := model.DetailsFinal(month)
			return err != nil || b.Made < from.Unix() // of what is no month nothing is known
		})
	}
	return bills, nil
}

// listing is bills that are being described, by source.
type listing struct {
	reader db.Reader
	at     map[int64]*model.BillSource
}

func (l *listing) readFiles() error {
	var id, exported, seen int64
	var encoding, sheets string
	return l.reader.Query(sql.Query("bill.described"), nil, func() {
		b := l.at[id]
		b.Encoding, b.Exported = encoding, exported
		if sheets != "" {
			b.Sheets = strings.Split(sheets, "\n")
		}
		b.Made = max(cmp.Or(exported, b.Made), seen)
	}, &id, &encoding, &sheets, &exported, &seen)
}

func (l *listing) readProducts() error {
	var id int64
	var p model.BillProduct
	return l.reader.Query(sql.Query("bill.products"), nil, func() { l.at[id].Products = append(l.at[id].Products, p) },
		&id, &p.Product, &p.Month, &p.Lines)
}

// readPlaces reads the forms, months and accounts of lines and totals.
func (l *listing) readPlaces() error {
	var id int64
	var form, month, account string
	add := func(to *[]string, value string) {
		if value != "" && !slices.Contains(*to, value) {
			*to = append(*to, value)
			slices.Sort(*to)
		}
	}
	return l.reader.Query(sql.Query("bill.places"), nil, func() {
		b := l.at[id]
		add(&b.Forms, form)
		add(&b.Months, month)
		add(&b.Accounts, account)
	}, &id, &form, &month, &account)
}

func (l *listing) readSums() error {
	var id int64
	var currency string
	var gross decimal.NullDecimal
	return l.reader.Query(sql.Query("bill.amounts"), nil, func() {
		b := l.at[id]
		n := slices.IndexFunc(b.Sums, func(s model.BillSum) bool { return s.Currency == currency })
		if n < 0 {
			n = len(b.Sums)
			b.Sums = append(b.Sums, model.BillSum{Currency: currency})
		}
		b.Sums[n].Lines++
		b.Sums[n].Amount = b.Sums[n].Amount.Add(gross.Decimal)
		if gross.Valid {
			b.Decimals = max(b.Decimals, digits(gross.Decimal))
		}
	}, &id, &currency, &gross)
}

func (l *listing) readTotals() error {
	var id int64
	var t model.BillTotal
	return l.reader.Query(sql.Query("bill.all_totals"), nil, func() { l.at[id].Totals = append(l.at[id].Totals, t) },
		&id, &t.Account, &t.Month, &t.Product, &t.Type, &t.Gross, &t.Payable, &t.Currency)
}

// readFates counts what became of the lines in the latest runs. Those that were
// compared count as one, whatever their cell's verdict.
func (l *listing) readFates() error {
	var id int64
	var f model.BillFate
	return l.reader.Query(sql.Query("bill.fates"), nil, func() {
		b := l.at[id]
		if !slices.Contains(model.LineStatuses()[1:], f.Status) {
			f.Status = ""
		}
		n := slices.IndexFunc(b.Fates, func(other model.BillFate) bool { return other.Status == f.Status })
		if n < 0 {
			b.Fates = append(b.Fates, f)
			return
		}
		b.Fates[n].Lines += f.Lines
	}, &id, &f.Status, &f.Lines)
}
