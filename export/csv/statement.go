package csv

import (
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// entry is a row of the statement. Only explained rows have a cause, a verdict,
// a basis and a number of findings.
type entry struct {
	name string
	model.Explained
}

// writeStatement writes the statement from top to bottom. The rows from the
// first "explained" to the last add up to "difference".
func writeStatement(w io.Writer, r *model.Report, o Options) error {
	return write(w, []column[entry]{
		text("entry", func(e *entry) string { return e.name }),
		text("cause", func(e *entry) model.Cause { return e.Cause }),
		text("verdict", func(e *entry) model.Verdict { return e.Verdict }),
		text("basis", func(e *entry) model.Basis { return e.Basis }),
		text("findings", func(e *entry) string {
			if e.Cause == "" {
				return ""
			}
			return strconv.FormatInt(e.Findings, 10)
		}),
		amount("amount", func(e *entry) decimal.Decimal { return e.Amount }),
		text("currency", func(*entry) string { return r.Statement.Currency }),
	}, entries(&r.Statement), o)
}

func entries(s *model.Statement) []entry {
	plain := func(name string, amount decimal.Decimal) entry {
		return entry{name, model.Explained{Amount: amount}}
	}
	rows := []entry{plain("billed", s.Billed), plain("expected", s.Expected), plain("difference", s.Difference)}
	for _, e := range s.Explained {
		rows = append(rows, entry{"explained", e})
	}
	return append(rows, plain("tolerated", s.Tolerated), plain("unverifiable", s.Unverifiable), plain("unexplained", s.Unexplained))
}
