package storetest

import (
	"fmt"
	"time"

	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/runs"
)

// Import imports a source with the records that a function keeps. Its content is
// its name: a name imports once.
func (d *Database) Import(kind model.Kind, name string, keep func(*ingest.Import)) model.Source {
	d.t.Helper()
	s, err := d.TryImport(kind, name, keep)
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

// TryImport is Import where that may be refused.
func (d *Database) TryImport(kind model.Kind, name string, keep func(*ingest.Import)) (model.Source, error) {
	d.t.Helper()
	in := d.Begin(kind, name)
	keep(in)
	return in.Commit("sha256 of "+name, int64(len(name)), time.Unix(Noon, 0))
}

// Begin begins an import that the test ends.
func (d *Database) Begin(kind model.Kind, name string) *ingest.Import {
	d.t.Helper()
	in, err := d.Writer.Begin(d.t.Context(), model.Source{Kind: kind, Name: name})
	if err != nil {
		d.t.Fatal(err)
	}
	return in
}

// Forget takes a source out with its dependants, which it names.
func (d *Database) Forget(id int64) (dependants []string) {
	d.t.Helper()
	d.Change(func(tx *db.Tx) error {
		all, err := ingest.WithDependants(tx.Reader, id)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return fmt.Errorf("there is no source %d", id)
		}
		for n, s := range all {
			if n > 0 {
				dependants = append(dependants, s.Name)
			}
			if err := ingest.Forget(tx, s, time.Unix(Noon, 0)); err != nil {
				return err
			}
		}
		return nil
	})
	return dependants
}

// Save keeps a result as a run.
func (d *Database) Save(r *runs.Result) (run model.Run) {
	d.t.Helper()
	d.Change(func(tx *db.Tx) (err error) {
		run, err = runs.Save(tx, r)
		return err
	})
	return run
}

// Tamper runs statements that change rows behind the program's back.
func (d *Database) Tamper(statements string) {
	d.t.Helper()
	d.Change(func(tx *db.Tx) error {
		_, err := tx.Exec(statements)
		return err
	})
}

// Change runs a function in one transaction.
func (d *Database) Change(do func(*db.Tx) error) {
	d.t.Helper()
	if err := d.Write(d.t.Context(), do); err != nil {
		d.t.Fatal(err)
	}
}
