package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"slices"
	"strconv"
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

// seal is what sealing the log's rows in the database comes to: sealedHours and
// sealedLogHours over the sums.
func (s logSums) seal(words *dictionary) string {
	h := sha256.New()
	s.sealHours(h, words)
	s.sealSeen(h, words)
	return hex.EncodeToString(h.Sum(nil))
}

func (s logSums) sealHours(h hash.Hash, words *dictionary) {
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
	sealTable(h, 6)
	for _, row := range rows {
		sealValues(h, number(row.hour), row.bucket, row.operation, row.extension, number(int64(row.status)), number(sums[row]))
	}
}

func (s logSums) sealSeen(h hash.Hash, words *dictionary) {
	type line struct {
		bucket      string
		hour, lines int64
	}
	var rows []line
	for k, n := range s.seen {
		rows = append(rows, line{words.bucketNames[k.bucket], k.hour, n})
	}
	slices.SortFunc(rows, func(a, b line) int { return cmp.Or(cmp.Compare(a.bucket, b.bucket), cmp.Compare(a.hour, b.hour)) })
	sealTable(h, 3)
	for _, row := range rows {
		sealValues(h, row.bucket, number(row.hour), number(row.lines))
	}
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// sealTable begins a table of so many columns.
func sealTable(h hash.Hash, columns int) { fmt.Fprintf(h, "table %d\n", columns) }

// sealValues adds a row, each value with its length before it so that no two
// tables of values are alike.
func sealValues(h hash.Hash, values ...string) {
	for _, value := range values {
		fmt.Fprintf(h, "%d:%s ", len(value), value)
	}
}
