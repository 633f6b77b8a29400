package evidence

import (
	"database/sql"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"immrecon/store/model"
)

// indexing says which template indexes a dataset: its own, else its project's,
// by the newest registry. It is the tail of a WITH clause, and goes with what
// reconcile/sql/10_projects.sql says.
const indexing = `
project_template AS (
	SELECT name, max(template) AS template FROM (
		SELECT name, template, row_number() OVER (PARTITION BY name, region ORDER BY source_id DESC, line DESC) AS newest FROM project)
	WHERE newest = 1 GROUP BY name),
newest_dataset AS (
	SELECT project, name, template FROM (
		SELECT d.*, row_number() OVER (PARTITION BY project, name ORDER BY source_id DESC, line DESC) AS newest FROM dataset d)
	WHERE newest = 1),
indexing AS (
	SELECT d.project, d.name AS dataset, coalesce(nullif(d.template, ''), p.template, '') AS template
	FROM newest_dataset d LEFT JOIN project_template p ON p.name = d.project
	UNION
	SELECT b.project, b.dataset, p.template
	FROM binding b JOIN project_template p ON p.name = b.project
	WHERE b.dataset <> '' AND NOT EXISTS (SELECT 1 FROM newest_dataset d WHERE d.project = b.project AND d.name = b.dataset))`

// indexClass is why an operator of the indexing i is not simply charged.
const indexClass = `CASE WHEN i.template LIKE 'Official:Cognition%' THEN 'free_template' WHEN oi.operator = 'ReGEO' THEN 'undecided' ELSE '' END`

// indexItems joins the items that the indexing i charges for a file, by the
// column that has its extension.
func indexItems(extension string) string {
	return `JOIN template_operator t ON t.template = i.template
		JOIN media_type m ON m.extension = ` + extension + ` AND (t.media = 'any' OR t.media = m.media)
		JOIN operator_item oi ON oi.operator = t.operator AND oi.billed_by = 'imm' AND (oi.media = 'any' OR oi.media = m.media)`
}

// requestSums finds the hourly sums of requests that feed an item, in the hours h
// that meet a condition: by their operation, by the operation that their style
// stood for, or as objects written where they are indexed. Whose they are is
// decided as by reconcile/sql/20_attribute.sql.
func requestSums(hours string) string {
	return `
WITH ` + indexing + `,
fed AS (SELECT operation FROM operation_item WHERE channel = 'oss' AND item = :item),
written AS (
	SELECT column1 AS operation FROM (VALUES ('PutObject'), ('PostObject'), ('AppendObject'), ('CopyObject'), ('CompleteUploadPart'), ('CompleteMultipartUpload'))
	WHERE EXISTS (SELECT 1 FROM operator_item WHERE item = :item AND billed_by = 'imm')),
seen AS MATERIALIZED (
	SELECT h.hour, h.place_id, h.operation_id, h.extension_id, h.status, w.word, sum(h.requests) AS requests
	FROM oss_hour h JOIN word w ON w.id = h.operation_id
	WHERE ` + hours + `
	  AND (w.word IN (SELECT operation FROM fed UNION SELECT operation FROM written) OR w.word LIKE 'style/%')
	GROUP BY h.hour, h.place_id, h.operation_id, h.extension_id, h.status, w.word),
owner AS MATERIALIZED (
	SELECT place_id, hour, bucket, region, project, dataset FROM (
		SELECT s.place_id, s.hour, k.name AS bucket, k.region, coalesce(b.project, '') AS project, coalesce(b.dataset, '') AS dataset,
		       row_number() OVER (PARTITION BY s.place_id, s.hour ORDER BY length(b.prefix) DESC, b.source_id DESC, b.line DESC) AS best
		FROM (SELECT DISTINCT place_id, hour FROM seen) s
		JOIN place p ON p.id = s.place_id
		JOIN bucket k ON k.id = p.bucket_id
		LEFT JOIN binding b ON b.bucket = k.name AND substr(p.prefix, 1, length(b.prefix)) = b.prefix
		  AND b.from_ts <= s.hour AND (b.to_ts = 0 OR s.hour < b.to_ts))
	WHERE best = 1),
meaning AS (
	SELECT place_id, hour, word, source_id, line FROM (
		SELECT o.place_id, o.hour, 'style/' || s.name AS word, s.source_id, s.line,
		       row_number() OVER (PARTITION BY o.place_id, o.hour, s.name ORDER BY s.source_id DESC, s.line DESC) AS newest
		FROM owner o JOIN style s ON s.bucket = o.bucket AND s.from_ts <= o.hour AND (s.to_ts = 0 OR o.hour < s.to_ts))
	WHERE newest = 1)
SELECT s.hour, s.place_id, s.operation_id, s.extension_id, s.status, o.project, o.region, s.word AS operation, '' AS class, s.requests
FROM seen s JOIN owner o ON o.place_id = s.place_id AND o.hour = s.hour
WHERE s.word IN (SELECT operation FROM fed)
UNION ALL
SELECT s.hour, s.place_id, s.operation_id, s.extension_id, s.status, o.project, o.region, so.operation, '', s.requests
FROM seen s JOIN owner o ON o.place_id = s.place_id AND o.hour = s.hour
JOIN meaning m ON m.place_id = s.place_id AND m.hour = s.hour AND m.word = s.word
JOIN style_operation so ON so.source_id = m.source_id AND so.line = m.line
WHERE so.operation IN (SELECT operation FROM fed)
UNION ALL
SELECT s.hour, s.place_id, s.operation_id, s.extension_id, s.status, o.project, o.region, 'index:' || oi.operator, ` + indexClass + `, s.requests
FROM seen s JOIN owner o ON o.place_id = s.place_id AND o.hour = s.hour
JOIN indexing i ON i.project = o.project AND i.dataset = o.dataset
JOIN word x ON x.id = s.extension_id
` + indexItems("x.word") + `
WHERE o.dataset <> '' AND s.word IN (SELECT operation FROM written) AND oi.item = :item
ORDER BY 1, 8`
}

// requestKey is what the requests of one hourly sum have in common.
type requestKey struct {
	place, operation, extension int64
	status                      int
}

// meaning is what a request is charged as.
type meaning struct{ project, operation, class string }

// requests finds the requests to OSS: their counts from the hourly sums, and
// then, hour by hour, the records of the sums that count.
func (s *search) requests() error {
	f := &s.evidence.Finding
	hours := map[int64]map[requestKey][]meaning{}
	var hour, records int64
	var k requestKey
	var m meaning
	var region string
	err := s.Query(requestSums("h.hour >= :from AND h.hour < :to"), []any{sql.Named("item", f.Item), sql.Named("from", f.From), sql.Named("to", f.To)}, func() {
		u := model.Usage{At: hour, Project: m.project, Operation: m.operation, Class: m.class, Status: k.status}
		if !s.holds(m.project, region) || !s.judge(s.evidence, &u) {
			return
		}
		s.count(&u, records)
		if hours[hour] == nil {
			hours[hour] = map[requestKey][]meaning{}
		}
		hours[hour][k] = append(hours[hour][k], m)
	}, &hour, &k.place, &k.operation, &k.extension, &k.status, &m.project, &region, &m.operation, &m.class, &records)
	if err != nil {
		return err
	}
	return s.records(hours)
}

// records reads the requests behind the sums, in order of time, up to the limit.
func (s *search) records(hours map[int64]map[requestKey][]meaning) error {
	for _, hour := range slices.Sorted(maps.Keys(hours)) {
		room := -1 // as much as there is
		if s.limit > 0 {
			room = s.limit - len(s.evidence.Usage)
		}
		if room == 0 {
			return nil
		}
		if err := s.recordsOf(hour, hours[hour], room); err != nil {
			return err
		}
	}
	return nil
}

func (s *search) recordsOf(hour int64, wanted map[requestKey][]meaning, room int) error {
	var u model.Usage
	var id []byte
	var k requestKey
	return s.Query(`SELECT u.request_id, u.at, u.place_id, u.operation_id, u.extension_id, u.status, e.word, k.name, u.object_key, s.name, u.line
		FROM oss_usage u JOIN place p ON p.id = u.place_id JOIN bucket k ON k.id = p.bucket_id
		JOIN word e ON e.id = u.error_id JOIN source s ON s.id = u.source_id
		WHERE u.at >= ? AND u.at < ? AND `+ofKeys(maps.Keys(wanted))+`
		ORDER BY u.at, u.source_id, u.line LIMIT ?`, []any{hour, hour + model.Hour, room}, func() {
		for _, m := range wanted[k] {
			u.RequestID, u.Status, u.Project, u.Operation, u.Class, u.Quantity = model.UnpackRequestID(id), k.status, m.project, m.operation, m.class, 0
			if s.judge(s.evidence, &u) {
				s.evidence.Usage = append(s.evidence.Usage, u)
			}
		}
	}, &id, &u.At, &k.place, &k.operation, &k.extension, &k.status, &u.ErrorCode, &u.Bucket, &u.Key, &u.File, &u.Line)
}

// ofKeys is the condition that a row of oss_usage has one of the keys, which are
// numbers of our own.
func ofKeys(keys iter.Seq[requestKey]) string {
	var rows []string
	for k := range keys {
		rows = append(rows, fmt.Sprintf("(%d, %d, %d, %d)", k.place, k.operation, k.extension, k.status))
	}
	return "(place_id, operation_id, extension_id, status) IN (VALUES " + strings.Join(rows, ", ") + ")"
}
