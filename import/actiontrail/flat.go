package actiontrail

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"immrecon/import/loosejson"
)

// flatPrefix begins the names of fields where a log store indexes the members of the
// field "event": event.eventName, event.requestParameters.ProjectName.
const flatPrefix = eventColumn + "."

// maxDepth is how many names of a path are parted: an event has five or six. A name with
// dots is left of a longer one, which nothing asks for.
const maxDepth = 32

// unflatten builds an event from the fields of a record whose names are paths behind
// prefix. An object that is stated whole comes before its members stated one by one,
// which add what it lacks, or replace it where it was cut.
func unflatten(prefix string, fields map[string]json.RawMessage) json.RawMessage {
	event := node{}
	for _, name := range slices.Sorted(maps.Keys(fields)) { // an object before its members
		if path, found := strings.CutPrefix(name, prefix); found && isStated(fields[name]) {
			event.add(strings.SplitN(path, ".", maxDepth), fields[name])
		}
	}
	text, _ := json.Marshal(event) // of JSON alone, which cannot fail
	return text
}

// isStated reports whether a field says anything: exports write null or a hyphen where
// a record has no such field.
func isStated(raw json.RawMessage) bool {
	return loosejson.Given(raw) && string(raw) != `"null"` && string(raw) != `"-"`
}

// A node is an object under way: its members are nodes, or JSON as it was written.
type node map[string]any

// add adds a value at a path.
func (n node) add(path []string, value json.RawMessage) {
	name := n.nameLike(path[0])
	if len(path) == 1 {
		if _, stated := n[name]; !stated {
			n[name] = value
		}
		return
	}
	inner, isNode := n[name].(node)
	if !isNode {
		inner = nodeOf(n[name])
		n[name] = inner
	}
	inner.add(path[1:], value)
}

// nameLike is the name of a member in whatever case it stands already: columns of a
// table have lost theirs. Of several it is the first by name.
func (n node) nameLike(name string) string {
	like, found := name, false
	for member := range n {
		if strings.EqualFold(member, name) && (!found || member < like) {
			like, found = member, true
		}
	}
	return like
}

// nodeOf is the node of an object, or of a string that holds one; empty for any other
// value.
func nodeOf(value any) node {
	raw, _ := value.(json.RawMessage)
	var object loosejson.Nested[map[string]json.RawMessage]
	n := node{}
	if json.Unmarshal(raw, &object) == nil {
		for name, member := range object.Value {
			n[name] = member
		}
	}
	return n
}
