package check

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
	"immrecon/store/sources"
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

// checkHours compares the hourly sums of requests with the requests.
func checkHours(r db.Reader, c *model.Check) error {
	const key = "source_id, hour, prefix_id, operation_id, extension_id, status"
	const grouped = "SELECT source_id, at - at % 3600 AS hour, prefix_id, operation_id, extension_id, status, count(*) AS requests FROM oss_usage GROUP BY 1, 2, 3, 4, 5, 6"
	if err := r.One("SELECT count(*) FROM oss_hour", nil, &c.Count); err != nil {
		return err
	}
	var source, hour, off int64
	return r.Query(fmt.Sprintf(`SELECT source_id, hour, CAST(sum(requests) AS BIGINT) FROM (
			SELECT %[1]s, CAST(sum(requests) AS BIGINT) AS requests FROM (
				SELECT %[1]s, requests FROM oss_hour UNION ALL SELECT %[1]s, -requests FROM (%[2]s) one_by_one) both_sides
			GROUP BY %[1]s HAVING sum(requests) <> 0) differing
		GROUP BY source_id, hour ORDER BY source_id, hour`, key, grouped), nil, func() {
		c.Fault("source %d, hour %s: the hourly sums are not those of its requests (off by %d in all)", source, stamp(hour), off)
	}, &source, &hour, &off)
}
