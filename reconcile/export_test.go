package reconcile

import (
	"context"
	"strings"

	"immrecon/store/db"
)

// Phase is what a phase of Month says it reads and leaves.
type Phase struct {
	Name          string
	Reads, Leaves []string
}

// Trace takes the phases of a reconciliation, and returns them with the
// statements that each ran.
func Trace(ctx context.Context, d *db.DB, o Options) (all []Phase, statements [][]string, err error) {
	span, err := o.span()
	if err != nil {
		return nil, nil, err
	}
	ctx = db.WithTrace(ctx, func(statement string) {
		if n := len(statements); n > 0 {
			statements[n-1] = append(statements[n-1], statement)
		}
	})
	return all, statements, d.Write(ctx, func(tx *db.Tx) error {
		m := &month{tx: tx, options: o, span: span}
		for _, p := range phases {
			all, statements = append(all, Phase{p.name, strings.Fields(p.reads), strings.Fields(p.leaves)}), append(statements, nil)
			if err := p.do(m); err != nil {
				return err
			}
		}
		return nil
	})
}
