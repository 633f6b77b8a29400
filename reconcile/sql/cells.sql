-- What is laid into cells.

-- name: series
-- A name of several items has the unit that they share.
SELECT s.project, s.region, s.item, s.tier, coalesce(i.unit, t.unit, '')
FROM series s LEFT JOIN item i ON i.item = s.item
LEFT JOIN (SELECT b.name, max(i.unit) AS unit FROM billed_together b JOIN item i ON i.item = b.item GROUP BY b.name) t ON t.name = s.item
ORDER BY s.id

-- name: kinds
SELECT item, tier, operation, channel, class FROM kind ORDER BY id

-- name: usage
-- Usage by series, hour and kind.
SELECT series_id, hour, kind_id, CAST(sum(quantity) AS BIGINT), CAST(sum(records) AS BIGINT) FROM (
  SELECT u.series_id, u.kind_id, h.hour, h.requests AS quantity, h.requests AS records
  FROM validity v CROSS JOIN oss_hour h CROSS JOIN request_use u
  WHERE h.hour >= v.from_ts AND h.hour < v.to_ts AND u.prefix_id = h.prefix_id AND u.operation_id = h.operation_id
    AND u.extension_id = h.extension_id AND u.status = h.status AND u.valid_from = v.from_ts
  UNION ALL
  SELECT series_id, kind_id, hour, quantity, records FROM call_use
) used_by_hour GROUP BY series_id, hour, kind_id ORDER BY series_id, hour, kind_id

-- name: billed
-- Which series the lines of a subject of the bill belong to.
SELECT b.id, s.id FROM billed b
JOIN series s ON s.project = b.project AND s.region = b.region AND s.item = b.item AND s.tier = b.tier
