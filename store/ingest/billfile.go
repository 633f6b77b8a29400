package ingest

import (
	"context"
	"strings"
	"time"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// billFileLoader turns what a bill says besides its lines into rows.
type billFileLoader struct {
	totals, files, products *db.Buffer
}

func newBillFileLoader() *billFileLoader {
	return &billFileLoader{
		totals: db.NewBuffer("bill_total", "source_id", "line", "form", "account", "owner", "month", "product", "commodity", "type", "type_text",
			"gross", "payable", "taxed", "currency", "raw"),
		files:    db.NewBuffer("bill_file", "source_id", "encoding", "sheets", "exported"),
		products: db.NewBuffer("bill_product", "source_id", "product", "month", "lines"),
	}
}

// KeepBillTotal implements model.RecordWriter.
func (i *Import) KeepBillTotal(line int64, t *model.BillTotal) {
	i.billFile.totals.Add(i.source.ID, line, t.Form, t.Account, t.Owner, t.Month, t.Product, t.Commodity, string(t.Type), t.TypeText,
		printed(t.Gross), printed(t.Payable), truth(&t.Taxed), t.Currency, t.Raw)
	i.keep(i.billFile.totals)
}

// DescribeBill implements model.RecordWriter.
func (i *Import) DescribeBill(f *model.BillFile) {
	i.billFile.files.Add(i.source.ID, f.Encoding, strings.Join(f.Sheets, "\n"), f.Exported)
	for _, p := range f.Products {
		i.billFile.products.Add(i.source.ID, p.Product, p.Month, p.Lines)
	}
}

func (l *billFileLoader) flush(i *Import) error {
	for _, b := range []*db.Buffer{l.totals, l.files, l.products} {
		if err := i.load(b); err != nil {
			return err
		}
	}
	return nil
}

// SeenAgain notes that the content of a bill that is there was given again at a
// time: it was what the provider showed then, too.
func (w *Writer) SeenAgain(ctx context.Context, source int64, at time.Time) error {
	return w.db.Write(ctx, func(tx *db.Tx) error {
		changed, err := tx.Exec("UPDATE bill_file SET seen = ? WHERE source_id = ? AND seen < ?", at.Unix(), source, at.Unix())
		if err != nil || changed == 0 {
			return err
		}
		of, err := sources.Where(tx.Reader, "id = ?", source)
		if err != nil || len(of) == 0 {
			return err
		}
		return audit.Record(tx, audit.Entry{At: at, Kind: audit.SeenAgain, Subject: of[0].SHA256, Facts: sources.Facts{Source: source, Kind: of[0].Kind, Name: of[0].Name}})
	})
}
