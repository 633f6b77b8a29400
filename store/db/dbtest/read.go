package dbtest

import (
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"immrecon/store/db"
)

func testQuery(d *database) {
	d.fill("a", "b", "c")
	r := d.Reader(d.Context())
	d.same("rows", d.texts(r, "SELECT name FROM entry WHERE id <> ? ORDER BY id DESC", 2), []string{"c", "a"})
	d.same("no rows", d.texts(r, "SELECT name FROM entry WHERE id > 3"), nil)
	var number int64
	called := func() { d.Error("a row that cannot be scanned was handed over") }
	if err := r.Query("SELECT name FROM entry", nil, called, &number); err == nil {
		d.Error("a text was scanned as a number")
	}
	if err := r.Query("SELECT no_such_column FROM entry", nil, called, &number); err == nil {
		d.Error("a broken statement was run")
	}
}

func testOne(d *database) {
	d.fill("a", "b")
	r := d.Reader(d.Context())
	var name string
	if err := r.One("SELECT name FROM entry ORDER BY id", nil, &name); err != nil || name != "a" {
		d.Errorf("the first row is %q, %v", name, err)
	}
	if err := r.One("SELECT name FROM entry WHERE id = ?", []any{7}, &name); !errors.Is(err, sql.ErrNoRows) || name != "a" {
		d.Errorf("of no rows: %q, %v", name, err)
	}
	if err := r.One("SELECT FROM", nil, &name); err == nil || errors.Is(err, sql.ErrNoRows) {
		d.Errorf("a broken statement: %v", err)
	}
}

// A statement can be run by the same transaction once another's rows were left.
func testScanLeftEarly(d *database) {
	d.fill(numbers(1000)...)
	d.write(func(tx *db.Tx) error {
		var id int64
		for err := range tx.Scan("SELECT id FROM entry ORDER BY id", nil, &id) {
			if err != nil || id == 3 {
				break
			}
		}
		_, err := tx.Exec("DELETE FROM entry WHERE id > ?", id)
		return err
	})
	d.has("after the third row", "1 1", "2 2", "3 3")
}

// Scanning NULL leaves a decimal as the row before left it.
func testMissingDecimals(d *database) {
	d.write(func(tx *db.Tx) error {
		rows := db.NewBuffer("entry", "id", "name", "amount")
		rows.Add(int64(1), "given", "0.10")
		rows.Add(int64(2), "missing", nil)
		rows.Add(int64(3), "zero", "0")
		return rows.Flush(tx)
	})
	var amount decimal.NullDecimal
	var all []string
	add := func() { all = append(all, fmt.Sprint(amount.Decimal, amount.Valid)) }
	if err := d.Reader(d.Context()).Query("SELECT amount FROM entry ORDER BY id", nil, add, &amount); err != nil {
		d.Fatal(err)
	}
	d.same("amounts", all, []string{"0.1 true", "0 false", "0 true"})
}

func testInterner(d *database) {
	d.fill("a", "b", "a")
	known := db.Interner{}
	var all []string
	var name string
	r := d.Reader(d.Context())
	if err := r.QueryLong("name", "FROM entry ORDER BY id", nil, func() { all = append(all, name) }, known.Into(&name)); err != nil {
		d.Fatal(err)
	}
	d.same("texts", all, []string{"a", "b", "a"})
	if len(known) != 2 {
		d.Errorf("%d texts are held, want 2", len(known))
	}
	if err := r.Query("SELECT id FROM entry", nil, func() {}, known.Into(&name)); err == nil {
		d.Error("a number passed for a text")
	}
}

// Whatever a text holds, and in whichever row, ScanLong yields what Scan does.
func testScanLong(d *database) {
	names := []string{"plain", "", "a\x1fb", "\x1f", "after it", "x\x1f\x1f\x1f\x1f"}
	for from := range names {
		d.write(func(tx *db.Tx) error {
			_, err := tx.Exec("DELETE FROM entry")
			return err
		})
		d.fill(slices.Concat(names[from:], names[:from])...)
		const columns, tables = "id, name, CASE id % 3 WHEN 1 THEN NULL ELSE CAST(id AS TEXT) END", "FROM entry WHERE id <> ? ORDER BY id"
		rows := func(scan func(into ...any) iter.Seq[error]) (all []string) {
			var id int64
			var name string
			var amount decimal.NullDecimal
			for err := range scan(&id, &name, &amount) {
				if err != nil {
					d.Fatal(err)
				}
				all = append(all, fmt.Sprintf("%d %q %v", id, name, amount))
			}
			return all
		}
		r := d.Reader(d.Context())
		long := rows(func(into ...any) iter.Seq[error] { return r.ScanLong(columns, tables, []any{3}, into...) })
		plain := rows(func(into ...any) iter.Seq[error] {
			return r.Scan("SELECT "+columns+" "+tables, []any{3}, into...)
		})
		if len(plain) != len(names)-1 {
			d.Errorf("%d rows, want %d", len(plain), len(names)-1)
		}
		d.same("rows of a long table", long, plain)
	}
}

// kind is a text under a name of its own.
type kind string

func testScanLongTypes(d *database) {
	d.fill("=a,\n", "true", "not read")
	r := d.Reader(d.Context())
	var id int64
	var text string
	var named kind
	var is bool
	var amount decimal.Decimal
	var given, missing decimal.NullDecimal
	var all []string
	add := func() {
		all = append(all, fmt.Sprintf("%d %q %q %t %s %v %v", id, text, named, is, amount, given, missing))
	}
	const columns = "-9007199254740993 - id, name, name, id = 1, '0.0280000', '-1.5', CASE id WHEN 1 THEN '7' ELSE NULL END"
	err := r.QueryLong(columns, "FROM entry WHERE id <= ? ORDER BY id", []any{2}, add, &id, &text, &named, &is, &amount, &given, &missing)
	if err != nil {
		d.Fatal(err)
	}
	d.same("values", all, []string{`-9007199254740994 "=a,\n" "=a,\n" true 0.028 {-1.5 true} {7 true}`, `-9007199254740995 "true" "true" false 0.028 {-1.5 true} {0 false}`})
	called := func() { d.Error("a row that cannot be scanned was handed over") }
	if err := r.QueryLong("name", "FROM entry ORDER BY id", nil, called, &id); err == nil {
		d.Error("a text was scanned as a number")
	}
	if err := r.QueryLong("no_such_column", "FROM entry ORDER BY id", nil, called, &id); err == nil {
		d.Error("a broken statement was run")
	}
}

func testReadSeesOneState(d *database) {
	d.fill("a")
	const count = "SELECT count(*) FROM entry"
	err := d.Read(d.Context(), func(r db.Reader) error {
		before := d.count(r, count)
		d.write(func(tx *db.Tx) error { return named(2, "b").Flush(tx) })
		if after := d.count(r, count); before != 1 || after != 1 {
			d.Errorf("%d entries, then %d; want 1 throughout", before, after)
		}
		if n := d.count(d.Reader(d.Context()), count); n != 2 {
			d.Errorf("%d entries by a reader of what there is now, want 2", n)
		}
		return nil
	})
	if err != nil {
		d.Fatal(err)
	}
	failed := errors.New("no more")
	if err := d.Read(d.Context(), func(db.Reader) error { return failed }); !errors.Is(err, failed) {
		d.Errorf("reading that fails: %v", err)
	}
}

func testReadersCannotWrite(d *database) {
	d.fill("a")
	var id int64
	for _, statement := range []string{"DELETE FROM entry", "UPDATE entry SET name = 'b' RETURNING id", "INSERT INTO entry (id, name) VALUES (2, 'b') RETURNING id", "DROP TABLE entry"} {
		if err := d.Reader(d.Context()).Query(statement, nil, func() {}, &id); err == nil {
			d.Errorf("%s: a reader may", statement)
		}
		err := d.Read(d.Context(), func(r db.Reader) error { return r.Query(statement, nil, func() {}, &id) })
		if err == nil {
			d.Errorf("%s: a reader of one state may", statement)
		}
	}
	d.has("after that", "1 a")
}

// Whichever verb runs a statement, it is traced.
func testTrace(d *database) {
	var traced []string
	ctx := db.WithTrace(d.Context(), func(statement string) { traced = append(traced, statement) })
	err := d.Write(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec("DELETE FROM entry")
		d.count(tx.Reader, "SELECT count(*) FROM entry")
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	var id int64
	for range d.Reader(ctx).ScanLong("id", "FROM entry ORDER BY id", nil, &id) {
		d.Error("there is a row")
	}
	rows, err := d.Reader(ctx).Rows("SELECT name FROM entry")
	if err == nil {
		err = rows.Close()
	}
	if err != nil {
		d.Fatal(err)
	}
	d.same("traced", traced, []string{"DELETE FROM entry", "SELECT count(*) FROM entry", "SELECT id FROM entry ORDER BY id", "SELECT name FROM entry"})
}

func testVerify(d *database) {
	d.fill("a")
	if pages, faults, err := d.Reader(d.Context()).Verify(); pages <= 0 || len(faults) > 0 || err != nil {
		d.Errorf("%d pages, faults %q, %v", pages, faults, err)
	}
}

// Texts are in the order of their bytes, and minding case, whatever language the
// machine speaks.
func testTexts(d *database) {
	d.fill("b", "B", "é", "a b", "ab", "_", "春", "B2")
	r := d.Reader(d.Context())
	d.same("in order", d.texts(r, "SELECT name FROM entry ORDER BY name"), []string{"B", "B2", "_", "a b", "ab", "b", "é", "春"})
	d.same("the greatest", d.texts(r, "SELECT max(name) FROM entry"), []string{"春"})
	d.same("the like", d.texts(r, "SELECT name FROM entry WHERE name LIKE 'B%' ORDER BY name"), []string{"B", "B2"})
	d.same("within", d.texts(r, "SELECT name FROM entry WHERE name > 'B2' AND name < 'b' ORDER BY name"), []string{"_", "a b", "ab"})
}
