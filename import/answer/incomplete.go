package answer

import (
	"encoding/json"
	"fmt"
	"strings"

	"immrecon/import/loosejson"
)

// marks are where an answer of the log service says whether it is complete, of
// GetLogs in the head of the answer, of GetLogsV2 in its meta data.
type marks struct {
	Progress        loosejson.Text
	IsAccurate      loosejson.Text
	PhraseQueryInfo loosejson.Nested[struct{ ScanAll loosejson.Text }]
}

// incomplete says by which mark an answer is not all that was asked for.
func incomplete(members map[string]json.RawMessage) error {
	var own, meta marks
	decode(members["meta"], &meta)
	decode(members["progress"], &own.Progress)
	for _, said := range []struct{ name, value, want string }{
		{"progress", string(own.Progress), "Complete"},
		{"meta.progress", string(meta.Progress), "Complete"},
		{"meta.isAccurate", string(meta.IsAccurate), "true"},
		{"meta.phraseQueryInfo.scanAll", string(meta.PhraseQueryInfo.Value.ScanAll), "true"},
		{progressHeader, header(members), "Complete"},
	} {
		if said.value != "" && !strings.EqualFold(said.value, said.want) {
			return fmt.Errorf("the result of the query is incomplete: %s is %q; run the query again until it is %q, and import that", said.name, said.value, said.want)
		}
	}
	return nil
}

const progressHeader = "x-log-progress"

// header is the mark in the head of the answer, as clients of the log service keep
// it: one value, or a list with one.
func header(members map[string]json.RawMessage) string {
	for _, name := range []string{"headers", "header"} {
		var head map[string]json.RawMessage
		decode(members[name], &head)
		for name, raw := range head {
			if !strings.EqualFold(name, progressHeader) {
				continue
			}
			var one loosejson.Text
			var list []loosejson.Text
			if decode(raw, &list); len(list) > 0 {
				return string(list[0])
			}
			decode(raw, &one)
			return string(one)
		}
	}
	return ""
}

// decode leaves out as it is where raw is something else: a record may have a
// member of that name.
func decode(raw json.RawMessage, out any) {
	if len(raw) > 0 {
		_ = json.Unmarshal(raw, out)
	}
}
