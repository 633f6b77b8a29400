package bill

import (
	"immrecon/import/readertest"
	"immrecon/store/model"
)

// numbered remembers the number of each line.
type numbered struct {
	readertest.Collected
	numbers map[int64]bool
}

func (n *numbered) Skip(line int64) { n.numbers[line] = true; n.Collected.Skip(line) }

func (n *numbered) Reject(line int64, reason, text string) {
	n.numbers[line] = true
	n.Collected.Reject(line, reason, text)
}

func (n *numbered) KeepBillLine(line int64, b *model.BillLine) {
	n.numbers[line] = true
	n.Collected.KeepBillLine(line, b)
}

func (n *numbered) KeepBillTotal(line int64, b *model.BillTotal) {
	n.numbers[line] = true
	n.Collected.KeepBillTotal(line, b)
}
