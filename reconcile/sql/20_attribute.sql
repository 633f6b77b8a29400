-- Whose is it? A request belongs to the binding with the longest prefix that
-- was in force when its hour began; styles are replaced by what they stood for
-- then. Requests of unbound buckets keep the project ''.

-- An era is a stretch of the period in which no binding and no style begins or
-- ends, so that all its hours are attributed alike.
CREATE TEMP TABLE era AS
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
SELECT row_number() OVER (ORDER BY era, place_id, operation_id, extension_id, status) AS id,
       era, place_id, operation_id, extension_id, status
FROM (
  SELECT DISTINCT e.from_ts AS era, h.place_id, h.operation_id, h.extension_id, h.status
  FROM era e CROSS JOIN oss_hour h
  WHERE h.hour >= e.from_ts AND h.hour < e.to_ts
) seen;

CREATE TEMP TABLE place_owner AS
SELECT place_id, era, bucket, bucket_region, project, dataset
FROM (
  SELECT r.place_id, r.era, k.name AS bucket, k.region AS bucket_region,
         coalesce(b.project, '') AS project, coalesce(b.dataset, '') AS dataset,
         row_number() OVER (PARTITION BY r.place_id, r.era
                            ORDER BY length(b.prefix) DESC, b.source_id DESC, b.line DESC) AS best
  FROM (SELECT DISTINCT place_id, era FROM request) r
  JOIN place p ON p.id = r.place_id
  JOIN bucket k ON k.id = p.bucket_id
  LEFT JOIN binding b ON b.bucket = k.name
    AND substr(p.prefix, 1, length(b.prefix)) = b.prefix
    AND b.from_ts <= r.era AND (b.to_ts = 0 OR r.era < b.to_ts)
) ranked
WHERE best = 1;

CREATE TEMP TABLE style_meaning AS
SELECT place_id, era, name, source_id, line
FROM (
  SELECT o.place_id, o.era, s.name, s.source_id, s.line,
         row_number() OVER (PARTITION BY o.place_id, o.era, s.name ORDER BY s.source_id DESC, s.line DESC) AS newest
  FROM place_owner o
  JOIN style s ON s.bucket = o.bucket AND s.from_ts <= o.era AND (s.to_ts = 0 OR o.era < s.to_ts)
) ranked
WHERE newest = 1;

-- One row a request and operation that it asked for.
CREATE TEMP TABLE attributed AS
SELECT r.id AS request_id, o.project, coalesce(home.region, o.bucket_region) AS region, o.dataset,
       coalesce(so.operation, w.word) AS operation, x.word AS extension, r.status
FROM request r
JOIN place_owner o ON o.place_id = r.place_id AND o.era = r.era
JOIN word w ON w.id = r.operation_id
JOIN word x ON x.id = r.extension_id
LEFT JOIN home ON home.project = o.project
LEFT JOIN style_meaning m ON w.word LIKE 'style/%' AND m.place_id = r.place_id AND m.era = r.era AND 'style/' || m.name = w.word
LEFT JOIN style_operation so ON so.source_id = m.source_id AND so.line = m.line
WHERE m.name IS NULL OR so.operation IS NOT NULL;
