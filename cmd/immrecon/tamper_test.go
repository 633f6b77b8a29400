package main

import (
	"database/sql"
	"errors"

	"github.com/rogpeppe/go-internal/testscript"
)

// tamper DATABASE STATEMENT changes rows behind the program's back.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}
