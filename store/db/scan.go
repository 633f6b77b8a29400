package db

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/shopspring/decimal"
)

// Scan yields nil for each row of a statement, once it stands in the given
// variables, and at the end the error that there was, if any.
func Scan(ctx context.Context, from Querier, statement string, args []any, into ...any) iter.Seq[error] {
	return func(yield func(error) bool) {
		rows, err := from.QueryContext(ctx, statement, args...)
		if err != nil {
			yield(err)
			return
		}
		defer rows.Close() // of rows that are not read to their end
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
	for _, variable := range into {
		if d, ok := variable.(*decimal.NullDecimal); ok {
			all = append(all, d)
		}
	}
	return all
}

// An Interner holds each text that a query reads again and again once.
type Interner map[string]string

// Into scans a text into a variable through the interner.
func (i Interner) Into(variable *string) any { return &interned{i, variable} }

type interned struct {
	known    Interner
	variable *string
}

// Scan implements sql.Scanner.
func (i *interned) Scan(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("%T is no text", value)
	}
	known, ok := i.known[text]
	if !ok {
		known = strings.Clone(text) // the rest of a packed row is not to be held with it
		i.known[known] = known
	}
	*i.variable = known
	return nil
}
