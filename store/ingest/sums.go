package ingest

import (
	"cmp"
	"database/sql/driver"
	"slices"

	"immrecon/store/audit"
)

// logSums are what one log comes to by the hour.
type logSums struct {
	hours map[hourKey]int64
	seen  map[bucketHour]int64
}

type bucketHour struct{ bucket, hour int64 }

// sumsOf are those of a source.
func (l *requestLoader) sumsOf(source int64) *logSums {
	sums, begun := l.sums[source]
	if !begun {
		sums = &logSums{map[hourKey]int64{}, map[bucketHour]int64{}}
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

// sealedHour is a row that sealedHours selects.
type sealedHour struct {
	hour                         int64
	bucket, operation, extension string
	status                       int
}

func (h sealedHour) compare(o sealedHour) int {
	return cmp.Or(cmp.Compare(h.hour, o.hour), cmp.Compare(h.bucket, o.bucket), cmp.Compare(h.operation, o.operation),
		cmp.Compare(h.extension, o.extension), cmp.Compare(h.status, o.status))
}

// sealHours is what sealing the rows comes to that sealedHours selects: those of
// a bucket, under whichever of its prefixes.
func (s *logSums) sealHours(names *symbols) string {
	type summed struct {
		sealedHour
		requests int64
	}
	rows := make([]summed, 0, len(s.hours))
	for k, n := range s.hours {
		if n > 0 {
			rows = append(rows, summed{sealedHour{k.hour, names.bucketOf[k.prefix], names.nameOf[k.operation], names.nameOf[k.extension], k.status}, n})
		}
	}
	slices.SortFunc(rows, func(a, b summed) int { return a.compare(b.sealedHour) })
	to := audit.NewSealer()
	to.Table(6)
	for n, row := range rows {
		if n+1 < len(rows) && rows[n+1].sealedHour == row.sealedHour {
			rows[n+1].requests += row.requests
			continue
		}
		to.Number(row.hour)
		to.Text(row.bucket)
		to.Text(row.operation)
		to.Text(row.extension)
		to.Number(int64(row.status))
		to.Number(row.requests)
		to.EndRow()
	}
	return to.Sum()
}

// sealSeen is what sealing the rows comes to that sealedLogHours selects.
func (s *logSums) sealSeen(names *symbols) string {
	type line struct {
		bucket      string
		hour, lines int64
	}
	var rows []line
	for k, n := range s.seen {
		rows = append(rows, line{names.bucketNameOf[k.bucket], k.hour, n})
	}
	slices.SortFunc(rows, func(a, b line) int { return cmp.Or(cmp.Compare(a.bucket, b.bucket), cmp.Compare(a.hour, b.hour)) })
	to := audit.NewSealer()
	to.Table(3)
	for _, row := range rows {
		to.Text(row.bucket)
		to.Number(row.hour)
		to.Number(row.lines)
		to.EndRow()
	}
	return to.Sum()
}
