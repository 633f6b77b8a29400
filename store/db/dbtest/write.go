package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"strings"

	"immrecon/store/db"
)

func testExec(d *database) {
	d.fill("a", "b", "c")
	d.write(func(tx *db.Tx) error {
		n, err := tx.Exec("UPDATE entry SET name = ? WHERE id > ?", "z", 1)
		if n != 2 {
			d.Errorf("%d rows changed, want 2", n)
		}
		return err
	})
	d.has("after the change", "1 a", "2 z", "3 z")
	err := d.Write(d.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec("UPDATE no_such_table SET name = ''")
		return err
	})
	if err == nil {
		d.Error("a broken statement was run")
	}
}

func testLoad(d *database) {
	d.fill("a", "b")
	load := func(rows *db.Buffer) (inserted int64) {
		d.Helper()
		d.write(func(tx *db.Tx) (err error) {
			inserted, err = rows.Load(tx)
			return err
		})
		return inserted
	}
	if n := load(named(2, "other", "c", "d")); n != 2 {
		d.Errorf("%d rows went in, want the 2 that are new", n)
	}
	d.has("after one that was there", "1 a", "2 b", "3 c", "4 d")
	twice := named(5, "first")
	twice.Add(int64(5), "second")
	if n := load(twice); n != 1 {
		d.Errorf("%d rows went in, want the first of 2 with one key", n)
	}
	d.has("after two with one key", "1 a", "2 b", "3 c", "4 d", "5 first")
	if n := load(named(1)); n != 0 {
		d.Errorf("of no rows %d went in", n)
	}
	all := db.NewBuffer("entry", "body", "amount", "name", "id") // in whichever order
	all.Add([]byte("\x00\xffx"), nil, "it's\x1f春", int64(1)<<62)
	load(all)
	var body []byte
	var amount sql.NullString
	var name string
	if err := d.Reader(d.Context()).One("SELECT body, amount, name FROM entry WHERE id = ?", []any{int64(1) << 62}, &body, &amount, &name); err != nil ||
		string(body) != "\x00\xffx" || amount.Valid || name != "it's\x1f春" {
		d.Errorf("came back as %q, %v, %q, %v", body, amount, name, err)
	}
}

// A conflict other than of keys is an error. The transaction is over then, and
// the next one works.
func testLoadRefused(d *database) {
	d.fill("a")
	err := d.Write(d.Context(), func(tx *db.Tx) error {
		if _, err := tx.Exec("UPDATE entry SET name = 'z'"); err != nil {
			return err
		}
		rows := named(2, "b")
		rows.Add(int64(3), nil)
		_, err := rows.Load(tx)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "load entry: ") {
		d.Errorf("an entry without a name: %v", err)
	}
	d.has("after the failure", "1 a")
	d.write(func(tx *db.Tx) error { return named(2, "b").Flush(tx) })
	d.has("after the next transaction", "1 a", "2 b")
}

func testLoadAll(d *database) {
	d.fill("a")
	rows := named(1, "other", "b")
	err := d.Write(d.Context(), func(tx *db.Tx) error { return tx.LoadAll("entry", rows.Columns, rows) })
	if err == nil || !strings.Contains(err.Error(), "load entry: 1 of 2 rows") {
		d.Errorf("one that is there: %v", err)
	}
	d.has("after the failure", "1 a")
	if rows.Len() != 2 {
		d.Errorf("loading left %d rows of the buffer", rows.Len())
	}
	rows = named(2, "b", "c")
	d.write(rows.Flush)
	d.has("after loading new ones", "1 a", "2 b", "3 c")
	if rows.Len() != 0 {
		d.Errorf("flushing left %d rows of the buffer", rows.Len())
	}
}

// Rows are loaded whenever the buffer is full, and at the end.
func testInsert(d *database) {
	const many = 20000
	d.write(func(tx *db.Tx) error {
		rows := tx.Insert("entry", "id", "name")
		for id := range int64(many) {
			if err := rows.Add(id, "name"); err != nil {
				return err
			}
		}
		if n := d.count(tx.Reader, "SELECT count(*) FROM entry"); n == 0 || n == many {
			d.Errorf("%d of %d rows are in before the end, want some", n, many)
		}
		return rows.Flush()
	})
	r := d.Reader(d.Context())
	if n := d.count(r, "SELECT count(*) FROM entry WHERE name = 'name'"); n != many {
		d.Errorf("%d rows are in, want %d", n, many)
	}
	if n := d.count(r, "SELECT max(id) FROM entry"); n != many-1 {
		d.Errorf("the last id is %d, want %d", n, many-1)
	}
}

// However many rows are added while others are read, they are loaded after that.
func testInsertWaits(d *database) {
	const many = 20000
	d.fill(numbers(many)...)
	d.write(func(tx *db.Tx) error {
		rows := tx.Insert("entry", "id", "name")
		var failed error
		var id int64
		err := tx.Query("SELECT id FROM entry ORDER BY id", nil, func() { failed = errors.Join(failed, rows.Add(id+many, "name")) }, &id)
		return errors.Join(err, failed, rows.Flush())
	})
	if n := d.count(d.Reader(d.Context()), "SELECT count(*) FROM entry"); n != 2*many {
		d.Errorf("%d rows are in, want %d", n, 2*many)
	}
}

func testWriteWhileReading(d *database) {
	d.fill("a", "b")
	d.write(func(tx *db.Tx) error {
		for name, write := range map[string]func() error{
			"Exec":  func() error { _, err := tx.Exec("DELETE FROM entry"); return err },
			"Load":  func() error { _, err := named(3, "c").Load(tx); return err },
			"Stage": func() error { _, err := named(3, "c").Stage(tx); return err },
		} {
			for read, rows := range map[string]iter.Seq[error]{
				"Scan":     tx.Scan("SELECT id FROM entry ORDER BY id", nil, new(int64)),
				"ScanLong": tx.ScanLong("id", "FROM entry ORDER BY id", nil, new(int64)),
			} {
				for err := range rows {
					if err != nil {
						return err
					}
					if err := write(); err == nil || !strings.Contains(err.Error(), "while rows are being read") {
						d.Errorf("%s within %s: %v", name, read, err)
					}
				}
			}
		}
		return named(3, "c").Flush(tx)
	})
	d.has("after that", "1 a", "2 b", "3 c")
}

func testFailedWrite(d *database) {
	d.fill("a")
	failed := errors.New("no more")
	err := d.Write(d.Context(), func(tx *db.Tx) error {
		if err := named(2, "b").Flush(tx); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		d.Errorf("writing failed with %v", err)
	}
	d.has("after the failure", "1 a")
}

func testTransactionEnds(d *database) {
	for name, test := range map[string]struct {
		end  func(*db.Tx) error
		want []string
	}{
		"rolled back": {(*db.Tx).Rollback, nil},
		"committed":   {(*db.Tx).Commit, []string{"1 a"}},
	} {
		d.write(func(tx *db.Tx) error {
			_, err := tx.Exec("DELETE FROM entry")
			return err
		})
		tx, err := d.Begin(d.Context())
		if err != nil {
			d.Fatal(err)
		}
		if err := named(1, "a").Flush(tx); err != nil {
			d.Error(err)
		}
		if err := test.end(tx); err != nil {
			d.Errorf("%s: %v", name, err)
		}
		if err := tx.Rollback(); err != nil {
			d.Errorf("%s, then rolled back: %v", name, err)
		}
		d.has(name, test.want...)
	}
}

func testTransactionReads(d *database) {
	d.User = "anna"
	d.write(func(tx *db.Tx) error {
		if tx.User != "anna" {
			d.Errorf("the transaction is of %q", tx.User)
		}
		if err := named(1, "a").Flush(tx); err != nil {
			return err
		}
		d.same("in the transaction", d.texts(tx.Reader, "SELECT name FROM entry"), []string{"a"})
		d.has("outside of it")
		return nil
	})
}

func testCancelled(d *database) {
	d.fill("a")
	ctx, cancel := context.WithCancel(d.Context())
	err := d.Write(ctx, func(tx *db.Tx) error {
		if err := named(2, "b").Flush(tx); err != nil {
			return err
		}
		cancel()
		return named(3, "c").Flush(tx)
	})
	if !errors.Is(err, context.Canceled) {
		d.Errorf("writing that is cancelled: %v", err)
	}
	if err := d.Reader(ctx).Query("SELECT name FROM entry", nil, func() {}); !errors.Is(err, context.Canceled) {
		d.Errorf("reading that is cancelled: %v", err)
	}
	d.has("after that", "1 a")
	d.write(func(tx *db.Tx) error { return named(2, "b").Flush(tx) })
	d.has("after the next transaction", "1 a", "2 b")
}

func testTrial(d *database) {
	d.fill("a")
	failed := errors.New("no more")
	for _, want := range []error{nil, failed} {
		err := d.Try(d.Context(), func(tx *db.Tx) error {
			if _, err := tx.Exec("CREATE TEMP TABLE tried (id BIGINT)"); err != nil {
				return err
			}
			return errors.Join(named(2, "b").Flush(tx), want)
		})
		if !errors.Is(err, want) {
			d.Errorf("the trial ended with %v, want %v", err, want)
		}
		d.has("after the trial", "1 a")
	}
	d.write(func(tx *db.Tx) error {
		names, err := tx.WorkTables()
		d.same("work tables after the trial", names, nil)
		return err
	})
}
