-- Whose is it? Each place and hour belongs to the binding with the longest
-- prefix that was in force when the hour began; styles are replaced by what
-- they stood for then. Requests of unbound buckets keep the project ''.

CREATE TEMP TABLE place_hour AS
SELECT DISTINCT h.place_id, h.hour
FROM oss_hour h, span
WHERE h.hour >= span.from_ts AND h.hour < span.to_ts;

CREATE TEMP TABLE place_owner AS
SELECT place_id, hour, bucket, bucket_region, project, dataset
FROM (
  SELECT ph.place_id, ph.hour, k.name AS bucket, k.region AS bucket_region,
         coalesce(b.project, '') AS project, coalesce(b.dataset, '') AS dataset,
         row_number() OVER (PARTITION BY ph.place_id, ph.hour
                            ORDER BY length(b.prefix) DESC, b.source_id DESC, b.line DESC) AS best
  FROM place_hour ph
  JOIN place p ON p.id = ph.place_id
  JOIN bucket k ON k.id = p.bucket_id
  LEFT JOIN binding b ON b.bucket = k.name
    AND substr(p.prefix, 1, length(b.prefix)) = b.prefix
    AND b.from_ts <= ph.hour AND (b.to_ts = 0 OR ph.hour < b.to_ts)
) ranked
WHERE best = 1;
CREATE INDEX temp.place_owner_key ON place_owner (place_id, hour);

CREATE TEMP TABLE style_meaning AS
SELECT place_id, hour, name, source_id, line
FROM (
  SELECT o.place_id, o.hour, s.name, s.source_id, s.line,
         row_number() OVER (PARTITION BY o.place_id, o.hour, s.name ORDER BY s.source_id DESC, s.line DESC) AS newest
  FROM place_owner o
  JOIN style s ON s.bucket = o.bucket AND s.from_ts <= o.hour AND (s.to_ts = 0 OR o.hour < s.to_ts)
) ranked
WHERE newest = 1;
CREATE INDEX temp.style_meaning_key ON style_meaning (place_id, hour, name);

-- One row an hourly sum; whoever reads them adds up.
CREATE TEMP TABLE attributed AS
SELECT o.project, coalesce(home.region, o.bucket_region) AS region, o.dataset, o.bucket, h.hour,
       coalesce(so.operation, w.word) AS operation, x.word AS extension, h.status, h.requests
FROM span
CROSS JOIN oss_hour h
CROSS JOIN place_owner o
JOIN word w ON w.id = h.operation_id
JOIN word x ON x.id = h.extension_id
LEFT JOIN home ON home.project = o.project
LEFT JOIN style_meaning m ON w.word LIKE 'style/%' AND m.place_id = h.place_id AND m.hour = h.hour AND 'style/' || m.name = w.word
LEFT JOIN style_operation so ON so.source_id = m.source_id AND so.line = m.line
WHERE h.hour >= span.from_ts AND h.hour < span.to_ts AND o.place_id = h.place_id AND o.hour = h.hour
  AND (m.name IS NULL OR so.operation IS NOT NULL);
