-- Whose is it? A request belongs to the binding with the longest prefix that
-- was in force when its hour began; styles are replaced by what they stood for
-- then. Requests of unbound buckets keep the project ''.

-- A validity interval is a stretch of the period in which no binding and no style
-- begins or ends, so that all its hours are attributed alike.
CREATE TEMP TABLE validity AS
SELECT start AS from_ts, lead(start, 1, to_ts) OVER (ORDER BY start) AS to_ts
FROM (
  SELECT from_ts AS start, to_ts FROM span
  UNION SELECT b.from_ts, s.to_ts FROM binding b JOIN span s ON b.from_ts > s.from_ts AND b.from_ts < s.to_ts
  UNION SELECT b.to_ts, s.to_ts FROM binding b JOIN span s ON b.to_ts > s.from_ts AND b.to_ts < s.to_ts
  UNION SELECT y.from_ts, s.to_ts FROM style y JOIN span s ON y.from_ts > s.from_ts AND y.from_ts < s.to_ts
  UNION SELECT y.to_ts, s.to_ts FROM style y JOIN span s ON y.to_ts > s.from_ts AND y.to_ts < s.to_ts
) starts;

-- Requests that differ in nothing but their hour are decided on once.
CREATE TEMP TABLE request AS
SELECT row_number() OVER (ORDER BY valid_from, prefix_id, operation_id, extension_id, status) AS id,
       valid_from, prefix_id, operation_id, extension_id, status
FROM (
  SELECT DISTINCT v.from_ts AS valid_from, h.prefix_id, h.operation_id, h.extension_id, h.status
  FROM validity v CROSS JOIN oss_hour h
  WHERE h.hour >= v.from_ts AND h.hour < v.to_ts
) seen;

CREATE TEMP TABLE prefix_owner AS
SELECT prefix_id, valid_from, bucket, bucket_region, project, dataset
FROM (
  SELECT r.prefix_id, r.valid_from, k.name AS bucket, k.region AS bucket_region,
         coalesce(b.project, '') AS project, coalesce(b.dataset, '') AS dataset,
         row_number() OVER (PARTITION BY r.prefix_id, r.valid_from
                            ORDER BY length(b.prefix) DESC, b.source_id DESC, b.line DESC) AS best
  FROM (SELECT DISTINCT prefix_id, valid_from FROM request) r
  JOIN bucket_prefix p ON p.id = r.prefix_id
  JOIN bucket k ON k.id = p.bucket_id
  LEFT JOIN binding b ON b.bucket = k.name
    AND substr(p.prefix, 1, length(b.prefix)) = b.prefix
    AND b.from_ts <= r.valid_from AND (b.to_ts = 0 OR r.valid_from < b.to_ts)
) ranked
WHERE best = 1;

-- What a style stands for, by each way of asking for it: style/NAME in the query, or
-- KEY-NAME by a delimiter that any row of the bucket states.
CREATE TEMP TABLE style_meaning AS
SELECT prefix_id, valid_from, operation, source_id, line
FROM (
  SELECT prefix_id, valid_from, operation, source_id, line,
         row_number() OVER (PARTITION BY prefix_id, valid_from, operation ORDER BY source_id DESC, line DESC) AS newest
  FROM (
    SELECT o.prefix_id, o.valid_from, 'style/' || s.name AS operation, s.source_id, s.line
    FROM prefix_owner o
    JOIN style s ON s.bucket = o.bucket AND s.from_ts <= o.valid_from AND (s.to_ts = 0 OR o.valid_from < s.to_ts)
    UNION
    SELECT o.prefix_id, o.valid_from, 'style' || d.delimiter || s.name, s.source_id, s.line
    FROM prefix_owner o
    JOIN style s ON s.bucket = o.bucket AND s.from_ts <= o.valid_from AND (s.to_ts = 0 OR o.valid_from < s.to_ts)
    JOIN style d ON d.bucket = o.bucket AND d.from_ts <= o.valid_from AND (d.to_ts = 0 OR o.valid_from < d.to_ts) AND d.delimiter <> ''
  ) ways
) ranked
WHERE newest = 1;

-- Ends of paths that are a style at some time, by a delimiter that keys have too: at
-- any other time they are of the key.
CREATE TEMP TABLE style_at_times AS
SELECT DISTINCT s.bucket, 'style' || d.delimiter || s.name AS operation
FROM style s JOIN style d ON d.bucket = s.bucket AND d.delimiter NOT IN ('', '!', '/');

-- One row a request and operation that it asked for.
CREATE TEMP TABLE attributed AS
SELECT r.id AS request_id, o.project, coalesce(home.region, o.bucket_region) AS region, o.dataset,
       coalesce(so.operation, w.name) AS operation, x.name AS extension, r.status
FROM request r
JOIN prefix_owner o ON o.prefix_id = r.prefix_id AND o.valid_from = r.valid_from
JOIN symbol w ON w.id = r.operation_id
JOIN symbol x ON x.id = r.extension_id
LEFT JOIN home ON home.project = o.project
LEFT JOIN style_meaning m ON m.prefix_id = r.prefix_id AND m.valid_from = r.valid_from AND m.operation = w.name
LEFT JOIN style_operation so ON so.source_id = m.source_id AND so.line = m.line
LEFT JOIN style_at_times t ON t.bucket = o.bucket AND t.operation = w.name
WHERE so.operation IS NOT NULL OR m.operation IS NULL AND t.operation IS NULL;
