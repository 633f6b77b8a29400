-- What metering reads.

-- name: regions
SELECT project, region FROM home

-- name: creations
SELECT project, max(created_at) FROM project_fact WHERE created_at > 0 GROUP BY project

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
JOIN word w ON w.id = u.operation_id AND w.word = k.operation

-- name: processing_items
-- What x-oss-process operations are charged under where one call is one unit.
SELECT oi.operation, oi.item FROM operation_item oi JOIN item i ON i.item = oi.item
WHERE oi.channel = 'oss' AND oi.condition = '' AND i.unit = 'call' ORDER BY oi.operation, oi.item

-- name: plays
-- The segments of live transcoding that viewers asked for.
SELECT u.object_key, u.at, u.status, k.name, coalesce(o.project, ''), coalesce(h.region, k.region)
FROM oss_usage u
JOIN word w ON w.id = u.operation_id AND w.word = 'hls/ts'
JOIN place p ON p.id = u.place_id
JOIN bucket k ON k.id = p.bucket_id
LEFT JOIN era e ON e.from_ts <= u.at - u.at % 3600 AND u.at - u.at % 3600 < e.to_ts
LEFT JOIN place_owner o ON o.place_id = u.place_id AND o.era = e.from_ts
LEFT JOIN home h ON h.project = o.project
WHERE u.at < ?

-- name: requests_to_oss
-- How often indexing ran an operator that OSS bills, to completion.
WITH by_oss AS (SELECT project, dataset, extension FROM operator_run WHERE billed_by = 'oss')
SELECT CAST(coalesce(sum(objects), 0) AS BIGINT) FROM (
  SELECT h.requests AS objects
  FROM written w
  JOIN by_oss o ON o.project = w.project AND o.dataset = w.dataset AND o.extension = w.extension
  JOIN request r ON r.id = w.request_id
  JOIN era e ON e.from_ts = r.era
  JOIN oss_hour h ON h.hour >= e.from_ts AND h.hour < e.to_ts AND h.place_id = r.place_id
    AND h.operation_id = r.operation_id AND h.extension_id = r.extension_id AND h.status = r.status
  WHERE w.class = 'completed'
  UNION ALL
  SELECT n.objects FROM named n
  JOIN by_oss o ON o.project = n.project AND o.dataset = n.dataset AND o.extension = n.extension
  WHERE n.class = 'completed'
) made
