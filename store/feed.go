package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"modernc.org/sqlite/vtab"
)

// A loader puts a batch of rows into a table of the database. SQLite reads the
// batch as a table of its own: INSERT … SELECT from it loads about twice as fast
// as binding parameters row by row, and leaves joining, ignoring and counting
// to SQL.
type loader struct {
	table   string   // target table
	columns []string // of the target, in the order of the values
	batch   batchOfRows
}

// batchOfRows is what a loader loads.
type batchOfRows interface {
	rows() int
	value(row, column int) driver.Value
}

// A feed is a loader with a batch of any values.
type feed struct {
	loader
	values []driver.Value
}

func newFeed(table string, columns ...string) *feed {
	f := &feed{loader: loader{table: table, columns: columns}}
	f.batch = f
	return f
}

func (f *feed) add(values ...driver.Value) { f.values = append(f.values, values...) }

func (f *feed) rows() int { return len(f.values) / len(f.columns) }

func (f *feed) value(row, column int) driver.Value { return f.values[row*len(f.columns)+column] }

func (f *feed) clear() { f.values = f.values[:0] }

// insert loads the batch into the target table and says how many rows went in;
// rows whose key exists already are left out. Any other conflict ends the whole
// transaction: that is what becomes of a failed load anyway, and SQLite need not
// keep what the statement changes to take back that alone.
func (f *loader) insert(ctx context.Context, tx *sql.Tx) (int64, error) {
	if f.batch.rows() == 0 {
		return 0, nil
	}
	return f.run(ctx, tx, fmt.Sprintf("INSERT OR ROLLBACK INTO %s (%s) SELECT %s FROM %s WHERE true ON CONFLICT DO NOTHING",
		f.table, strings.Join(f.columns, ", "), feedColumns(len(f.columns)), f.name()))
}

// insertAll is insert for rows that must all go in: one whose key exists already
// is an error.
func (f *loader) insertAll(ctx context.Context, tx *sql.Tx) error {
	inserted, err := f.insert(ctx, tx)
	if missing := int64(f.batch.rows()) - inserted; err == nil && missing > 0 {
		err = fmt.Errorf("load %s: %d of %d rows stand there already", f.table, missing, f.batch.rows())
	}
	return err
}

// run executes a statement that reads the batch as the table f.name().
func (f *loader) run(ctx context.Context, tx *sql.Tx, statement string, args ...any) (int64, error) {
	defer f.show()()
	create := fmt.Sprintf("CREATE VIRTUAL TABLE IF NOT EXISTS temp.%s USING immrecon_feed(%d)", f.name(), len(f.columns))
	if _, err := tx.ExecContext(ctx, create); err != nil {
		return 0, fmt.Errorf("load %s: %w", f.table, err)
	}
	result, err := tx.ExecContext(ctx, statement, args...)
	if err != nil {
		return 0, fmt.Errorf("load %s: %w", f.table, err)
	}
	return result.RowsAffected()
}

// query reads the batch as the table f.name(), which a run must have made.
func (f *loader) query(ctx context.Context, tx *sql.Tx, statement string, args []any, each func(), into ...any) error {
	defer f.show()()
	return query(ctx, tx, statement, args, each, into...)
}

func (f *loader) name() string { return "feed_" + f.table }

// feedColumns names the columns of a feed: c0, c1, …
func feedColumns(n int) string {
	names := make([]string, n)
	for i := range names {
		names[i] = "c" + strconv.Itoa(i)
	}
	return strings.Join(names, ", ")
}

// shown is the batch that its feed table shows at the moment. SQLite knows the
// table by its name alone, whichever database asks; so where a process has
// several open, their batches take turns.
var shown struct {
	sync.Mutex
	*loader
}

// show lets SQLite read the batch until hide is called.
func (f *loader) show() (hide func()) {
	shown.Lock()
	shown.loader = f
	return func() {
		shown.loader = nil
		shown.Unlock()
	}
}

// feedModule makes feeds known to SQLite, once.
var feedModule = sync.OnceValue(func() error {
	return vtab.RegisterModule(nil, "immrecon_feed", module{})
})

type module struct{}

func (module) Create(c vtab.Context, args []string) (vtab.Table, error) {
	width, err := strconv.Atoi(args[3])
	if err != nil {
		return nil, fmt.Errorf("feed %s: %q is not a number of columns", args[2], args[3])
	}
	return table(args[2]), c.Declare("CREATE TABLE feed (" + feedColumns(width) + ")")
}

func (m module) Connect(c vtab.Context, args []string) (vtab.Table, error) { return m.Create(c, args) }

type table string

func (table) BestIndex(*vtab.IndexInfo) error { return nil }
func (table) Disconnect() error               { return nil }
func (table) Destroy() error                  { return nil }

func (t table) Open() (vtab.Cursor, error) {
	f := shown.loader
	if f == nil || f.name() != string(t) {
		return nil, fmt.Errorf("feed %s is read with no batch of its own shown", string(t))
	}
	return &cursor{batch: f.batch}, nil
}

type cursor struct {
	batch batchOfRows
	row   int
}

func (c *cursor) Filter(int, string, []vtab.Value) error { c.row = 0; return nil }
func (c *cursor) Next() error                            { c.row++; return nil }
func (c *cursor) Eof() bool                              { return c.row >= c.batch.rows() }
func (c *cursor) Rowid() (int64, error)                  { return int64(c.row), nil }
func (c *cursor) Close() error                           { return nil }

func (c *cursor) Column(i int) (vtab.Value, error) { return c.batch.value(c.row, i), nil }
