package check

import (
	"encoding/json"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/sources"
)

// wholeSeals is the version of the seal since which events tell all that is kept of a
// source: of what older ones brought, only what they tell can be checked.
const wholeSeals = 3

// imported is what the log says of a source.
type imported struct {
	sources.Facts
	sha256    string
	sealed    int   // the version of its seal, of which a later source may have brought another
	event     int64 // of the import
	forgotten bool
	seen      int64 // when its content was last given again, Unix seconds; 0 for never
}

// readImports reads what the log says of sources, by their SHA-256 and in the order in
// which they were last imported.
func readImports(r db.Reader, c *model.Check) (map[string]*imported, []*imported, error) {
	events, err := audit.Events(r, "", "")
	bySHA256 := map[string]*imported{}
	var order []*imported
	for _, e := range events {
		was := bySHA256[e.Subject]
		switch {
		case e.Kind == audit.Imported:
			one := &imported{sha256: e.Subject, event: e.ID}
			if err := json.Unmarshal(e.Body, &one.Facts); err != nil {
				c.Fault("event %d cannot be read: %v", e.ID, err)
			}
			one.sealed = one.Version
			bySHA256[e.Subject], order = one, append(order, one)
			for sha256, seal := range one.Extended {
				if other := bySHA256[sha256]; other != nil {
					other.Seal, other.sealed = seal, one.Version
				}
			}
		case was == nil:
		case e.Kind == audit.Forgotten:
			was.forgotten = true
		case e.Kind == audit.SeenAgain:
			was.seen = e.At.Unix()
		}
	}
	return bySHA256, order, err
}

// checkSourceSeals looks whether every source is what its import left, and whether all
// that were imported are there or were forgotten on record.
func (d *database) checkSourceSeals(r db.Reader, c *model.Check) error {
	imports, order, err := readImports(r, c)
	if err != nil {
		return err
	}
	stored, err := d.requests()
	if err != nil {
		return err
	}
	there := map[string]bool{}
	all, err := sources.All(r)
	if err != nil {
		return err
	}
	for _, s := range all {
		c.Count++
		there[s.SHA256] = true
		was := imports[s.SHA256]
		if was == nil || was.forgotten {
			c.Fault("source %d, %s: there is no record of its import", s.ID, s.Name)
			continue
		}
		sealed, err := ingest.Seal(r, s.ID, s.Kind, was.sealed, stored)
		if err != nil {
			return err
		}
		if was.Source != s.ID || was.Kind != s.Kind || was.Name != s.Name || was.Lines == nil || *was.Lines != s.Tally {
			c.Fault("source %d, %s: its name, kind or counts are not those of its import", s.ID, s.Name)
		} else if was.Seal != sealed {
			c.Fault("source %d, %s: its records are not those that were imported", s.ID, s.Name)
		}
	}
	for _, was := range order {
		if !was.forgotten && imports[was.sha256] == was && !there[was.sha256] {
			c.Fault("source %d, %s: it was taken out without a record", was.Source, was.Name)
		}
	}
	return checkSeen(r, c, imports)
}

// checkSeen looks whether every bill was last given again when the log says. Older
// versions of the program put nothing into the log for it.
func checkSeen(r db.Reader, c *model.Check, imports map[string]*imported) error {
	var sha256, name string
	var id, seen int64
	return r.Query("SELECT s.id, s.name, s.sha256, f.seen FROM bill_file f JOIN source s ON s.id = f.source_id ORDER BY s.id", nil, func() {
		was := imports[sha256]
		if was != nil && was.seen != seen && (was.seen != 0 || was.Version >= wholeSeals) {
			c.Fault("source %d, %s: it was last given again at %s, and by the log at %s", id, name, stamp(seen), stamp(was.seen))
		}
	}, &id, &name, &sha256, &seen)
}
