-- What metering reads.

-- name: regions
SELECT project, region FROM home

-- name: namesakes
SELECT project, region FROM namesake ORDER BY project, region

-- name: creations
SELECT project, region, created_at FROM project_fact WHERE created_at > 0

-- name: region_conflicts
SELECT project, region, listed_region, both_used, apart, name, line
FROM (
  SELECT c.project, c.region, c.listed_region, coalesce(c.both_used, 0) AS both_used, c.apart, s.name, p.line,
         row_number() OVER (PARTITION BY c.project ORDER BY p.source_id DESC, p.line DESC) AS newest
  FROM region_conflict c
  JOIN project p ON p.name = c.project AND p.region = c.listed_region
  JOIN source s ON s.id = p.source_id
) ranked
WHERE newest = 1 ORDER BY project

-- name: ends
-- Every way a request or call ended. The calls are those of all time: a call
-- that completes within the period may have its answer from before it.
SELECT DISTINCT status, '' FROM request
UNION SELECT DISTINCT status, error_code FROM api_call

-- name: logged
-- The calls of call_key that the access log shows under the same request id and
-- operation.
SELECT k.request_id FROM call_key k
JOIN oss_usage u ON u.request_id = k.packed
JOIN symbol w ON w.id = u.operation_id AND w.name = k.operation

-- name: processing_items
-- What x-oss-process operations are charged under where one call is one unit.
SELECT oi.operation, oi.item FROM operation_item oi JOIN item i ON i.item = oi.item
WHERE oi.channel = 'oss' AND oi.condition = '' AND i.unit = 'call' ORDER BY oi.operation, oi.item

-- name: plays
-- The segments of live transcoding that viewers asked for.
SELECT u.object_key, u.at, u.status, k.name, coalesce(o.project, ''), coalesce(h.region, k.region)
FROM oss_usage u
JOIN symbol w ON w.id = u.operation_id AND w.name = 'hls/ts'
JOIN bucket_prefix p ON p.id = u.prefix_id
JOIN bucket k ON k.id = p.bucket_id
LEFT JOIN validity v ON v.from_ts <= u.at - u.at % 3600 AND u.at - u.at % 3600 < v.to_ts
LEFT JOIN prefix_owner o ON o.prefix_id = u.prefix_id AND o.valid_from = v.from_ts
LEFT JOIN home h ON h.project = o.project
WHERE u.at < ?

-- name: deletions
-- The segments that were deleted, and deletions of objects that no log names.
SELECT u.object_key, u.at, u.status, k.name
FROM oss_usage u
JOIN symbol w ON w.id = u.operation_id AND w.name = 'delete'
JOIN bucket_prefix p ON p.id = u.prefix_id
JOIN bucket k ON k.id = p.bucket_id
WHERE u.at < ?
ORDER BY u.at

-- name: requests_to_oss
-- How often indexing ran an operator that OSS bills, to completion.
WITH by_oss AS (SELECT project, region, dataset, extension FROM operator_run WHERE billed_by = 'oss')
SELECT CAST(coalesce(sum(objects), 0) AS BIGINT) FROM (
  SELECT h.requests AS objects
  FROM written w
  JOIN by_oss o ON o.project = w.project AND o.region = w.region AND o.dataset = w.dataset AND o.extension = w.extension
  JOIN request r ON r.id = w.request_id
  JOIN validity v ON v.from_ts = r.valid_from
  JOIN oss_hour h ON h.hour >= v.from_ts AND h.hour < v.to_ts AND h.prefix_id = r.prefix_id
    AND h.operation_id = r.operation_id AND h.extension_id = r.extension_id AND h.status = r.status
  WHERE w.class = 'completed'
  UNION ALL
  SELECT n.objects FROM named n
  JOIN by_oss o ON o.project = n.project AND o.region = n.region AND o.dataset = n.dataset AND o.extension = n.extension
  WHERE n.class = 'completed'
) made
