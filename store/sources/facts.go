package sources

import (
	"database/sql"
	"encoding/json"
	"errors"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Facts are what the audit log says of a source that was imported or forgotten.
type Facts struct {
	Source int64        `json:"source"`
	Kind   model.Kind   `json:"kind"`
	Name   string       `json:"name"`
	Lines  *model.Tally `json:"lines,omitempty"`
	Seal   string       `json:"seal,omitempty"`
	// Version of the seal: 0 leaves out what later versions of the program keep.
	Version int      `json:"seal_version,omitempty"`
	Late    []string `json:"late,omitempty"` // closed months that it touches
	// What is kept of it where other sources may have a part, of seals since version 3:
	SettledIn map[string]string `json:"settled_in,omitempty"`  // by closed month that it is late for, the month that settles it
	Regions   map[string]string `json:"regions,omitempty"`     // by bucket of a log, as far as known by then
	Extended  map[string]string `json:"extended,omitempty"`    // by SHA-256 of other sources, of whose calls it names more objects, their seals since, of this version
	Sought    string            `json:"sought_seal,omitempty"` // of all styles that logs are searched for, once a table of styles is in
}

// NameThen is the name that a source had when it was imported, and where nobody
// recorded that its SHA-256.
func NameThen(r db.Reader, sha256 string) (string, error) {
	var body string
	err := r.One("SELECT body FROM event WHERE kind = ? AND subject = ? ORDER BY id DESC LIMIT 1", []any{string(audit.Imported), sha256}, &body)
	if errors.Is(err, sql.ErrNoRows) {
		return sha256, nil
	}
	var facts Facts
	if err == nil {
		err = json.Unmarshal([]byte(body), &facts)
	}
	return facts.Name, err
}
