-- What there is of evidence.

-- name: hours
-- Hours with evidence by bucket or project; of buckets how many are missing
-- inside the span in which they wrote logs.
SELECT 'osslog', k.name, count(DISTINCT h.hour), (max(h.hour) - min(h.hour)) / 3600 + 1 - count(DISTINCT h.hour),
       min(h.hour), max(h.hour) + 3600
FROM log_hour h JOIN bucket k ON k.id = h.bucket_id
WHERE h.own = 1 AND h.hour >= ? AND h.hour < ?
GROUP BY k.name
UNION ALL
SELECT channel, project, count(DISTINCT at / 3600), 0, min(at), max(at) + 1
FROM api_call WHERE at >= ? AND at < ? AND project <> ''
GROUP BY channel, project
ORDER BY 1, 2

-- name: days
-- The same by day of the billing zone.
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
ORDER BY 1, 2, 3

-- name: buckets
-- The buckets that feed each project at some time since an instant.
SELECT DISTINCT project, bucket FROM binding WHERE to_ts = 0 OR to_ts > ? ORDER BY project, bucket

-- name: log_hours
SELECT DISTINCT k.name, h.hour FROM log_hour h JOIN bucket k ON k.id = h.bucket_id
WHERE h.own = 1 AND h.hour >= ? AND h.hour < ? ORDER BY k.name, h.hour

-- name: kinds
-- The kinds of evidence that were imported for a time.
SELECT 'requests' FROM log_hour WHERE hour >= ? AND hour < ?
UNION SELECT 'calls' FROM api_call WHERE at >= ? AND at < ?
UNION SELECT 'log' FROM api_call WHERE channel = 'calls' AND at >= ? AND at < ?

-- name: operations
SELECT DISTINCT item, channel, operation FROM operation_item

-- name: indexed_items
SELECT DISTINCT item FROM operator_item WHERE billed_by = 'imm' AND item <> ''
