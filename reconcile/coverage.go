package reconcile

import (
	"fmt"

	"immrecon/store"
)

// coverage says for every bucket with logs and every project with calls how
// many hours of the period have evidence, and for buckets how many inside the
// active span have none.
func (w *walk) coverage() ([]store.Coverage, error) {
	var all []store.Coverage
	var c store.Coverage
	err := w.work.Query(`
		SELECT 'osslog', k.name, count(DISTINCT h.hour), (max(h.hour) - min(h.hour)) / 3600 + 1 - count(DISTINCT h.hour),
		       min(h.hour), max(h.hour) + 3600
		FROM log_hour h JOIN bucket k ON k.id = h.bucket_id
		WHERE h.hour >= ? AND h.hour < ?
		GROUP BY k.name
		UNION ALL
		SELECT channel, project, count(DISTINCT at / 3600), 0, min(at), max(at) + 1
		FROM api_call WHERE at >= ? AND at < ? AND project <> ''
		GROUP BY channel, project
		ORDER BY 1, 2`, []any{w.from, w.to, w.from, w.to},
		func() { all = append(all, c) }, &c.Channel, &c.Subject, &c.Hours, &c.Missing, &c.From, &c.To)
	if err != nil {
		return nil, fmt.Errorf("read coverage: %w", err)
	}
	return all, nil
}
