package db

import "database/sql/driver"

// bufferRows is how many rows wait before they are loaded: enough to make the
// statement's cost vanish, few enough to stay small in memory.
const bufferRows = 8192

// A Buffer holds rows of one table until they are loaded.
type Buffer struct {
	Table   string
	Columns []string // in the order of the values
	values  []driver.Value
}

// NewBuffer makes an empty buffer for some columns of a table.
func NewBuffer(table string, columns ...string) *Buffer {
	return &Buffer{Table: table, Columns: columns}
}

// Add appends a row: an int64, a string, bytes or nil for each column.
func (b *Buffer) Add(values ...driver.Value) { b.values = append(b.values, values...) }

// Full reports whether there are enough rows to be loaded.
func (b *Buffer) Full() bool { return b.Len() >= bufferRows }

// Len implements Rows.
func (b *Buffer) Len() int { return len(b.values) / len(b.Columns) }

// Value implements Rows.
func (b *Buffer) Value(row, column int) driver.Value { return b.values[row*len(b.Columns)+column] }

// Last is the row that was added last.
func (b *Buffer) Last() []driver.Value { return b.values[len(b.values)-len(b.Columns):] }

// Clear empties the buffer.
func (b *Buffer) Clear() { b.values = b.values[:0] }

// Load is Tx.Load for the rows of the buffer, which it leaves as they are.
func (b *Buffer) Load(tx *Tx) (int64, error) { return tx.Load(b.Table, b.Columns, b) }

// Flush loads all rows and empties the buffer: one whose key is there already
// is an error.
func (b *Buffer) Flush(tx *Tx) error {
	err := tx.LoadAll(b.Table, b.Columns, b)
	b.Clear()
	return err
}

// Stage is Tx.Stage for the rows of the buffer.
func (b *Buffer) Stage(tx *Tx) (name string, err error) { return tx.Stage(b.Table, b.Columns, b) }

// An Inserter is a buffer that is loaded whenever it is full and no rows are being
// read.
type Inserter struct {
	tx     *Tx
	buffer *Buffer
}

// Insert begins to insert rows into some columns of a table. Flush must follow.
func (t *Tx) Insert(table string, columns ...string) *Inserter {
	return &Inserter{t, NewBuffer(table, columns...)}
}

// Add appends a row: an int64, a string, bytes or nil for each column.
func (i *Inserter) Add(values ...driver.Value) error {
	i.buffer.Add(values...)
	if !i.buffer.Full() || i.tx.open.none() != nil {
		return nil
	}
	return i.Flush()
}

// Flush loads the rows that are waiting.
func (i *Inserter) Flush() error { return i.buffer.Flush(i.tx) }
