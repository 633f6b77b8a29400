package main

import (
	"encoding/json"
	"fmt"
	"time"
)

// note prints something worth knowing that is not a result: to standard error,
// as text or as one JSON object a line, and not at all when asked to be quiet.
// facts are names and values in turn; they appear in the JSON only.
func (a *app) note(text string, facts ...any) {
	if a.quiet {
		return
	}
	if a.logFormat == "text" {
		fmt.Fprintln(a.stderr, text)
		return
	}
	entry := map[string]any{"time": time.Now().UTC().Format(time.RFC3339), "note": text}
	for n := 0; n+1 < len(facts); n += 2 {
		entry[fmt.Sprint(facts[n])] = facts[n+1]
	}
	line, err := json.Marshal(entry)
	if err != nil {
		line = []byte(fmt.Sprintf(`{"note":%q}`, text))
	}
	fmt.Fprintln(a.stderr, string(line))
}
