package runs

import (
	"database/sql/driver"

	"immrecon/store/audit"
	"immrecon/store/db"
)

// saver writes a run.
type saver struct {
	tx     *db.Tx
	sealed map[string]string // what statements of the run's seal come to, as far as known
}

// sealedRows inserts rows and seals them on the way, the first column aside.
// The rows must come in the order of the statement that seals them.
type sealedRows struct {
	*db.Inserter
	saver  *saver
	sealer *audit.Sealer
}

// insertSealed is Insert for a table whose columns behind the first are those of
// a statement of the seal.
func (s *saver) insertSealed(table string, columns ...string) *sealedRows {
	rows := &sealedRows{s.tx.Insert(table, columns...), s, audit.NewSealer()}
	rows.sealer.Table(len(columns) - 1)
	return rows
}

// Add appends a row.
func (r *sealedRows) Add(values ...driver.Value) error {
	for _, value := range values[1:] {
		r.sealer.Value(value)
	}
	r.sealer.EndRow()
	return r.Inserter.Add(values...)
}

// flush inserts the last rows, and notes what the statement that seals the table
// comes to.
func (r *sealedRows) flush(statement string) error {
	r.saver.sealed[statement] = r.sealer.Sum()
	return r.Flush()
}
