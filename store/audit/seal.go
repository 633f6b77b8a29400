package audit

import (
	"database/sql"
	"errors"
	"fmt"

	"immrecon/store/db"
)

// Seal is a hash over everything that some statements select of one source, run or
// claim, each of which takes its id. It is written into the event that brought
// the rows, so that a row changed behind the program's back no longer fits.
// Every statement must have an order that is total. What a statement comes to
// is known where its rows were sealed while they were written.
func Seal(r db.Reader, id any, statements []string, known map[string]string) (string, error) {
	whole := NewSealer()
	for _, statement := range statements {
		sum, isKnown := known[statement]
		if !isKnown {
			s := NewSealer()
			if err := s.rows(r, statement, id); err != nil {
				return "", fmt.Errorf("seal: %w", err)
			}
			sum = s.Sum()
		}
		whole.Text(sum)
	}
	return whole.Sum(), nil
}

// rows adds the rows of a statement.
func (s *Sealer) rows(r db.Reader, statement string, id any) (err error) {
	rows, err := r.Rows(statement, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, variables := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for n := range values {
		variables[n] = &values[n]
	}
	s.Table(len(columns))
	for rows.Next() {
		if err := rows.Scan(variables...); err != nil {
			return err
		}
		for _, value := range values {
			if value == nil {
				s.null()
			} else {
				s.printed(value)
			}
		}
		s.EndRow()
	}
	return rows.Err()
}
