package answer

import (
	"encoding/json"
	"strings"

	"immrecon/import/loosejson"
)

// names are those under which an answer has its records: LookupEvents "Events",
// GetLogs "data", the Go client of the log service "logs", and other clients "body",
// which may be the list or have it.
var names = []string{"Events", "data", "logs", "body"}

// Records returns the records of an answer, or the item itself if it is none. They
// are numbered on from number. The error says why the answer is incomplete.
func Records(item loosejson.Item, number int64) ([]loosejson.Item, error) {
	whole := []loosejson.Item{{Number: number + 1, Text: item.Text, Broken: item.Broken}}
	if item.Broken != "" {
		return whole, nil
	}
	list, err := inside(item.Text)
	if list == nil || err != nil {
		return whole, err
	}
	items := make([]loosejson.Item, len(list))
	for n, text := range list {
		items[n] = loosejson.Item{Number: number + int64(n) + 1, Text: unquoted(text)}
	}
	return items, nil
}

// unquoted is a record that may be written as a string that holds it.
func unquoted(record []byte) []byte {
	var inner string
	if len(record) > 0 && record[0] == '"' && json.Unmarshal(record, &inner) == nil && strings.HasPrefix(inner, "{") {
		return []byte(inner)
	}
	return record
}

// inside lists the records of an answer; nil if the object is none.
func inside(object []byte) ([]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(object, &members) != nil {
		return nil, nil // whoever reads the record says why
	}
	for _, name := range names {
		list, err := listIn(members[name])
		if list != nil && err == nil {
			err = incomplete(members)
		}
		if list != nil || err != nil {
			return list, err
		}
	}
	return nil, nil
}

// listIn is the list that a member is, or has as an answer of its own.
func listIn(member json.RawMessage) ([]json.RawMessage, error) {
	if len(member) > 0 && member[0] == '{' {
		return inside(member)
	}
	var list []json.RawMessage
	if json.Unmarshal(member, &list) != nil {
		return nil, nil
	}
	return list, nil
}
