package catalogue

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// load reads one file, whose header must be exactly the given columns; parse
// makes a row of each further line. It stops at the first fault.
func load[T any](files fs.FS, name, columns string, parse func(*record) T) ([]T, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()

	lines := csv.NewReader(file)
	header, err := lines.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if found := strings.Join(header, ","); found != columns {
		return nil, fmt.Errorf("%s:1: the header is %q, expected %q", name, found, columns)
	}

	var rows []T
	for {
		cells, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		line, _ := lines.FieldPos(0)
		r := &record{columns: header, cells: cells}
		row := parse(r)
		if r.fault != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, line, r.fault)
		}
		rows = append(rows, row)
	}
}

// record is one line of a file. Its methods return a cell as what it should
// be; the first that is not is kept in fault.
type record struct {
	columns, cells []string
	fault          error
}

func (r *record) reject(column, expected string) {
	if r.fault == nil {
		r.fault = fmt.Errorf("column %s: %q is not %s", column, r.text(column), expected)
	}
}

// text returns a cell that may be empty.
func (r *record) text(column string) string {
	return r.cells[slices.Index(r.columns, column)]
}

// name returns a cell that may not be empty, nor begin or end with a blank.
func (r *record) name(column string) string {
	s := r.text(column)
	if s == "" || s != strings.TrimSpace(s) {
		r.reject(column, "a name")
	}
	return s
}

func (r *record) oneOf(column string, allowed ...string) string {
	s := r.text(column)
	if !slices.Contains(allowed, s) {
		r.reject(column, "one of "+strings.Join(allowed, ", "))
	}
	return s
}

func (r *record) count(column string) int64 {
	n, err := strconv.ParseInt(r.text(column), 10, 64)
	if err != nil || n <= 0 {
		r.reject(column, "a whole number above zero")
	}
	return n
}

func (r *record) amount(column string) decimal.Decimal {
	d, err := decimal.NewFromString(r.text(column))
	if err != nil || d.IsNegative() {
		r.reject(column, "an amount of money, zero or more")
	}
	return d
}

// instant returns Unix seconds, 0 for an empty cell.
func (r *record) instant(column string) int64 {
	s := r.text(column)
	if s == "" {
		return 0
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil || t.Unix() == 0 {
		r.reject(column, "an instant such as 2025-07-28T11:00:00+08:00")
	}
	return t.Unix()
}

func (r *record) basis() string { return r.oneOf("basis", "documented", "assumed") }
