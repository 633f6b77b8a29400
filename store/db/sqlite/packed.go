package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"immrecon/store/db"

	"github.com/shopspring/decimal"
)

// unitSeparator is the character that ASCII has for this: it sets the columns of
// a packed row apart.
const unitSeparator = "\x1f"

// scanPacked is scan for long tables, where handing over column by column takes
// the driver longer than all else: each row comes as one text. From a row on in
// which a text holds the separator, it is column by column all the same. Of the
// columns, only decimals that may be missing can be NULL; tables must end in an
// order that leaves no choice.
func scanPacked(ctx context.Context, from db.Querier, columns, tables string, args []any, into ...any) iter.Seq[error] {
	names := strings.Split(columns, ",")
	for n, name := range names {
		names[n] = "coalesce(" + strings.TrimSpace(name) + ", '')"
	}
	statement := "SELECT concat_ws(?, " + strings.Join(names, ", ") + ") " + tables
	return func(yield func(error) bool) {
		var row string
		packed, whole := 0, true
		for err := range db.Scan(ctx, from, statement, slices.Concat([]any{unitSeparator}, args), &row) {
			if whole = strings.Count(row, unitSeparator) < len(into); !whole {
				break
			}
			if err == nil {
				err = unpack(row, into)
			}
			if !yield(err) || err != nil {
				return
			}
			packed++
		}
		if !whole {
			db.Scan(ctx, from, "SELECT "+columns+" "+tables+" LIMIT -1 OFFSET ?", slices.Concat(args, []any{packed}), into...)(yield)
		}
	}
}

// unpack puts the columns of a packed row into the given places.
func unpack(row string, into []any) error {
	rest := row
	for _, place := range into {
		var field string
		field, rest, _ = strings.Cut(rest, unitSeparator)
		if err := assign(place, field); err != nil {
			return fmt.Errorf("%w in %q", err, row)
		}
	}
	return nil
}

// assign reads a column as what its place is for.
func assign(place any, field string) (err error) {
	switch p := place.(type) {
	case *string:
		*p = field
	case *int64:
		*p, err = strconv.ParseInt(field, 10, 64)
	case *bool:
		*p, err = strconv.ParseBool(field)
	case *decimal.Decimal:
		*p, err = decimal.NewFromString(field)
	case *decimal.NullDecimal:
		*p = decimal.NullDecimal{Valid: field != ""}
		if p.Valid {
			p.Decimal, err = decimal.NewFromString(field)
		}
	case sql.Scanner:
		err = p.Scan(field)
	default: // a text under a name of its own
		reflect.ValueOf(place).Elem().SetString(field)
	}
	return err
}
