package runs_test

import (
	"testing"

	"immrecon/store/model"
	"immrecon/store/runs"
	"immrecon/store/storetest"
)

// Seals of version 0 are over what became of a line in the words of then.
func TestSealsOfThenAreOverTheWordsOfThen(t *testing.T) {
	d := storetest.Open(t)
	d.ImportBill()
	result := storetest.Judged()
	result.Lines = nil
	for n, status := range append(model.LineStatuses(), model.LineStatus(model.Overcharged)) {
		l := runs.RunLine{BillLineID: int64(n + 1), Status: status}
		switch status {
		case model.LineSuperseded:
			l.Detail = "12"
		case model.LineNotUsage:
			l.Detail = "refund"
		}
		result.Lines = append(result.Lines, l)
	}
	run := d.Save(result)
	storetest.SameRows(t, "lines", d.Rows("SELECT said FROM ("+runs.SealedLinesInWords+") l", run.ID), []string{
		"agrees", "for reference only (FOCUS)", "superseded by source 12", "other product", "not usage: refund", "outside the period", "overcharged",
	})
}
