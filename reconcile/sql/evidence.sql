-- What a run saved of the usage behind its findings. {run} is the run's id,
-- {cells} are the cells that are asked for, {sources} the sources of the run that
-- are stored still.

-- name: kinds
SELECT id, item, tier, operation, channel, class, billable FROM run_kind WHERE run_id = {run}

-- name: counts
-- The usage of cells by hour and kind. Quantities are those of cell_usage;
-- records are the calls of cell_call and the segments of cell_segment, and of
-- other requests to OSS as many as cell_usage has.
SELECT u.cell_id, u.hour, u.kind_id, CAST(sum(u.quantity) AS BIGINT), CAST(sum(u.records) AS BIGINT), max(u.requests), max(s.series_id) FROM (
  SELECT c.cell_id, c.hour, c.kind_id, c.quantity, k.requests * c.records AS records, k.requests
  FROM cell_usage c
  JOIN (SELECT run_id, id, CASE WHEN channel = 'oss' AND operation NOT LIKE 'hls/ts%' THEN 1 ELSE 0 END AS requests FROM run_kind) k
    ON k.run_id = c.run_id AND k.id = c.kind_id
  WHERE c.run_id = {run} AND c.cell_id IN ({cells})
  UNION ALL
  SELECT cell_id, hour, kind_id, 0, 1, 0 FROM cell_call WHERE run_id = {run} AND cell_id IN ({cells})
  UNION ALL
  SELECT cell_id, hour, kind_id, 0, segments, 0 FROM cell_segment WHERE run_id = {run} AND cell_id IN ({cells})
) u JOIN cell_series s ON s.run_id = {run} AND s.cell_id = u.cell_id
GROUP BY u.cell_id, u.hour, u.kind_id

-- name: calls
SELECT request_id, cell_id, kind_id, quantity FROM cell_call WHERE run_id = {run} AND cell_id IN ({cells})

-- name: tokens
-- The calls that gave out tokens of Weboffice up to an instant.
SELECT DISTINCT request_id FROM api_call WHERE operation IN ('GenerateWebofficeToken', 'RefreshWebofficeToken') AND at < {until}

-- name: meanings
-- What requests to OSS are to the series of cells, by the keys that they have
-- now. The prefixes are those that the run knew: a request that a later binding
-- moved is found by the longest of them that its present one begins with.
WITH behind AS (
  SELECT * FROM run_request
  WHERE run_id = {run} AND series_id IN (SELECT series_id FROM cell_series WHERE run_id = {run} AND cell_id IN ({cells}))
), present AS (
  SELECT prefix_id, was FROM (
    SELECT p.id AS prefix_id, r.prefix_id AS was, row_number() OVER (PARTITION BY p.id ORDER BY length(r.prefix) DESC) AS best
    FROM run_prefix r JOIN bucket b ON b.name = r.bucket
    JOIN bucket_prefix p ON p.bucket_id = b.id AND substr(p.prefix, 1, length(r.prefix)) = r.prefix
    WHERE r.run_id = {run}
  ) ranked WHERE best = 1
)
SELECT p.prefix_id, q.operation_id, q.extension_id, q.status, q.series_id, q.kind_id, q.from_ts, q.to_ts, q.project, q.units
FROM behind q JOIN present p ON p.was = q.prefix_id

-- name: sums
-- How many requests there are of some operations in some hours.
SELECT hour, prefix_id, operation_id, extension_id, status, CAST(sum(requests) AS BIGINT) FROM oss_hour
WHERE hour IN ({hours}) AND operation_id IN ({operations}) AND source_id IN ({sources})
GROUP BY hour, prefix_id, operation_id, extension_id, status ORDER BY hour

-- name: requests
-- The requests of an hour that have one of some keys.
SELECT u.request_id, u.at, u.prefix_id, u.operation_id, u.extension_id, u.status, u.source_id, e.name, k.name, u.object_key, s.name, u.line
FROM oss_usage u JOIN bucket_prefix p ON p.id = u.prefix_id JOIN bucket k ON k.id = p.bucket_id
JOIN symbol e ON e.id = u.error_id JOIN source s ON s.id = u.source_id
WHERE u.at >= ? AND u.at < ? AND (u.prefix_id, u.operation_id, u.extension_id, u.status) IN (VALUES {keys})
ORDER BY u.at, u.source_id, u.line

-- name: segments
-- The segments of live transcoding that viewers asked for in an hour.
SELECT u.request_id, u.at, u.prefix_id, u.operation_id, u.extension_id, u.status, u.source_id, e.name, k.name, u.object_key, s.name, u.line
FROM oss_usage u JOIN bucket_prefix p ON p.id = u.prefix_id JOIN bucket k ON k.id = p.bucket_id
JOIN symbol e ON e.id = u.error_id JOIN source s ON s.id = u.source_id
WHERE u.at >= ? AND u.at < ? AND u.operation_id IN (SELECT id FROM symbol WHERE name = 'hls/ts')
ORDER BY u.at, u.source_id, u.line

-- name: played
SELECT cell_id, hour, kind_id, bucket, object, token, project, segments FROM cell_segment WHERE run_id = {run} AND cell_id IN ({cells})
