// Package migrations holds the schema as numbered goose migrations, embedded
// in the program, and beside them the catalogue as CSV files (package
// catalogue). Forward only: a migration that has been released is never edited.
//
// Does not belong here: rows of evidence, and any statement that only one of
// SQLite and PostgreSQL understands beyond the column types.
package migrations

import (
	"embed"
	"io/fs"
)

//go:embed sql/*.sql
var files embed.FS

// Files returns the migrations, for goose to apply.
func Files() fs.FS {
	sub, err := fs.Sub(files, "sql")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	return sub
}
