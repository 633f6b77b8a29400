package store

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"modernc.org/sqlite/vtab"
)

// A feed is a batch of rows that SQLite reads as a table: INSERT … SELECT from
// it loads about twice as fast as binding parameters row by row, and leaves
// joining, ignoring and counting to SQL.
type feed struct {
	table   string   // target table
	columns []string // of the target, in the order of the values
	values  []driver.Value
	order   []int // in which the rows are read, nil for that in which they came
}

func newFeed(table string, columns ...string) *feed { return &feed{table: table, columns: columns} }

func (f *feed) add(values ...driver.Value) { f.values = append(f.values, values...) }

func (f *feed) rows() int { return len(f.values) / len(f.columns) }

func (f *feed) clear() { f.values, f.order = f.values[:0], nil }

// sortByKey lets the rows be read in the order of their first value, those of
// one value in the order in which they came. An index grows much faster when
// its keys come in order.
func (f *feed) sortByKey() {
	key := func(row int) []byte { return f.values[row*len(f.columns)].([]byte) }
	order := make([]int, f.rows())
	for row := range order {
		order[row] = row
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(bytes.Compare(key(a), key(b)), cmp.Compare(a, b)) })
	f.order = order
}

// insert loads the batch into the target table and says how many rows went in;
// rows whose key exists already are left out.
func (f *feed) insert(ctx context.Context, tx *sql.Tx) (int64, error) {
	if f.rows() == 0 {
		return 0, nil
	}
	return f.run(ctx, tx, fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s WHERE true ON CONFLICT DO NOTHING",
		f.table, strings.Join(f.columns, ", "), feedColumns(len(f.columns)), f.name()))
}

// run executes a statement that reads the batch as the table f.name().
func (f *feed) run(ctx context.Context, tx *sql.Tx, statement string, args ...any) (int64, error) {
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
func (f *feed) query(ctx context.Context, tx *sql.Tx, statement string, args []any, each func(), into ...any) error {
	defer f.show()()
	return query(ctx, tx, statement, args, each, into...)
}

func (f *feed) name() string { return "feed_" + f.table }

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
	*feed
}

// show lets SQLite read the batch until hide is called.
func (f *feed) show() (hide func()) {
	shown.Lock()
	shown.feed = f
	return func() {
		shown.feed = nil
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
	f := shown.feed
	if f == nil || f.name() != string(t) {
		return nil, fmt.Errorf("feed %s is read with no batch of its own shown", string(t))
	}
	return &cursor{feed: f}, nil
}

type cursor struct {
	feed *feed
	row  int // in the order in which they are read
}

func (c *cursor) Filter(int, string, []vtab.Value) error { c.row = 0; return nil }
func (c *cursor) Next() error                            { c.row++; return nil }
func (c *cursor) Eof() bool                              { return c.row >= c.feed.rows() }
func (c *cursor) Rowid() (int64, error)                  { return int64(c.row), nil }
func (c *cursor) Close() error                           { return nil }

func (c *cursor) Column(i int) (vtab.Value, error) {
	row := c.row
	if c.feed.order != nil {
		row = c.feed.order[row]
	}
	return c.feed.values[row*len(c.feed.columns)+i], nil
}
