package ratecard

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"immrecon/migrations/catalogue"
	"immrecon/store/db"
)

// Comparison is what the catalogue in a database is beside that of the program.
type Comparison struct {
	Versions    []string // that the database says it is; one, if nothing was changed
	Own         string   // the program's
	Rows        int64    // that the program's has
	Differences []string // of rows, each a sentence
}

// Compare compares the catalogue in a database with the program's, row by row.
func Compare(r db.Reader) (*Comparison, error) {
	c := &Comparison{Own: catalogue.Version()}
	var version string
	err := r.Query("SELECT version FROM catalogue ORDER BY version", nil, func() { c.Versions = append(c.Versions, version) }, &version)
	if err != nil {
		return nil, fmt.Errorf("read catalogue version: %w", err)
	}
	own, err := catalogue.Read()
	if err != nil {
		return nil, err
	}
	for _, table := range tables(own)[1:] { // behind the version
		if err := c.compare(r, table); err != nil {
			return nil, fmt.Errorf("read table %s: %w", table.Table, err)
		}
	}
	return c, nil
}

// compare compares a table with the rows that it must have.
func (c *Comparison) compare(r db.Reader, own *db.Buffer) error {
	missing := map[string]int{}
	var order []string
	for n := range own.Len() {
		var row []string
		for column, name := range own.Columns {
			row = append(row, fmt.Sprintf("%s %v", name, own.Value(n, column)))
		}
		text := strings.Join(row, ", ")
		missing[text]++
		order = append(order, text)
	}
	c.Rows += int64(own.Len())
	values := make([]sql.NullString, len(own.Columns))
	into := make([]any, len(values))
	for n := range values {
		into[n] = &values[n]
	}
	err := r.Query("SELECT "+strings.Join(own.Columns, ", ")+" FROM "+own.Table, nil, func() {
		var row []string
		for column, name := range own.Columns {
			row = append(row, name+" "+values[column].String)
		}
		text := strings.Join(row, ", ")
		if missing[text]--; missing[text] < 0 {
			c.Differences = append(c.Differences, fmt.Sprintf("table %s has a row that is not this program's: %s", own.Table, text))
		}
	}, into...)
	for _, text := range slices.Compact(order) {
		if missing[text] > 0 {
			c.Differences = append(c.Differences, fmt.Sprintf("table %s lacks a row: %s", own.Table, text))
		}
	}
	return err
}
