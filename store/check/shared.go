package check

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// lateFor is a closed month that a source came in late for.
type lateFor struct {
	source int64
	month  string
}

// checkLate looks whether the sources that are late for a closed month are those that
// the log says, and whether the month that it says settles them. A month that is opened
// again has none.
func (d *database) checkLate(r db.Reader, c *model.Check) error {
	if err := r.One("SELECT count(*) FROM late_source", nil, &c.Count); err != nil {
		return err
	}
	told, untold, err := d.lateByLog(r, c)
	if err != nil {
		return err
	}
	var l lateFor
	var billing string
	err = r.Query("SELECT source_id, month, billing FROM late_source ORDER BY source_id, month", nil, func() {
		if want, late := told[l]; late && want != billing {
			c.Fault("source %d is late for %s, which %s settles, and by the log %s", l.source, l.month, billing, want)
		} else if !late && !untold[l] {
			c.Fault("source %d is late for %s, of which the log says nothing", l.source, l.month)
		}
		delete(told, l)
	}, &l.source, &l.month, &billing)
	for _, l := range slices.SortedFunc(maps.Keys(told), func(a, b lateFor) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.month, b.month))
	}) {
		c.Fault("source %d is not late for %s, and by the log it is", l.source, l.month)
	}
	return err
}

// lateByLog reads from the log which sources are late for which months, and which month
// settles each; and of imports by older versions of the program, which do not tell that
// month, for which months they may be late.
func (d *database) lateByLog(r db.Reader, c *model.Check) (told map[lateFor]string, untold map[lateFor]bool, err error) {
	log, err := d.imports(c)
	if err != nil {
		return nil, nil, err
	}
	decisions, err := audit.Events(r, audit.Month, "")
	reopened := map[string]int64{} // the event that did
	for _, e := range decisions {
		var d model.Decision
		if err := json.Unmarshal(e.Body, &d); err == nil && !d.Close && !d.Asked {
			reopened[e.Subject] = e.ID
		}
	}
	told, untold = map[lateFor]string{}, map[lateFor]bool{}
	for _, was := range log.order {
		if was.forgotten {
			continue
		}
		for month, billing := range was.SettledIn {
			if reopened[month] < was.event {
				told[lateFor{was.Source, month}] = billing
			}
		}
		for _, month := range was.Late {
			untold[lateFor{was.Source, month}] = was.Version < wholeSeals && reopened[month] < was.event
		}
	}
	return told, untold, err
}

// checkBuckets looks whether the region of every bucket is what the logs told that
// named it, and whether every prefix is one that a binding names or named.
func (d *database) checkBuckets(r db.Reader, c *model.Check) error {
	log, err := d.imports(c)
	if err != nil {
		return err
	}
	regions, forgotten, older := map[string]string{}, false, false
	for _, was := range log.order {
		forgotten = forgotten || was.forgotten && was.Kind == model.KindBindings
		older = older || was.Version < wholeSeals && (was.Kind == model.KindOSSLog || was.Kind == model.KindSLSLog)
		maps.Copy(regions, was.Regions)
	}
	var name, region, prefix string
	err = r.Query("SELECT name, region FROM bucket ORDER BY name", nil, func() {
		c.Count++
		if told, known := regions[name]; region != told && (known || !older) {
			c.Fault("bucket %s is in region %q, and by the logs in %q", name, region, told)
		}
		delete(regions, name)
	}, &name, &region)
	for _, bucket := range slices.Sorted(maps.Keys(regions)) {
		c.Fault("bucket %s is not there, which logs name", bucket)
	}
	if err != nil || forgotten {
		return err
	}
	return r.Query(`SELECT b.name, p.prefix FROM bucket_prefix p JOIN bucket b ON b.id = p.bucket_id
		WHERE p.prefix <> '' AND NOT EXISTS (SELECT 1 FROM binding d WHERE d.bucket = b.name AND d.prefix = p.prefix) ORDER BY b.name, p.prefix`,
		nil, func() { c.Fault("prefix %s of bucket %s is one that no binding names", prefix, name) }, &name, &prefix)
}

// checkSought looks whether the styles that logs are searched for are those that were
// there after the last table of styles.
func (d *database) checkSought(r db.Reader, c *model.Check) error {
	if err := r.One("SELECT count(*) FROM sought_style", nil, &c.Count); err != nil {
		return err
	}
	log, err := d.imports(c)
	if err != nil {
		return err
	}
	none := true
	var last *imported
	for _, was := range log.order {
		if was.Kind == model.KindStyles {
			last, none = was, false
		}
	}
	if none {
		if c.Count > 0 {
			c.Fault("logs are searched for styles, and no table of styles was imported")
		}
		return nil
	}
	sealed, err := ingest.SealSought(r)
	if err == nil && last.Version >= wholeSeals && sealed != last.Sought {
		c.Fault("the styles that logs are searched for are not those that source %d, %s left", last.Source, last.Name)
	}
	return err
}
