package rows

import (
	"encoding/json"
	"fmt"
)

// objects is NDJSON: one object a line.
type objects struct{}

// fill sets the object's members as cells. Numbers stay as they are written,
// null is an empty cell, and an array or object stays the text that it is.
func (objects) fill(row *Row, first line) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(first.text), &members); err != nil {
		row.fail(fmt.Errorf("not a JSON object: %w", err))
		return nil
	}
	twice := ""
	for name, member := range members {
		column := columnName(name)
		if _, there := row.cells[column]; there && (twice == "" || column < twice) { // the same one each time
			twice = column
		}
		row.cells[column] = cellOf(member)
	}
	if len(row.cells) < len(members) {
		row.fail(fmt.Errorf("the object has the column %s twice", twice))
	}
	return nil
}

func cellOf(member json.RawMessage) string {
	if string(member) == "null" {
		return ""
	}
	var text string
	if json.Unmarshal(member, &text) == nil {
		return text
	}
	return string(member)
}
