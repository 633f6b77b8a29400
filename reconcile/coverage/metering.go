package coverage

import (
	"fmt"

	"immrecon/reconcile/sql"
	"immrecon/store/db"
	"immrecon/store/model"
)

type bucketHour struct {
	bucket string
	hour   int64
}

// metered is what the provider counted of a bucket's hour, and how many such
// requests its log has.
type metered struct{ counted, logged int64 }

func readMetering(r db.Reader, span model.Span) (map[bucketHour]metered, error) {
	all := map[bucketHour]metered{}
	var at bucketHour
	var m metered
	err := r.Query(sql.Query("coverage.metering"), []any{span.From - beside, span.To + beside},
		func() { all[at] = m }, &at.bucket, &at.hour, &m.counted, &m.logged)
	if err != nil {
		return nil, fmt.Errorf("read the provider's metering: %w", err)
	}
	return all, nil
}

// meteredLevel is a level of a bucket's hour as the provider's metering has it:
// as many GET-like requests as it counted prove the log, fewer leave it short,
// and more are a conflict that changes nothing.
func (l *logs) meteredLevel(bucket string, hour int64, level Level) Level {
	m, known := l.metering[bucketHour{bucket, hour}]
	switch {
	case !known || m.logged > m.counted:
		return level
	case m.logged < m.counted:
		return Level{State: Short, Reason: model.MeteringCountsMore, Missing: m.counted - m.logged, Source: "the provider's metering of the bucket"}
	}
	return Level{State: Proven, Reason: model.MeteringAgrees, Source: "the provider's metering of the bucket"}
}
