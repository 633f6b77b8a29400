package pipeline

import (
	"cmp"

	"immrecon/import/bill"
	"immrecon/import/secret"
	"immrecon/store/model"
)

// billWriter adds to what a bill tells of itself what only its name does.
type billWriter struct {
	model.RecordWriter
	name string
}

// DescribeBill implements model.RecordWriter.
func (w billWriter) DescribeBill(f *model.BillFile) {
	described := *f
	described.Exported = cmp.Or(f.Exported, bill.ExportedAt(w.name))
	w.RecordWriter.DescribeBill(&described)
}

// writerFor is where the reader of a file writes to, of whatever kind it is: secrets get
// no further than here.
func writerFor(f detectedFile, to model.RecordWriter) model.RecordWriter {
	if f.kind == model.KindBill {
		to = billWriter{to, f.Name}
	}
	return secret.Masked(to)
}
