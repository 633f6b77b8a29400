package coverage

import (
	"fmt"
	"slices"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

// logs knows which hours of each bucket have their access log, and which buckets
// feed a project when.
type logs struct {
	from     int64               // since when logs were looked at
	feeding  map[string][]feeder // by project
	buckets  map[string]*bucketLog
	many     map[string]bool // projects of which there are several, in regions of their own
	unbound  []feeder        // buckets that serve processing requests and that no binding names
	stated   statements
	metering map[bucketHour]metered
}

// feeder is a binding: a bucket that feeds a project for a time.
type feeder struct {
	model.Span
	bucket, region string
}

func (f feeder) inForce(hour int64) bool { return f.From <= hour && (f.To == 0 || hour < f.To) }

// bucketLog is the hours that a bucket has logs of: true where the log is whole.
type bucketLog struct {
	hours       map[int64]bool
	first, last int64
}

func readLogs(r db.Reader, span model.Span, stated statements) (*logs, error) {
	l := &logs{from: span.From - beside, feeding: map[string][]feeder{}, many: map[string]bool{}, stated: stated}
	var project string
	var f feeder
	err := r.Query(sql.Query("coverage.buckets"), []any{span.From - beside},
		func() { l.feeding[project] = append(l.feeding[project], f) }, &project, &f.bucket, &f.region, &f.From, &f.To)
	if err != nil {
		return nil, fmt.Errorf("read which buckets feed a project: %w", err)
	}
	err = r.Query(sql.Query("coverage.namesakes"), nil, func() { l.many[project] = true }, &project)
	if err != nil {
		return nil, fmt.Errorf("read which projects share a name: %w", err)
	}
	err = r.Query(sql.Query("coverage.unbound"), []any{span.From - beside, span.To + beside},
		func() { l.unbound = append(l.unbound, feeder{bucket: f.bucket, region: f.region}) }, &f.bucket, &f.region)
	if err != nil {
		return nil, fmt.Errorf("read which buckets no binding names: %w", err)
	}
	if l.buckets, err = readLogHours(r, span); err != nil {
		return nil, fmt.Errorf("read which logs there are: %w", err)
	}
	l.metering, err = readMetering(r, span)
	return l, err
}

// readLogHours reads the hours that the buckets have logs of, by the bucket's name.
func readLogHours(r db.Reader, span model.Span) (map[string]*bucketLog, error) {
	var id, at int64
	var whole bool
	byID := map[int64]*bucketLog{}
	err := r.Query(sql.Query("coverage.log_hours"), []any{span.From - beside, span.To + beside}, func() {
		b := byID[id]
		if b == nil {
			b = &bucketLog{hours: map[int64]bool{}, first: at}
			byID[id] = b
		}
		b.hours[at], b.last = whole, at
	}, &id, &at, &whole)
	if err != nil {
		return nil, err
	}
	all := make(map[string]*bucketLog, len(byID))
	var name string
	err = r.Query(sql.Query("coverage.bucket_names"), nil, func() {
		if b := byID[id]; b != nil {
			all[name] = b
		}
	}, &id, &name)
	return all, err
}

// beside is how far around a time evidence is looked at: a day, which is the
// longest period but a month that has neighbours.
const beside = model.Day

// of lists the buckets that feed a project of a region in an hour, and reports
// whether any ever does.
func (l *logs) of(project, region string, hour int64) (buckets []string, bound bool) {
	for _, f := range l.feeding[project] {
		if l.many[project] && region != "" && f.region != "" && f.region != region {
			continue
		}
		bound = true
		if f.inForce(hour) && !slices.Contains(buckets, f.bucket) {
			buckets = append(buckets, f.bucket)
		}
	}
	return buckets, bound
}

// holesOf lists the buckets of a region that no binding names and whose log of an
// hour is missing between others: whatever it held may be any project's.
func (l *logs) holesOf(region string, hour int64) (buckets []string) {
	for _, f := range l.unbound {
		b, elsewhere := l.buckets[f.bucket], region != "" && f.region != "" && f.region != region
		if b == nil || elsewhere || l.beyond(f.bucket, hour) || b.hours[hour] || l.level(f.bucket, hour).complete() {
			continue
		}
		buckets = append(buckets, f.bucket)
	}
	return buckets
}

// level is what is known of the log of a bucket's hour.
func (l *logs) level(bucket string, hour int64) Level {
	level := l.hourly(bucket, hour)
	for _, channel := range []model.Kind{model.KindOSSLog, model.KindSLSLog} {
		if stated := l.stated.about(channel, bucket, "", hour); stated.outweighs(level) {
			level = stated
		}
	}
	level.on = subject{model.KindOSSLog, bucket}
	return level
}

// hourly is what the files and the provider's metering say. The log of an hour
// is whole if its own and the next are there, for late lines stand in the next;
// and the one before it, unless the bucket's logs begin here.
func (l *logs) hourly(bucket string, hour int64) Level {
	b := l.buckets[bucket]
	if b == nil {
		return l.meteredLevel(bucket, hour, Level{Reason: model.NothingImported})
	}
	level := Level{Reason: model.NeighbourMissing}
	switch whole, there := b.hours[hour]; {
	case !there:
		level.Reason = model.LogMissing
	case !whole:
		level.Reason = model.LogNotWhole
	case l.there(bucket, hour+model.Hour) && (hour == b.first || l.there(bucket, hour-model.Hour)):
		level = Level{State: Stated, Reason: model.LogWhole, Source: "the provider's own log of the hour"}
	}
	return l.meteredLevel(bucket, hour, level)
}

// there reports whether the log of an hour is there, or is known to be empty.
func (l *logs) there(bucket string, hour int64) bool {
	if b := l.buckets[bucket]; b != nil && b.hours[hour] {
		return true
	}
	return l.stated.about(model.KindOSSLog, bucket, "", hour).certain() || l.stated.about(model.KindSLSLog, bucket, "", hour).certain()
}

// beyond reports whether an hour lies outside the time that a bucket has logs of.
func (l *logs) beyond(bucket string, hour int64) bool {
	b := l.buckets[bucket]
	return b != nil && (hour < b.first || hour > b.last)
}

// MissingBetween reports whether a log of a project's buckets may be missing in
// an hour from first up to, not including, last.
func (t *Table) MissingBetween(project, region string, first, last int64) bool {
	for at := max(first, t.logs.from); at < last; at += model.Hour {
		buckets, _ := t.logs.of(project, region, at)
		for _, bucket := range buckets {
			if !t.logs.level(bucket, at).complete() {
				return true
			}
		}
	}
	return false
}
