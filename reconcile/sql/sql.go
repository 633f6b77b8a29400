// Package sql holds the SQL of a reconciliation: the scripts that attribute,
// charge and compare, numbered in the order they run, and the queries of the
// packages beside it, a file each.
//
// A query begins with a line `-- name: NAME` and ends where the next begins. A
// word in braces stands for a list of numbers that its caller fills in.
//
// Does not belong here: rules that SQL cannot say well, which are Go.
package sql

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"immrecon/store/db"
)

//go:embed *.sql
var files embed.FS

// Run runs a numbered script.
func Run(tx *db.Tx, name string) error {
	statements, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(string(statements)); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// Query is the text of a query by the name of its file and its own:
// "cells.usage". A name that is not there is a mistake in the program.
func Query(name string) string {
	text, ok := queries[name]
	if !ok {
		panic("no query " + name)
	}
	return text
}

// With is Query with the words in braces filled in: each word, then its list.
func With(name string, filled ...string) string {
	pairs := make([]string, len(filled))
	for n, text := range filled {
		pairs[n] = text
		if n%2 == 0 {
			pairs[n] = "{" + text + "}"
		}
	}
	return strings.NewReplacer(pairs...).Replace(Query(name))
}

var queries = named(files)

// named finds the queries of all files.
func named(files fs.ReadFileFS) map[string]string {
	all := map[string]string{}
	names, err := fs.Glob(files, "*.sql")
	must(err)
	for _, file := range names {
		text, err := files.ReadFile(file)
		must(err)
		for _, part := range strings.Split("\n"+string(text), "\n-- name: ")[1:] {
			name, query, _ := strings.Cut(part, "\n")
			all[strings.TrimSuffix(path.Base(file), ".sql")+"."+strings.TrimSpace(name)] = strings.TrimSpace(query)
		}
	}
	return all
}

// must is for files that are part of the program.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
