package store

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// requestLoad turns OSS requests into rows of oss_usage and sums them by the
// hour while they pass.
type requestLoad struct {
	usage *feed
	hours map[hourKey]int64
	seen  map[bucketHour]int64
}

// usageRows is how many rows of oss_usage wait: the more there are, the less it
// costs to find the place of each in the index of request ids.
const usageRows = 1 << 15

// hourKey is the key of oss_hour within one source.
type hourKey struct {
	hour, place, operation, extension int64
	status                            int
}

type bucketHour struct{ bucket, hour int64 }

func newRequestLoad() *requestLoad {
	return &requestLoad{
		usage: newFeed("oss_usage", "request_id", "ordinal", "source_id", "line", "at",
			"place_id", "operation_id", "extension_id", "status", "error_id", "object_key"),
		hours: map[hourKey]int64{},
		seen:  map[bucketHour]int64{},
	}
}

// KeepRequest implements Intake.
func (i *Import) KeepRequest(line int64, r *Request) {
	words := i.db.words
	key := strings.Clone(r.Key)
	id := PackRequestID(r.ID)
	place := words.place(r.Bucket, r.Region, key)
	suffix := words.word(extension(key))
	errorID := words.word(r.ErrorCode)
	for ordinal, name := range r.Operations {
		operation := words.word(name)
		i.requests.usage.add(id, int64(ordinal), i.source.ID, line, r.At, place, operation, suffix, int64(r.Status), errorID, key)
		i.requests.hours[hourKey{hourOf(r.At), place, operation, suffix, r.Status}]++
	}
	i.keep(i.requests.usage, usageRows)
}

// SawBucket implements Intake.
func (i *Import) SawBucket(bucket string, received time.Time) {
	i.requests.seen[bucketHour{i.db.words.bucket(bucket, ""), hourOf(received.Unix())}]++
}

func (l *requestLoad) flush(i *Import) error {
	l.usage.sortByKey()
	inserted, err := l.usage.insert(i.ctx, i.tx)
	if err != nil {
		return err
	}
	if inserted < int64(l.usage.rows()) {
		if err := l.takeOutDuplicates(i); err != nil {
			return err
		}
	}
	l.usage.clear()
	return nil
}

// takeOutDuplicates finds the rows of the batch whose request was there
// already, notes their lines, and takes them out of the hourly sums.
func (l *requestLoad) takeOutDuplicates(i *Import) error {
	known := fmt.Sprintf(`FROM %s f JOIN oss_usage u ON u.request_id = f.c0 AND u.ordinal = f.c1
		WHERE NOT (u.source_id = f.c2 AND u.line = f.c3)`, l.usage.name())
	lines, err := l.usage.run(i.ctx, i.tx, `INSERT INTO duplicate_line (source_id, line, request_id)
		SELECT f.c2, f.c3, hex(f.c0) `+known+` AND f.c1 = 0 ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	i.moveDuplicates(lines)
	var at int64
	var key hourKey
	return l.usage.query(i.ctx, i.tx, "SELECT f.c4, f.c5, f.c6, f.c7, f.c8 "+known, nil, func() {
		key.hour = hourOf(at)
		l.hours[key]--
	}, &at, &key.place, &key.operation, &key.extension, &key.status)
}

// finish writes the hourly sums and the hours seen.
func (l *requestLoad) finish(i *Import) error {
	hours := newFeed("oss_hour", "source_id", "hour", "place_id", "operation_id", "extension_id", "status", "requests")
	for k, n := range l.hours {
		if n > 0 {
			hours.add(i.source.ID, k.hour, k.place, k.operation, k.extension, int64(k.status), n)
		}
	}
	seen := newFeed("log_hour", "source_id", "bucket_id", "hour", "lines", "own")
	own := ownHours(l.seen, i.source)
	for k, n := range l.seen {
		mine := own[k]
		seen.add(i.source.ID, k.bucket, k.hour, n, truth(&mine))
	}
	if err := i.load(hours); err != nil {
		return err
	}
	return i.load(seen)
}

// hourOf is the start of the hour that an instant lies in. Hours of UTC and of
// the billing zone coincide.
func hourOf(at int64) int64 {
	hour := at - at%3600
	if at < 0 && at%3600 != 0 {
		hour -= 3600
	}
	return hour
}

// PackRequestID is a request id as the database keeps it. It makes 12 bytes of a 24-digit hex id, whose case does not
// matter, and of any other a zero byte and its text. A hex id that begins with
// a zero byte counts among the others, so that the two never meet.
func PackRequestID(id string) []byte {
	if len(id) == 24 {
		if packed, err := hex.DecodeString(id); err == nil {
			if packed[0] != 0 {
				return packed
			}
			id = strings.ToUpper(id)
		}
	}
	return append([]byte{0}, id...)
}

// unPackRequestID gives the id back as the provider writes it.
func unPackRequestID(packed []byte) string {
	if len(packed) > 0 && packed[0] == 0 {
		return string(packed[1:])
	}
	return strings.ToUpper(hex.EncodeToString(packed))
}
