package main

import (
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"hash"

	"github.com/rogpeppe/go-internal/testscript"
)

// tamper DATABASE STATEMENT changes rows behind the program's back.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// rechain DATABASE STATEMENT does as tamper, and computes the chain of events anew, as
// somebody would who knows how.
func rechain(ts *testscript.TestScript, neg bool, args []string) {
	tamper(ts, neg, args)
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	var events int64
	ts.Check(db.QueryRow("SELECT count(*) FROM event").Scan(&events))
	previous := ""
	for id := int64(1); id <= events; id++ {
		var at, who, kind, subject, body string
		ts.Check(db.QueryRow("SELECT at, who, kind, subject, body FROM event WHERE id = ?", id).Scan(&at, &who, &kind, &subject, &body))
		sum := chained(sha256.New(), previous, at, who, kind, subject, body)
		_, err := db.Exec("UPDATE event SET previous = ?, hash = ? WHERE id = ?", previous, sum, id)
		ts.Check(err)
		previous = sum
	}
	ts.Check(db.Close())
}

func chained(h hash.Hash, parts ...string) string {
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}
