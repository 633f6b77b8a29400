package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/shopspring/decimal"
)

// querier is what *sql.DB, *sql.Conn and *sql.Tx have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// query scans each row into the given places and calls each.
func query(ctx context.Context, db querier, statement string, args []any, each func(), into ...any) (err error) {
	rows, err := db.QueryContext(ctx, statement, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	decimals := nullable(into)
	for rows.Next() {
		for _, d := range decimals {
			*d = decimal.NullDecimal{}
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		each()
	}
	return rows.Err()
}

// nullable finds the decimals that a NULL may be scanned into: scanning one
// keeps the amount of the row before, which must not be taken for this row's.
func nullable(into []any) []*decimal.NullDecimal {
	var all []*decimal.NullDecimal
	for _, place := range into {
		if d, ok := place.(*decimal.NullDecimal); ok {
			all = append(all, d)
		}
	}
	return all
}

// Words holds what a query reads again and again, each text once.
type Words map[string]string

// Into is a place to scan a text into, as one of the words.
func (w Words) Into(place *string) any { return &word{w, place} }

type word struct {
	words Words
	place *string
}

// Scan implements sql.Scanner.
func (w *word) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T is no text", value)
	}
	known, ok := w.words[text]
	if !ok {
		known, w.words[text] = text, text
	}
	*w.place = known
	return nil
}
