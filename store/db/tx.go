package db

import (
	"database/sql"
	"fmt"
)

// Tx is a transaction: a Reader that also writes. To write while rows of another
// statement are being read is an error.
type Tx struct {
	Reader
	// User is whom the audit log records what is done of.
	User string

	tx    *sql.Tx
	ended func()
}

// Commit keeps what was written.
func (t *Tx) Commit() error {
	defer t.ended()
	return t.tx.Commit()
}

// Rollback takes back what was written, unless the transaction has ended.
func (t *Tx) Rollback() error {
	defer t.ended()
	return rollbackUnlessDone(t.tx)
}

// Exec runs a statement that writes, and says how many rows it changed.
func (t *Tx) Exec(statement string, args ...any) (int64, error) {
	if err := t.open.none(); err != nil {
		return 0, err
	}
	result, err := t.tx.ExecContext(t.ctx, traced(t.ctx, statement), args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

// Load inserts rows into some columns of a table and says how many went in:
// those whose key is there already are left out.
func (t *Tx) Load(table string, columns []string, rows Rows) (int64, error) {
	if rows.Len() == 0 {
		return 0, nil
	}
	traced(t.ctx, "INSERT INTO "+table)
	err := t.open.none()
	var inserted int64
	if err == nil {
		inserted, err = t.engine.Load(t.ctx, t.tx, table, columns, rows)
	}
	if err != nil {
		return 0, fmt.Errorf("load %s: %w", table, err)
	}
	return inserted, nil
}

// LoadAll is Load for rows that must all go in: one whose key is there already
// is an error.
func (t *Tx) LoadAll(table string, columns []string, rows Rows) error {
	inserted, err := t.Load(table, columns, rows)
	if missing := int64(rows.Len()) - inserted; err == nil && missing > 0 {
		err = fmt.Errorf("load %s: %d of %d rows are there already", table, missing, rows.Len())
	}
	return err
}

// Stage lets statements read rows as a table with columns of the named one,
// until other rows are staged for it. It returns the name to read them by.
func (t *Tx) Stage(table string, columns []string, rows Rows) (name string, err error) {
	if err = t.open.none(); err == nil {
		name, err = t.engine.Stage(t.ctx, t.tx, table, columns, rows)
	}
	if err != nil {
		return "", fmt.Errorf("stage rows of %s: %w", table, err)
	}
	return name, nil
}

// WorkTables lists the temporary tables there are.
func (t *Tx) WorkTables() ([]string, error) {
	names, err := t.engine.WorkTables(t.ctx, t.tx)
	if err != nil {
		return nil, fmt.Errorf("list work tables: %w", err)
	}
	return names, nil
}

func (t *Tx) dropWorkTables() error {
	names, err := t.WorkTables()
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := t.Exec("DROP TABLE " + name); err != nil {
			return fmt.Errorf("drop work table %s: %w", name, err)
		}
	}
	return nil
}
