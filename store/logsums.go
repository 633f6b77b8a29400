package store

import (
	"cmp"
	"slices"
)

// logSums are what one log comes to by the hour.
type logSums struct {
	hours map[hourKey]int64
	seen  map[bucketHour]int64
}

// bySource are the sums of each source that has any.
func (l *requestLoad) bySource() map[int64]logSums {
	all := map[int64]logSums{}
	of := func(source int64) logSums {
		if _, begun := all[source]; !begun {
			all[source] = logSums{map[hourKey]int64{}, map[bucketHour]int64{}}
		}
		return all[source]
	}
	for k, n := range l.hours {
		if n > 0 {
			of(k.source).hours[k] = n
		}
	}
	for k, n := range l.seen {
		of(k.source).seen[k.bucketHour] = n
	}
	return all
}

// sealedHour is a row that sealedHours selects.
type sealedHour struct {
	hour                         int64
	bucket, operation, extension string
	status                       int
}

// sealHours is what sealing the rows comes to that sealedHours selects.
func (s logSums) sealHours(words *dictionary) string {
	sums := map[sealedHour]int64{}
	for k, n := range s.hours {
		sums[sealedHour{k.hour, words.bucketOf[k.place], words.texts[k.operation], words.texts[k.extension], k.status}] += n
	}
	rows := make([]sealedHour, 0, len(sums))
	for row := range sums {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b sealedHour) int {
		return cmp.Or(cmp.Compare(a.hour, b.hour), cmp.Compare(a.bucket, b.bucket), cmp.Compare(a.operation, b.operation),
			cmp.Compare(a.extension, b.extension), cmp.Compare(a.status, b.status))
	})
	to := newSealer()
	to.table(6)
	for _, row := range rows {
		to.number(row.hour)
		to.text(row.bucket)
		to.text(row.operation)
		to.text(row.extension)
		to.number(int64(row.status))
		to.number(sums[row])
		to.end()
	}
	return to.seal()
}

// sealSeen is what sealing the rows comes to that sealedLogHours selects.
func (s logSums) sealSeen(words *dictionary) string {
	type line struct {
		bucket      string
		hour, lines int64
	}
	var rows []line
	for k, n := range s.seen {
		rows = append(rows, line{words.bucketNames[k.bucket], k.hour, n})
	}
	slices.SortFunc(rows, func(a, b line) int { return cmp.Or(cmp.Compare(a.bucket, b.bucket), cmp.Compare(a.hour, b.hour)) })
	to := newSealer()
	to.table(3)
	for _, row := range rows {
		to.text(row.bucket)
		to.number(row.hour)
		to.number(row.lines)
		to.end()
	}
	return to.seal()
}
