package check

import (
	"cmp"
	"maps"
	"slices"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
	"immrecon/store/writes"
)

// checkTallies looks whether of every source lines read = kept + skipped +
// duplicate + rejected.
func checkTallies(r db.Reader, c *model.Check) error {
	imported, err := sources.All(r)
	for _, s := range imported {
		c.Count++
		n := s.Tally
		if n.Read != n.Kept+n.Skipped+n.Duplicate+n.Rejected || min(n.Kept, n.Skipped, n.Duplicate, n.Rejected) < 0 {
			c.Fault("source %d, %s: %d lines read, but %d kept + %d skipped + %d duplicate + %d rejected",
				s.ID, s.Name, n.Read, n.Kept, n.Skipped, n.Duplicate, n.Rejected)
		}
	}
	return err
}

// checkKept compares the lines kept with the records there are. A request has
// one row an operation, of which the first stands for its line.
func checkKept(r db.Reader, c *model.Check) error {
	return compareCounts(r, c, func(t model.Tally) int64 { return t.Kept }, `
		SELECT source_id, count(*) FROM oss_usage WHERE ordinal = 0 GROUP BY source_id
		UNION ALL SELECT source_id, CAST(sum(writes) AS BIGINT) FROM oss_write GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM api_call GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM bill_line GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM project GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM dataset GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM binding GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM style GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM coverage_statement GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM alias GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM metering_hour GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM bill_total GROUP BY source_id
		UNION ALL SELECT source_id, count(*) FROM own_price GROUP BY source_id`)
}

func checkRejected(r db.Reader, c *model.Check) error {
	return compareCounts(r, c, func(t model.Tally) int64 { return t.Rejected }, "SELECT source_id, count(*) FROM rejected_line GROUP BY source_id")
}

func checkDuplicates(r db.Reader, c *model.Check) error {
	return compareCounts(r, c, func(t model.Tally) int64 { return t.Duplicate }, "SELECT source_id, count(*) FROM duplicate_line GROUP BY source_id")
}

// compareCounts compares a count of every source with the rows that there are
// of it.
func compareCounts(r db.Reader, c *model.Check, counted func(model.Tally) int64, statement string) error {
	rows := map[int64]int64{}
	var id, n int64
	if err := r.Query(statement, nil, func() { rows[id] += n }, &id, &n); err != nil {
		return err
	}
	imported, err := sources.All(r)
	for _, s := range imported {
		c.Count++
		if want := counted(s.Tally); rows[s.ID] != want {
			c.Fault("source %d, %s: %d counted, %d stored", s.ID, s.Name, want, rows[s.ID])
		}
	}
	return err
}

// checkHours compares the hourly sums of requests with the requests, those that are
// rows and those that are packed.
func (d *database) checkHours(r db.Reader, c *model.Check) error {
	if err := r.One("SELECT count(*) FROM oss_hour", nil, &c.Count); err != nil {
		return err
	}
	stored, err := d.requests()
	if err != nil {
		return err
	}
	for _, fault := range stored.Faults {
		c.Fault("%s", fault)
	}
	off := maps.Clone(stored.Hours)
	var s writes.Sum
	var n int64
	err = r.Query("SELECT source_id, hour, prefix_id, operation_id, extension_id, status, requests FROM oss_hour", nil, func() { off[s] -= n },
		&s.Source, &s.Hour, &s.Prefix, &s.Operation, &s.Extension, &s.Status, &n)
	if err != nil {
		return err
	}
	reportHours(c, off)
	return nil
}

// reportHours reports the sums that differ, by source and hour.
func reportHours(c *model.Check, off map[writes.Sum]int64) {
	type sourceHour struct{ source, hour int64 }
	differing := map[sourceHour]int64{}
	for s, n := range off {
		if n != 0 {
			differing[sourceHour{s.Source, s.Hour}] -= n
		}
	}
	order := slices.SortedFunc(maps.Keys(differing), func(a, b sourceHour) int {
		return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.hour, b.hour))
	})
	for _, at := range order {
		c.Fault("source %d, hour %s: the hourly sums are not those of its requests (off by %d in all)", at.source, stamp(at.hour), differing[at])
	}
}
