package reconcile

import (
	"fmt"

	"immrecon/store/model"
)

// coverage says for every bucket with logs and every project with calls how
// many hours of the period have evidence, and for buckets how many inside the
// active span have none.
func (w *reconciler) coverage() ([]model.Coverage, error) {
	var all []model.Coverage
	var c model.Coverage
	err := w.tx.Query(`
		SELECT 'osslog', k.name, count(DISTINCT h.hour), (max(h.hour) - min(h.hour)) / 3600 + 1 - count(DISTINCT h.hour),
		       min(h.hour), max(h.hour) + 3600
		FROM log_hour h JOIN bucket k ON k.id = h.bucket_id
		WHERE h.own = 1 AND h.hour >= ? AND h.hour < ?
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

// calendar says the same by day, for a reader to see where the holes are.
func (w *reconciler) calendar() ([]model.CalendarDay, error) {
	var all []model.CalendarDay
	var d model.CalendarDay
	err := w.tx.Query(`
		WITH seen AS (
		  SELECT 'osslog' AS channel, k.name AS subject, h.hour - (h.hour + 28800) % 86400 AS day, h.hour AS hour
		  FROM log_hour h JOIN bucket k ON k.id = h.bucket_id WHERE h.own = 1 AND h.hour >= ? AND h.hour < ?
		  UNION
		  SELECT channel, project, at - (at + 28800) % 86400, at - at % 3600
		  FROM api_call WHERE at >= ? AND at < ? AND project <> ''
		), active AS (SELECT channel, subject, min(hour) AS first, max(hour) AS last FROM seen GROUP BY channel, subject)
		SELECT s.channel, s.subject, s.day, count(DISTINCT s.hour),
		       CASE WHEN s.channel = 'osslog' THEN
		         ((CASE WHEN s.day + 86400 > a.last + 3600 THEN a.last + 3600 ELSE s.day + 86400 END)
		          - (CASE WHEN s.day > a.first THEN s.day ELSE a.first END)) / 3600 - count(DISTINCT s.hour)
		       ELSE 0 END
		FROM seen s JOIN active a ON a.channel = s.channel AND a.subject = s.subject
		GROUP BY s.channel, s.subject, s.day, a.first, a.last
		ORDER BY 1, 2, 3`, []any{w.from, w.to, w.from, w.to},
		func() { all = append(all, d) }, &d.Channel, &d.Subject, &d.Day, &d.Hours, &d.Missing)
	if err != nil {
		return nil, fmt.Errorf("read calendar of evidence: %w", err)
	}
	return all, nil
}
