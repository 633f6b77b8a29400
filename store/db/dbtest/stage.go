package dbtest

import (
	"errors"
	"fmt"

	"immrecon/store/db"
)

// staged reads the rows that are staged under a name.
func (d *database) staged(tx *db.Tx, name string) []string {
	d.Helper()
	return d.texts(tx.Reader, "SELECT f.name FROM "+name+" f ORDER BY f.id")
}

// stage stages rows and wants to read them.
func (d *database) stage(tx *db.Tx, rows *db.Buffer, want ...string) {
	d.Helper()
	name, err := rows.Stage(tx)
	if err != nil {
		d.Fatal(err)
	}
	d.same("staged rows", d.staged(tx, name), want)
}

func testStage(d *database) {
	d.fill("a", "b", "c")
	d.write(func(tx *db.Tx) error {
		name, err := named(2, "other", "c", "d").Stage(tx)
		if err != nil {
			return err
		}
		rows := d.texts(tx.Reader, "SELECT e.name || f.name FROM "+name+" f JOIN entry e ON e.id = f.id ORDER BY f.id")
		d.same("joined", rows, []string{"bother", "cc"})
		_, err = tx.Exec("INSERT INTO entry (id, name) SELECT f.id, f.name FROM " + name + " f WHERE f.id > 3")
		return err
	})
	d.has("after inserting from them", "1 a", "2 b", "3 c", "4 d")
}

// Rows can be staged again for a table, of other columns too, and what is loaded
// into it may stand between.
func testStageReplaces(d *database) {
	for range 2 { // in a second transaction as well
		d.write(func(tx *db.Tx) error {
			d.stage(tx, named(1, "a", "b"), "a", "b")
			d.stage(tx, named(1, "c"), "c")
			d.stage(tx, named(1))
			other := db.NewBuffer("entry", "name", "body", "id")
			other.Add("d", nil, int64(4))
			d.stage(tx, other, "d")
			if _, err := tx.Load("entry", []string{"id", "name"}, named(7, "loaded")); err != nil {
				return err
			}
			d.stage(tx, named(1, "e"), "e")
			d.stage(tx, other, "d")
			return nil
		})
	}
	d.has("after that", "7 loaded")
}

func testStageAfterRollback(d *database) {
	failed := errors.New("no more")
	other := db.NewBuffer("entry", "name", "id")
	other.Add("in other columns", int64(1))
	for n := range 3 { // the first time nothing was staged before
		err := d.Write(d.Context(), func(tx *db.Tx) error {
			d.stage(tx, named(1, "a"), "a")
			d.stage(tx, other, "in other columns")
			return failed
		})
		if !errors.Is(err, failed) {
			d.Fatal(err)
		}
		d.write(func(tx *db.Tx) error {
			d.stage(tx, other, "in other columns")
			d.stage(tx, named(1, fmt.Sprint(n)), fmt.Sprint(n))
			return nil
		})
	}
}

// Two databases of one process have rows staged for the same table at once.
func testStageTwoDatabases(d *database) {
	second := &database{T: d.T, DB: d.open(d.T, migrations), open: d.open}
	d.write(func(tx *db.Tx) error {
		name, err := named(1, "of the first").Stage(tx)
		if err != nil {
			return err
		}
		second.write(func(tx *db.Tx) error {
			second.stage(tx, named(1, "of the second"), "of the second")
			return named(1, "loaded").Flush(tx)
		})
		d.same("staged in the first", d.staged(tx, name), []string{"of the first"})
		return nil
	})
	d.has("the first has none")
	second.has("the second", "1 loaded")
}

func testWorkTables(d *database) {
	failed := errors.New("no more")
	for _, outcome := range []error{nil, failed, nil, failed} {
		err := d.Write(d.Context(), func(tx *db.Tx) error {
			if names, err := tx.WorkTables(); err != nil || len(names) > 0 {
				d.Errorf("a new transaction sees the work tables %q, %v", names, err)
			}
			if _, err := tx.Exec("CREATE TEMP TABLE span (month TEXT); CREATE TEMP TABLE bound AS SELECT id FROM entry; INSERT INTO span VALUES ('2026-03')"); err != nil {
				return err
			}
			d.stage(tx, named(1, "a"), "a")
			names, err := tx.WorkTables()
			d.same("work tables", names, []string{"bound", "span"})
			return errors.Join(outcome, err)
		})
		if !errors.Is(err, outcome) || (err != nil) != (outcome != nil) {
			d.Errorf("ended with %v, want %v", err, outcome)
		}
	}
}
