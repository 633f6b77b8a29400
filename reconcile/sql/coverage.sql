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
-- The bindings in force at some time since an instant.
SELECT b.project, b.bucket, coalesce(k.region, ''), b.from_ts, b.to_ts
FROM binding b LEFT JOIN bucket k ON k.name = b.bucket
WHERE b.to_ts = 0 OR b.to_ts > ? ORDER BY b.project, b.bucket, b.from_ts

-- name: namesakes
SELECT name FROM project WHERE region <> '' GROUP BY name HAVING count(DISTINCT region) > 1

-- name: log_hours
-- The hours that a source is the log of, and whether one of them is whole.
SELECT k.name, h.hour, max(CASE WHEN s.rejected = 0 THEN 1 ELSE 0 END)
FROM log_hour h JOIN bucket k ON k.id = h.bucket_id JOIN source s ON s.id = h.source_id
WHERE h.own = 1 AND h.hour >= ? AND h.hour < ? GROUP BY k.name, h.hour ORDER BY k.name, h.hour

-- name: metering
-- The requests that the provider counted of a bucket's hour, as its newest
-- metering says, and the lines that the fuller kind of log has of it.
SELECT m.bucket, m.hour, CAST(sum(m.get_requests + m.put_requests) AS BIGINT), coalesce(max(l.lines), 0)
FROM metering_hour m
JOIN (SELECT bucket, hour, max(source_id) AS newest FROM metering_hour GROUP BY bucket, hour) n
  ON n.bucket = m.bucket AND n.hour = m.hour AND n.newest = m.source_id
LEFT JOIN (
  SELECT bucket, hour, max(lines) AS lines FROM (
    SELECT k.name AS bucket, h.hour, s.kind, CAST(sum(h.lines) AS BIGINT) AS lines
    FROM log_hour h JOIN bucket k ON k.id = h.bucket_id JOIN source s ON s.id = h.source_id
    GROUP BY k.name, h.hour, s.kind
  ) by_kind GROUP BY bucket, hour
) l ON l.bucket = m.bucket AND l.hour = m.hour
WHERE m.hour >= ? AND m.hour < ? AND m.get_requests IS NOT NULL AND m.put_requests IS NOT NULL
GROUP BY m.bucket, m.hour ORDER BY m.bucket, m.hour

-- name: call_hours
-- The hours of which a region's trail, or a project's call log, has records, and
-- whether nothing was rejected where they stand.
SELECT c.channel, CASE WHEN c.channel = 'actiontrail' THEN c.region ELSE c.project END AS subject, c.at - c.at % 3600 AS hour,
       min(CASE WHEN s.rejected = 0 THEN 1 ELSE 0 END)
FROM api_call c JOIN source s ON s.id = c.source_id
WHERE c.at >= ? AND c.at < ?
GROUP BY c.channel, CASE WHEN c.channel = 'actiontrail' THEN c.region ELSE c.project END, c.at - c.at % 3600
ORDER BY 1, 2, 3

-- name: recorded
-- The operations that a region's trail, or a project's call log, has records of.
SELECT DISTINCT channel, CASE WHEN channel = 'actiontrail' THEN region ELSE project END, operation
FROM api_call WHERE at >= ? AND at < ?
UNION
SELECT DISTINCT channel, region, reads_or_writes FROM api_call WHERE channel = 'actiontrail' AND reads_or_writes <> '' AND at >= ? AND at < ?

-- name: statements
-- What is stated of a time, and what arrived of it. A record that another
-- channel shows and this one lacks contradicts a statement. Tasks are left out
-- of that: the channels may know one by different ids.
WITH numbered AS (
  SELECT row_number() OVER (ORDER BY source_id, line) AS number, source_id, line, channel, subject, from_ts, to_ts, records, origin
  FROM coverage_statement
), narrowed AS (
  SELECT DISTINCT source_id, line FROM coverage_operation
), arrived AS (
  SELECT n.number, CAST(sum(h.lines) AS BIGINT) AS records
  FROM numbered n JOIN source s ON s.kind = n.channel JOIN log_hour h ON h.source_id = s.id
  JOIN bucket k ON k.id = h.bucket_id
  WHERE n.records IS NOT NULL AND h.hour >= n.from_ts AND h.hour < n.to_ts AND n.subject IN ('', k.name)
  GROUP BY n.number
  UNION ALL
  SELECT n.number, count(*)
  FROM numbered n JOIN api_call c ON c.at >= n.from_ts AND c.at < n.to_ts AND c.channel = n.channel
  LEFT JOIN narrowed w ON w.source_id = n.source_id AND w.line = n.line
  LEFT JOIN coverage_operation o ON o.source_id = n.source_id AND o.line = n.line AND o.operation = c.operation
  WHERE n.records IS NOT NULL AND n.subject IN ('', CASE WHEN c.channel = 'actiontrail' THEN c.region ELSE c.project END)
    AND (w.line IS NULL OR o.line IS NOT NULL)
  GROUP BY n.number
), lacking AS (
  SELECT 'calls' AS channel, t.project AS subject, t.operation, t.at
  FROM api_call t
  WHERE t.channel = 'actiontrail' AND t.status IN (0, 200) AND t.error_code = '' AND t.task_id = '' AND t.operation NOT LIKE 'Create%Task'
    AND t.request_id NOT IN (SELECT request_id FROM api_call WHERE channel = 'calls')
  UNION ALL
  SELECT 'actiontrail', c.region, c.operation, c.at
  FROM api_call c
  WHERE c.channel = 'calls' AND c.task_id = '' AND c.operation NOT LIKE 'Create%Task' AND c.operation <> 'WebofficeOpen'
    AND c.operation IN (SELECT operation FROM operation_item WHERE channel = 'api')
    AND c.request_id NOT IN (SELECT request_id FROM api_call WHERE channel = 'actiontrail')
), contradicted AS (
  SELECT n.number, count(*) AS records
  FROM numbered n JOIN lacking c ON c.channel = n.channel AND c.at >= n.from_ts AND c.at < n.to_ts
  LEFT JOIN narrowed w ON w.source_id = n.source_id AND w.line = n.line
  LEFT JOIN coverage_operation o ON o.source_id = n.source_id AND o.line = n.line AND o.operation = c.operation
  WHERE n.subject IN ('', c.subject) AND (w.line IS NULL OR o.line IS NOT NULL)
  GROUP BY n.number
)
SELECT n.number, n.channel, n.subject, n.from_ts, n.to_ts, CASE WHEN n.records IS NULL THEN 0 ELSE 1 END, coalesce(n.records, 0),
       n.origin, coalesce(a.records, 0), coalesce(c.records, 0)
FROM numbered n LEFT JOIN arrived a ON a.number = n.number LEFT JOIN contradicted c ON c.number = n.number
WHERE n.from_ts < ? AND n.to_ts > ? ORDER BY n.number

-- name: stated_operations
SELECT n.number, o.operation
FROM (SELECT row_number() OVER (ORDER BY source_id, line) AS number, source_id, line FROM coverage_statement) n
JOIN coverage_operation o ON o.source_id = n.source_id AND o.line = n.line
ORDER BY n.number, o.operation

-- name: feeds
-- What each item can be charged for. Indexing feeds the items of its operators
-- by objects that are written and by calls that name them.
SELECT oi.item, i.unit, oi.channel, oi.operation FROM operation_item oi JOIN item i ON i.item = oi.item
UNION
SELECT op.item, i.unit, f.channel, f.operation
FROM operator_item op JOIN item i ON i.item = op.item
CROSS JOIN (
  SELECT 'oss' AS channel, 'index' AS operation
  UNION ALL SELECT 'api', 'IndexFileMeta'
  UNION ALL SELECT 'api', 'BatchIndexFileMeta'
) f
WHERE op.billed_by = 'imm'
ORDER BY 1, 3, 4

-- name: requests_of
SELECT item, operation FROM operation_item WHERE channel = 'oss' ORDER BY item, operation

-- name: regions
SELECT DISTINCT name, region FROM project WHERE region <> '' ORDER BY name, region

-- name: outside
-- Records before and after a time that may be charged, by project and item.
SELECT c.project, oi.item, c.at - c.at % 3600, count(DISTINCT c.request_id)
FROM api_call c JOIN operation_item oi ON oi.channel = 'api' AND oi.operation = c.operation
WHERE (c.at >= ? AND c.at < ? OR c.at >= ? AND c.at < ?) AND c.status < 500
GROUP BY c.project, oi.item, c.at - c.at % 3600
UNION ALL
SELECT b.project, oi.item, h.hour, CAST(sum(h.requests) AS BIGINT)
FROM oss_hour h JOIN bucket_prefix p ON p.id = h.prefix_id JOIN bucket k ON k.id = p.bucket_id
JOIN (SELECT DISTINCT bucket, project FROM binding) b ON b.bucket = k.name
JOIN symbol w ON w.id = h.operation_id
JOIN operation_item oi ON oi.channel = 'oss' AND oi.operation = w.name
WHERE (h.hour >= ? AND h.hour < ? OR h.hour >= ? AND h.hour < ?) AND h.status < 500
GROUP BY b.project, oi.item, h.hour
