-- What there is of evidence.

-- name: buckets
-- The bindings in force at some time since an instant.
SELECT b.project, b.bucket, coalesce(k.region, ''), b.from_ts, b.to_ts
FROM binding b LEFT JOIN bucket k ON k.name = b.bucket
WHERE b.to_ts = 0 OR b.to_ts > ? ORDER BY b.project, b.bucket, b.from_ts

-- name: namesakes
SELECT name FROM project WHERE region <> '' GROUP BY name HAVING count(DISTINCT region) > 1

-- name: log_hours
-- The hours that a source is the log of, and whether one of them is whole.
SELECT h.bucket_id, h.hour, max(CASE WHEN s.rejected = 0 THEN 1 ELSE 0 END)
FROM log_hour h JOIN source s ON s.id = h.source_id
WHERE h.own = 1 AND h.hour >= ? AND h.hour < ? GROUP BY h.hour, h.bucket_id ORDER BY h.hour, h.bucket_id

-- name: bucket_names
SELECT id, name FROM bucket

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

-- name: unbound
-- The buckets that no binding names and that served processing requests: what is
-- written and what is played of a live stream is none.
SELECT DISTINCT k.name, k.region
FROM oss_hour h JOIN bucket_prefix p ON p.id = h.prefix_id JOIN bucket k ON k.id = p.bucket_id
WHERE h.hour >= ? AND h.hour < ?
  AND h.prefix_id IN (SELECT f.id FROM bucket_prefix f JOIN bucket b ON b.id = f.bucket_id WHERE b.name NOT IN (SELECT bucket FROM binding))
  AND h.operation_id IN (SELECT id FROM symbol WHERE name LIKE '%/%' AND name NOT LIKE 'hls/%' OR name LIKE 'style!%' OR name LIKE 'x-oss-%')
ORDER BY k.name

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
-- What is stated of a time, and what arrived of it: records, those that another
-- channel shows and this one lacks, which contradicts a statement, and lines of
-- trails and call logs that were rejected. Such a line may be of any time near those
-- that its file has. A task ends within a day, and the channels may know it by
-- different ids: of those that neither an id nor their submission matches, one
-- channel lacks some where the ids of others match, or where it has fewer.
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
), refused AS (
  SELECT n.number, CAST(sum(s.rejected) AS BIGINT) AS records
  FROM numbered n JOIN source s ON s.kind = n.channel AND s.rejected > 0
  LEFT JOIN (SELECT source_id, min(at) AS first, max(at) AS last FROM api_call GROUP BY source_id) c ON c.source_id = s.id
  WHERE n.channel IN ('actiontrail', 'calls') AND (c.source_id IS NULL OR c.first < n.to_ts + 31 * 86400 AND c.last > n.from_ts - 31 * 86400)
  GROUP BY n.number
), task AS (
  SELECT c.channel, c.project, c.region, c.operation, c.request_id, min(c.at) AS at, min(coalesce(c.submitted, c.at - 86400)) AS submitted,
         max(CASE WHEN EXISTS (
           SELECT 1 FROM api_call o WHERE o.channel <> c.channel AND (o.request_id = c.request_id OR o.task_id = c.task_id AND o.task_id <> '' AND o.operation = c.operation)
         ) THEN 1 ELSE 0 END) AS by_id,
         max(CASE WHEN EXISTS (
           SELECT 1 FROM same_call m WHERE m.near = 1 AND (c.channel = 'calls' AND m.logged_id = c.request_id OR c.channel = 'actiontrail' AND m.event_id = c.request_id)
         ) THEN 1 ELSE 0 END) AS by_time
  FROM api_call c
  WHERE c.operation IN (SELECT operation FROM operation_item WHERE channel = 'api') AND c.operation <> 'WebofficeOpen'
    AND (c.task_id <> '' OR c.operation IN (SELECT operation FROM task_operation)) AND c.status IN (0, 200) AND c.error_code = ''
  GROUP BY c.channel, c.project, c.region, c.operation, c.request_id
), task_count AS (
  SELECT project, operation, CAST(sum(by_id) AS BIGINT) AS matched,
         count(CASE WHEN channel = 'actiontrail' THEN 1 END) AS submissions, count(CASE WHEN channel = 'calls' THEN 1 END) AS ends
  FROM task GROUP BY project, operation
), lacking AS (
  SELECT 'calls' AS channel, t.project AS subject, t.operation, t.at AS since, t.at + 86400 AS until
  FROM task t JOIN task_count n ON n.project = t.project AND n.operation = t.operation
  WHERE t.channel = 'actiontrail' AND t.by_id = 0 AND t.by_time = 0 AND (n.matched > 0 OR n.submissions > n.ends)
  UNION ALL
  SELECT 'actiontrail', t.region, t.operation, t.submitted, t.at + 1
  FROM task t JOIN task_count n ON n.project = t.project AND n.operation = t.operation
  WHERE t.channel = 'calls' AND t.by_id = 0 AND t.by_time = 0 AND (n.matched > 0 OR n.submissions < n.ends)
  UNION ALL
  SELECT 'calls', t.project, t.operation, t.at, t.at + 1
  FROM api_call t
  WHERE t.channel = 'actiontrail' AND t.status IN (0, 200) AND t.error_code = '' AND t.task_id = '' AND t.operation NOT IN (SELECT operation FROM task_operation)
    AND t.request_id NOT IN (SELECT request_id FROM api_call WHERE channel = 'calls')
    AND t.request_id NOT IN (SELECT event_id FROM same_call WHERE near = 1)
  UNION ALL
  SELECT 'actiontrail', c.region, c.operation, c.at, c.at + 1
  FROM api_call c
  WHERE c.channel = 'calls' AND c.task_id = '' AND c.operation NOT IN (SELECT operation FROM task_operation) AND c.operation <> 'WebofficeOpen'
    AND c.operation IN (SELECT operation FROM operation_item WHERE channel = 'api')
    AND c.request_id NOT IN (SELECT request_id FROM api_call WHERE channel = 'actiontrail')
    AND c.request_id NOT IN (SELECT logged_id FROM same_call WHERE near = 1)
), contradicted AS (
  SELECT n.number, count(*) AS records
  FROM numbered n JOIN lacking c ON c.channel = n.channel AND c.since < n.to_ts AND c.until > n.from_ts
    AND (c.since >= n.from_ts AND c.until <= n.to_ts OR n.to_ts - n.from_ts <= 86400)
  LEFT JOIN narrowed w ON w.source_id = n.source_id AND w.line = n.line
  LEFT JOIN coverage_operation o ON o.source_id = n.source_id AND o.line = n.line AND o.operation = c.operation
  WHERE n.subject IN ('', c.subject) AND (w.line IS NULL OR o.line IS NOT NULL)
  GROUP BY n.number
)
SELECT n.number, n.channel, n.subject, n.from_ts, n.to_ts, CASE WHEN n.records IS NULL THEN 0 ELSE 1 END, coalesce(n.records, 0),
       n.origin, coalesce(a.records, 0), coalesce(c.records, 0), coalesce(r.records, 0), f.name, n.line
FROM numbered n JOIN source f ON f.id = n.source_id LEFT JOIN arrived a ON a.number = n.number LEFT JOIN contradicted c ON c.number = n.number
LEFT JOIN refused r ON r.number = n.number
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
