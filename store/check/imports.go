package check

import (
	"encoding/json"
	"fmt"

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

// importLog is what the log says of all sources.
type importLog struct {
	bySHA256 map[string]*imported // the last import of each
	order    []*imported          // in the order in which they were imported
	faults   []string             // of events that cannot be read
}

// imports is the log of imports. That some of it cannot be read is a fault of each check
// that goes by it.
func (d *database) imports(c *model.Check) (*importLog, error) {
	log, err := d.log()
	if err != nil {
		return nil, err
	}
	for _, fault := range log.faults {
		c.Fault("%s", fault)
	}
	return log, nil
}

func readImportLog(r db.Reader) (*importLog, error) {
	events, err := audit.Events(r, "", "")
	log := &importLog{bySHA256: map[string]*imported{}}
	for _, e := range events {
		was := log.bySHA256[e.Subject]
		switch {
		case e.Kind == audit.Imported:
			log.add(e)
		case was == nil:
		case e.Kind == audit.Forgotten:
			was.forgotten = true
		case e.Kind == audit.SeenAgain:
			was.seen = e.At.Unix()
		}
	}
	return log, err
}

// add adds an import, with the seals that it brought of other sources.
func (l *importLog) add(e audit.Event) {
	one := &imported{sha256: e.Subject, event: e.ID}
	if err := json.Unmarshal(e.Body, &one.Facts); err != nil {
		l.faults = append(l.faults, fmt.Sprintf("event %d cannot be read: %v", e.ID, err))
	}
	one.sealed = one.Version
	l.bySHA256[e.Subject], l.order = one, append(l.order, one)
	for sha256, seal := range one.Extended {
		if other := l.bySHA256[sha256]; other != nil {
			other.Seal, other.sealed = seal, one.Version
		}
	}
}

// checkSourceSeals looks whether every source is what its import left, and whether all
// that were imported are there or were forgotten on record.
func (d *database) checkSourceSeals(r db.Reader, c *model.Check) error {
	log, err := d.imports(c)
	if err != nil {
		return err
	}
	imports := log.bySHA256
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
	for _, was := range log.order {
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
