package ingest

import (
	"context"
	"fmt"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// SoughtStyles are the styles that the logs of a bucket are to be searched for, by
// another delimiter than !.
func (w *Writer) SoughtStyles(ctx context.Context) ([]model.SoughtStyle, error) {
	var all []model.SoughtStyle
	var s model.SoughtStyle
	err := w.db.Reader(ctx).Query("SELECT DISTINCT bucket, delimiter, name FROM sought_style ORDER BY bucket, delimiter, name", nil,
		func() { all = append(all, s) }, &s.Bucket, &s.Delimiter, &s.Name)
	if err != nil {
		return nil, fmt.Errorf("read which styles logs are searched for: %w", err)
	}
	return all, nil
}

// SealSought seals the styles that logs are searched for. They change with tables of
// styles alone.
func SealSought(r db.Reader) (string, error) {
	return audit.Seal(r, 0, []string{"SELECT bucket, delimiter, name, from_ts, to_ts FROM sought_style WHERE ? = 0 ORDER BY bucket, delimiter, name, from_ts, to_ts"}, nil)
}

// newSought are the styles that no log was searched for yet. A delimiter is the
// bucket's, and any of its styles may be asked for by it.
const newSought = `
  SELECT DISTINCT bucket, delimiter, name, from_ts, to_ts
  FROM (
    SELECT s.bucket, d.delimiter, s.name, CASE WHEN s.from_ts > d.from_ts THEN s.from_ts ELSE d.from_ts END AS from_ts,
           CASE WHEN s.to_ts = 0 THEN d.to_ts WHEN d.to_ts = 0 OR s.to_ts < d.to_ts THEN s.to_ts ELSE d.to_ts END AS to_ts
    FROM style s JOIN style d ON d.bucket = s.bucket AND d.delimiter NOT IN ('', '!')
  ) together
  WHERE (to_ts = 0 OR from_ts < to_ts) AND NOT EXISTS (
    SELECT 1 FROM sought_style k
    WHERE k.bucket = together.bucket AND k.delimiter = together.delimiter AND k.name = together.name
      AND k.from_ts <= together.from_ts AND (k.to_ts = 0 OR together.to_ts <> 0 AND together.to_ts <= k.to_ts))`

// seekStyles notes the styles that logs are to be searched for from now on. Logs that
// were read before do not show them, and must be read again.
func seekStyles(i *Import) error {
	tx := i.tx
	var s model.SoughtStyle
	var first, last, logs int64
	err := tx.Query(`
SELECT n.bucket, n.delimiter, n.name, min(h.source_id), max(h.source_id), count(DISTINCT h.source_id)
FROM (`+newSought+`) n
JOIN bucket k ON k.name = n.bucket
JOIN log_hour h ON h.bucket_id = k.id AND h.hour + 3600 > n.from_ts AND (n.to_ts = 0 OR h.hour < n.to_ts)
GROUP BY n.bucket, n.delimiter, n.name ORDER BY n.bucket DESC, n.delimiter DESC, n.name DESC`, nil, func() {},
		&s.Bucket, &s.Delimiter, &s.Name, &first, &last, &logs)
	if err != nil {
		return fmt.Errorf("read which logs were not searched for styles: %w", err)
	}
	if logs > 0 {
		return fmt.Errorf("%s: logs of bucket %s were read before it was known that requests ask for its style %s as KEY%s%s (%d, from source %d to %d): "+
			"take them back out with `immrecon sources forget` and import them behind this table, or all into a new database; or state since when the style is in force",
			i.source.Name, s.Bucket, s.Name, s.Delimiter, s.Name, logs, first, last)
	}
	if _, err := tx.Exec("INSERT INTO sought_style (bucket, delimiter, name, from_ts, to_ts)" + newSought); err != nil {
		return fmt.Errorf("note which styles logs are searched for: %w", err)
	}
	return nil
}
