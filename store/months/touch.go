package months

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// TouchesClosed lists the closed months in which a source makes a difference.
func TouchesClosed(r db.Reader, s model.Source) ([]string, error) {
	closed, err := Closed(r)
	if err != nil {
		return nil, err
	}
	var touched []string
	for _, month := range closed {
		is, err := Touches(r, s, month)
		if err != nil {
			return nil, err
		}
		if is {
			touched = append(touched, month)
		}
	}
	return touched, nil
}

// Touches reports whether a source makes a difference to a month: records of
// the month, or rows about the company that no other source has and that are
// valid during the month.
func Touches(r db.Reader, s model.Source, month string) (bool, error) {
	from, to, err := model.MonthSpan(month)
	if err != nil {
		return false, err
	}
	var is bool
	err = r.One(`WITH asked AS (SELECT CAST(? AS BIGINT) AS source, CAST(? AS BIGINT) AS start, CAST(? AS BIGINT) AS after, CAST(? AS TEXT) AS billing)
		SELECT EXISTS (`+touching[s.Kind]+")", []any{s.ID, from, to, month}, &is)
	if err != nil {
		return false, fmt.Errorf("%s: does it touch %s: %w", s.Name, month, err)
	}
	return is, nil
}

// touching selects, by kind, what the source asked for has for the month asked
// for. An hour of log that another source is the log of, too, is nothing new.
var touching = map[model.Kind]string{
	model.KindOSSLog: touchingLog,
	model.KindSLSLog: touchingLog,

	model.KindActionTrail: touchingCalls,
	model.KindCalls:       touchingCalls,

	model.KindBill: "SELECT 1 FROM asked JOIN bill_line b ON b.source_id = source AND b.month = billing " +
		"UNION ALL SELECT 1 FROM asked JOIN bill_total t ON t.source_id = source AND t.month = billing",
	model.KindProjects: newRows("project", "name, region, created_at, template", "created_at < after"),
	model.KindDatasets: newRows("dataset", "project, name, template", "true"),
	model.KindBindings: newRows("binding", "bucket, prefix, project, dataset, from_ts, to_ts", valid),
	model.KindStyles:   newRows("style", "bucket, name, content, delimiter, from_ts, to_ts", valid),
	model.KindCoverage: newRows("coverage_statement", "channel, subject, from_ts, to_ts, records, origin", valid),
	model.KindAliases:  newRows("alias", "bill_id, project, region, from_ts, to_ts", valid),
	model.KindMetering: newRows("metering_hour", "bucket, hour, get_requests, put_requests", "hour >= start AND hour < after"),
	model.KindPrices:   newRows("own_price", "site, currency, item, operation, tier, price, per, unit, from_ts, to_ts", valid),
}

// CROSS JOIN keeps SQLite to the order of the tables: it would read log_hour from
// end to end for each source, which takes it 1 ms a source at 700 hours.
const (
	touchingLog = `SELECT 1 FROM asked JOIN oss_hour h ON h.source_id = source AND h.hour >= start AND h.hour < after
		UNION ALL SELECT 1 FROM asked CROSS JOIN log_hour l WHERE l.source_id = source AND l.hour >= start AND l.hour < after AND l.own = 1
		AND NOT EXISTS (SELECT 1 FROM log_hour o WHERE o.hour = l.hour AND o.bucket_id = l.bucket_id AND o.own = 1 AND o.source_id <> l.source_id)`
	touchingCalls = "SELECT 1 FROM asked JOIN api_call c ON c.source_id = source AND c.at >= start AND c.at < after"
	valid         = "from_ts < after AND (to_ts = 0 OR to_ts > start)"
)

// newRows selects the rows of a table that only the source has.
func newRows(table, columns, holds string) string {
	return "SELECT " + columns + " FROM asked JOIN " + table + " ON source_id = asked.source WHERE " + holds +
		" EXCEPT SELECT " + columns + " FROM asked JOIN " + table + " ON source_id <> asked.source"
}
