package answer

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"immrecon/import/loosejson"
)

// progressHeader is the header by which GetLogs says how far the query came.
const progressHeader = "x-log-progress"

// marks are the members by which an answer of the log service says whether it is
// complete, as plain writes their names, with what each says of one that is.
// An answer that is not accurate has not looked at all of the logs
// (alibabacloud.com/help/doc-detail/128647.html), and a search for a phrase goes
// through them in several answers.
var marks = map[string]string{
	"progress":     "Complete",
	"xlogprogress": "Complete",
	"iscompleted":  "true",
	"iscomplete":   "true",
	"isaccurate":   "true",
	"scanall":      "true",
}

// groups are the members that have marks: the meta data of GetLogsV2, the head of the
// answer, and what the Go client has of either.
var groups = []string{"meta", "header", "headers", "responseheaders", "contents", "xlogqueryinfo", "phrasequeryinfo"}

// plain is the name of a member or a header without case and separators.
func plain(name string) string { return strings.ToLower(separators.Replace(name)) }

var separators = strings.NewReplacer("-", "", "_", "")

// incomplete says by which mark an answer is not all that was asked for.
func incomplete(members map[string]json.RawMessage) error {
	return incompleteBy("", members)
}

// incompleteBy looks through the members of a group, whose path is before their names.
func incompleteBy(path string, members map[string]json.RawMessage) error {
	for _, name := range slices.Sorted(maps.Keys(members)) {
		if want, isMark := marks[plain(name)]; isMark {
			if said := valueOf(members[name]); said != "" && !means(said, want) {
				return fmt.Errorf("the result of the query is incomplete: %s is %q; run the query again until it is %q, and import that", nameOf(path, name), said, want)
			}
		}
		if slices.Contains(groups, plain(name)) && strings.Count(path, ".") < maxDepth {
			if err := incompleteBy(path+name+".", membersOf(members[name])); err != nil {
				return err
			}
		}
	}
	return nil
}

// nameOf is what a mark is called: a header by its name alone.
func nameOf(path, name string) string {
	if plain(name) == plain(progressHeader) {
		return progressHeader
	}
	return path + name
}

// means reports whether a mark says what it says of a complete answer. The Go client
// writes truth as 1.
func means(said, want string) bool {
	return strings.EqualFold(said, want) || want == "true" && said == "1"
}

// saysProgress reports whether an object says how far a query came in a way that no
// record does, so that it is an answer even without a list of records. The Go client
// writes null for an empty one.
func saysProgress(members map[string]json.RawMessage) bool {
	for name, raw := range members {
		switch plain(name) {
		case "xlogprogress":
			return true
		case "meta", "header", "headers", "responseheaders":
			for name := range membersOf(raw) {
				if slices.Contains([]string{"progress", "xlogprogress"}, plain(name)) {
					return true
				}
			}
		case "progress":
			if slices.ContainsFunc(names, func(name string) bool { return hasNull(members, name) }) {
				return true
			}
		}
	}
	return false
}

// membersOf are those of an object, or of a string that holds one. The head of an answer
// may be a list as well, of names and values, or the text of it. Anything else has none.
func membersOf(raw json.RawMessage) (members map[string]json.RawMessage) {
	if text := unquoted(raw); decode(text, &members) {
		return members
	}
	members = map[string]json.RawMessage{}
	var named []struct{ Name, Key, Value loosejson.Text }
	if decode(raw, &named) {
		for _, h := range named {
			members[string(h.Name+h.Key)], _ = json.Marshal(h.Value) // of texts alone, which cannot fail
		}
	}
	var pairs [][]loosejson.Text
	if decode(raw, &pairs) {
		for _, h := range pairs {
			if len(h) == 2 {
				members[string(h[0])], _ = json.Marshal(h[1])
			}
		}
	}
	var lines string
	if decode(raw, &lines) {
		for line := range strings.Lines(lines) {
			name, value, _ := strings.Cut(line, ":")
			members[strings.TrimSpace(name)], _ = json.Marshal(strings.TrimSpace(value))
		}
	}
	return members
}

// valueOf is a value, or the first of a list, as clients keep that of a header; "" for
// any other.
func valueOf(raw json.RawMessage) string {
	var list []loosejson.Text
	if decode(raw, &list) && len(list) > 0 {
		return string(list[0])
	}
	var one loosejson.Text
	if !decode(raw, &one) {
		return ""
	}
	return string(one)
}

// decode reports whether raw is of the form of out. A record may have a member of any
// name that is something else.
func decode(raw json.RawMessage, out any) bool {
	return len(raw) > 0 && json.Unmarshal(raw, out) == nil
}

// hasNull reports whether a member of a name, in any case, is null.
func hasNull(members map[string]json.RawMessage, name string) bool {
	return slices.ContainsFunc(spellings(members, name), func(written string) bool { return string(members[written]) == "null" })
}
