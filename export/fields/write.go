// Package fields writes some fields of the rows of a JSON document, and what an
// expression of jq makes of them: for scripts that want a few values and no schema.
//
// Does not belong here: what the rows are.
package fields

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/itchyny/gojq"
)

// Expression is an expression of jq that has been understood.
type Expression struct {
	text string
	code *gojq.Code
}

// ParseExpression reads an expression of jq. It sees no file and no environment.
func ParseExpression(text string) (*Expression, error) {
	query, err := gojq.Parse(text)
	if err != nil {
		return nil, fmt.Errorf("it is no expression of jq: %w", err)
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, fmt.Errorf("it is no expression of jq: %w", err)
	}
	return &Expression{text, code}, nil
}

// Write writes an array of objects that have some fields of the rows of a list of a
// document, in the order of fields.
func Write(w io.Writer, document []byte, list string, fields []string) error {
	picked, err := pick(document, list, fields)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, picked, "", "  "); err != nil {
		return err
	}
	out.WriteByte('\n')
	_, err = out.WriteTo(w)
	return err
}

// Filter writes each result of an expression on what Write would write, on a line of
// its own: a text as it is, anything else as JSON.
func Filter(ctx context.Context, w io.Writer, document []byte, list string, fields []string, e *Expression) error {
	picked, err := pick(document, list, fields)
	if err != nil {
		return err
	}
	var rows any
	decoder := json.NewDecoder(bytes.NewReader(picked))
	decoder.UseNumber() // no number becomes a float
	if err := decoder.Decode(&rows); err != nil {
		return err
	}
	results := e.code.RunWithContext(ctx, rows)
	for result, more := results.Next(); more; result, more = results.Next() {
		line, err := lineOf(result)
		var halt *gojq.HaltError
		switch {
		case errors.As(err, &halt) && halt.Value() == nil:
			return nil
		case err != nil:
			return fmt.Errorf("--jq %s: %w", e.text, err)
		}
		if _, err := fmt.Fprintf(w, "%s\n", line); err != nil {
			return err
		}
	}
	return nil
}

// lineOf is a result as it is written.
func lineOf(result any) ([]byte, error) {
	switch result := result.(type) {
	case error:
		return nil, result
	case string:
		return []byte(result), nil
	}
	return gojq.Marshal(result)
}

// pick makes the array of objects.
func pick(document []byte, list string, fields []string) ([]byte, error) {
	var lists map[string]json.RawMessage
	if err := json.Unmarshal(document, &lists); err != nil {
		return nil, fmt.Errorf("read %s: %w", list, err)
	}
	var rows []map[string]json.RawMessage
	if err := json.Unmarshal(lists[list], &rows); err != nil {
		return nil, fmt.Errorf("read %s: %w", list, err)
	}
	out := []byte{'['}
	for n, row := range rows {
		if n > 0 {
			out = append(out, ',')
		}
		out = append(out, '{')
		for n, field := range fields {
			if n > 0 {
				out = append(out, ',')
			}
			out = append(out, '"')
			out = append(out, field...) // a name of our own, which needs no escapes
			out = append(out, `":`...)
			out = append(out, row[field]...)
		}
		out = append(out, '}')
	}
	return append(out, ']'), nil
}
