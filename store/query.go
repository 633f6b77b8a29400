package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/shopspring/decimal"
)

// querier is what *sql.DB, *sql.Conn and *sql.Tx have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// query scans each row into the given places and calls each.
func query(ctx context.Context, db querier, statement string, args []any, each func(), into ...any) error {
	for err := range scan(ctx, db, statement, args, into...) {
		if err != nil {
			return err
		}
		each()
	}
	return nil
}

// scan yields nil for each row, once it stands in the given places, and at the
// end the error that there was, if any.
func scan(ctx context.Context, db querier, statement string, args []any, into ...any) iter.Seq[error] {
	return func(yield func(error) bool) {
		rows, err := db.QueryContext(ctx, statement, args...)
		if err != nil {
			yield(err)
			return
		}
		defer rows.Close() // of rows that are not walked to their end
		decimals := nullable(into)
		for rows.Next() {
			for _, d := range decimals {
				*d = decimal.NullDecimal{}
			}
			err := rows.Scan(into...)
			if !yield(err) || err != nil {
				return
			}
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			yield(err)
		}
	}
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
		known = strings.Clone(text) // of a packed row, the rest of which is not wanted any more
		w.words[known] = known
	}
	*w.place = known
	return nil
}
