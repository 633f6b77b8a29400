package answer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"immrecon/import/loosejson"
)

// names are those under which an answer has its records, in lower case: LookupEvents
// "Events", GetLogs "data", the Go client of the log service "logs", and other clients
// "body", "response" or "result", which may be the list or have it.
var names = []string{"events", "data", "logs", "body", "response", "result"}

// ofRecords are members that records have and answers do not: a log store's own, and
// the name of an event. A record may have a member that is called as a list is.
var ofRecords = []string{"__topic__", "__time__", "__source__", "eventName"}

// maxDepth bounds how deep answers, lists and groups of marks may stand in each other,
// for each is read once more for each that it is in. Real ones have four or five; what
// is deeper is no answer.
const maxDepth = 16

// Records returns the records of an answer, or the item itself if it is none. They
// are numbered on from number. The error says why the answer is incomplete: it says so
// itself, or it is broken, and its records are lost with it.
func Records(item loosejson.Item, number int64) ([]loosejson.Item, error) {
	whole := []loosejson.Item{{Number: number + 1, Text: item.Text, Broken: item.Broken}}
	if item.Broken != "" {
		if firstInCut(item.Text, nil, 0) != nil {
			return nil, fmt.Errorf("the answer of an API is damaged: %s; fetch it again", item.Broken)
		}
		return whole, nil
	}
	list, isAnswer, err := inside(item.Text, 0)
	if !isAnswer || err != nil {
		return whole, err
	}
	items := make([]loosejson.Item, len(list))
	for n, text := range list {
		items[n] = loosejson.Item{Number: number + int64(n) + 1, Text: text}
	}
	return items, nil
}

// inside lists the records of an object, which stands at a depth, and reports whether it
// is an answer: it has a list of them, or it says how far the query came.
func inside(object []byte, depth int) (list []json.RawMessage, isAnswer bool, err error) {
	var members map[string]json.RawMessage
	if json.Unmarshal(object, &members) != nil { // whoever reads the record says why
		return nil, false, nil
	}
	if isRecord(members) {
		return nil, false, nil
	}
	for _, name := range names {
		list, isAnswer, err = listOf(members, name, depth)
		if isAnswer || err != nil {
			break
		}
	}
	if err != nil || !isAnswer && !saysProgress(members) {
		return nil, false, err
	}
	return list, true, incomplete(members)
}

func isRecord(members map[string]json.RawMessage) bool {
	return slices.ContainsFunc(ofRecords, func(name string) bool { _, found := members[name]; return found })
}

// listOf is the list that the member of a name is or has. The name is written in any case;
// of two members that have a list each, one would be lost.
func listOf(members map[string]json.RawMessage, name string, depth int) (list []json.RawMessage, isList bool, err error) {
	as := ""
	for _, written := range spellings(members, name) {
		within, isAnswer, err := listIn(members[written], depth+1)
		switch {
		case err != nil:
			return nil, false, err
		case isAnswer && isList:
			return nil, false, fmt.Errorf("the answer has records as %s and as %s; keep those that are meant", as, written)
		case isAnswer:
			list, isList, as = within, true, written
		}
	}
	return list, isList, nil
}

// spellings are the members of a name in any case, sorted.
func spellings(members map[string]json.RawMessage, name string) (all []string) {
	for written := range members {
		if strings.EqualFold(written, name) {
			all = append(all, written)
		}
	}
	slices.Sort(all)
	return all
}

// listIn is the list that a member is, or has as an answer of its own, or the one record
// that it is, as an event bus hands on events. A member may be a string that holds any
// of them.
func listIn(member json.RawMessage, depth int) (list []json.RawMessage, isList bool, err error) {
	if depth > maxDepth {
		return nil, false, nil
	}
	text := unquoted(member)
	switch {
	case len(text) > 0 && text[0] == '{':
		var members map[string]json.RawMessage
		if decode(text, &members) && isRecord(members) {
			return []json.RawMessage{text}, true, nil
		}
		return inside(text, depth)
	case len(text) == 0 || text[0] != '[' || json.Unmarshal(text, &list) != nil:
		return nil, false, nil
	}
	return spread(list, depth)
}

// spread puts the records of lists and answers within a list in their place.
func spread(list []json.RawMessage, depth int) (records []json.RawMessage, isList bool, err error) {
	records = make([]json.RawMessage, 0, len(list))
	for _, element := range list {
		within, isList, err := listIn(element, depth+1)
		switch {
		case err != nil:
			return nil, false, err
		case isList:
			records = append(records, within...)
		default:
			records = append(records, unquoted(element))
		}
	}
	return records, true, nil
}

// unquoted is the object or the list that a value is, or that a string holds, which may
// be a string in a string. Any other value is itself.
func unquoted(value json.RawMessage) json.RawMessage {
	for text := value; len(text) > 0; {
		if slices.Contains([]byte("{["), text[0]) {
			return text
		}
		var inner string
		if text[0] != '"' || json.Unmarshal(text, &inner) != nil {
			break
		}
		text = []byte(strings.TrimSpace(inner))
	}
	return value
}
