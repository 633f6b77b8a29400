package ingest

import (
	"cmp"
	"database/sql/driver"
	"slices"

	"immrecon/store/audit"
)

// logSums are what one log comes to by the hour, and its requests as they are sealed.
type logSums struct {
	hours    map[hourKey]int64
	seen     map[bucketHour]int64
	requests audit.Set
}

type bucketHour struct{ bucket, hour int64 }

// sumsOf are those of a source.
func (l *requestLoader) sumsOf(source int64) *logSums {
	sums, begun := l.sums[source]
	if !begun {
		sums = &logSums{hours: map[hourKey]int64{}, seen: map[bucketHour]int64{}}
		l.sums[source] = sums
	}
	return sums
}

// linesSince counts the lines of the log of hours from an instant on.
func (s *logSums) linesSince(from int64) int64 {
	var lines int64
	for h, n := range s.seen {
		if h.hour >= from {
			lines += n
		}
	}
	return lines
}

// hourRows are rows of oss_hour.
type hourRows []hourRow

type hourRow struct {
	hourKey
	requests int64
}

// hourColumns are those of oss_hour in the order of hourRows.Value.
var hourColumns = []string{"source_id", "hour", "prefix_id", "operation_id", "extension_id", "status", "requests"}

// appendTo adds the rows of the log, in the order of their key: that is how the
// index of it grows fastest.
func (s *logSums) appendTo(rows hourRows) hourRows {
	from := len(rows)
	for k, n := range s.hours {
		if n > 0 {
			rows = append(rows, hourRow{k, n})
		}
	}
	slices.SortFunc(rows[from:], func(a, b hourRow) int { return a.compare(b.hourKey) })
	return rows
}

func (r hourRows) Len() int { return len(r) }

func (r hourRows) Value(row, column int) driver.Value {
	h := &r[row]
	switch column {
	case 0:
		return h.source
	case 1:
		return h.hour
	case 2:
		return h.prefix
	case 3:
		return h.operation
	case 4:
		return h.extension
	case 5:
		return int64(h.status)
	}
	return h.requests
}

// regions are those of the buckets that the log is of, as far as they are known.
func (s *logSums) regions(names *symbols) map[string]string {
	all := map[string]string{}
	add := func(bucket string) {
		if region := names.buckets[bucket].region; region != "" {
			all[bucket] = region
		}
	}
	for k := range s.hours {
		add(names.bucketOf[k.prefix])
	}
	for k := range s.seen {
		add(names.bucketNameOf[k.bucket])
	}
	return all
}

// sealSeen is what sealing the rows comes to that sealedLogHours selects.
func (s *logSums) sealSeen(names *symbols, own map[bucketHour]bool) string {
	type line struct {
		bucket      string
		hour, lines int64
		own         bool
	}
	var rows []line
	for k, n := range s.seen {
		rows = append(rows, line{names.bucketNameOf[k.bucket], k.hour, n, own[k]})
	}
	slices.SortFunc(rows, func(a, b line) int { return cmp.Or(cmp.Compare(a.bucket, b.bucket), cmp.Compare(a.hour, b.hour)) })
	to := audit.NewSealer()
	to.Table(4)
	for _, row := range rows {
		to.Text(row.bucket)
		to.Number(row.hour)
		to.Number(row.lines)
		to.Value(truth(&row.own))
		to.EndRow()
	}
	return to.Sum()
}
