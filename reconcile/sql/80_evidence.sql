-- What stands behind the cells that have findings is saved with the run: which
-- requests, calls and segments it attributed to them, and as what.

INSERT INTO cell_series (run_id, cell_id, series_id)
SELECT DISTINCT run_id, cell_id, series_id FROM differing;

INSERT INTO run_request (run_id, series_id, kind_id, from_ts, to_ts, prefix_id, operation_id, extension_id, status, project, units)
SELECT d.run_id, u.series_id, u.kind_id, d.from_ts, d.to_ts, u.prefix_id, u.operation_id, u.extension_id, u.status, u.project, count(*)
FROM (SELECT DISTINCT h.run_id, h.series_id, v.from_ts, v.to_ts
      FROM differing h JOIN validity v ON h.hour >= v.from_ts AND h.hour < v.to_ts) d
JOIN request_use u ON u.series_id = d.series_id AND u.valid_from = d.from_ts
GROUP BY d.run_id, u.series_id, u.kind_id, d.from_ts, d.to_ts, u.prefix_id, u.operation_id, u.extension_id, u.status, u.project;

-- Every place of their buckets that had requests: a later one lies in the
-- longest of these that it begins with.
INSERT INTO run_prefix (run_id, prefix_id, bucket, prefix)
SELECT d.run_id, p.id, k.name, p.prefix
FROM (SELECT DISTINCT run_id FROM differing) d
CROSS JOIN (SELECT DISTINCT prefix_id FROM request) r
JOIN bucket_prefix p ON p.id = r.prefix_id
JOIN bucket k ON k.id = p.bucket_id
WHERE p.bucket_id IN (SELECT o.bucket_id FROM run_request q JOIN bucket_prefix o ON o.id = q.prefix_id WHERE q.run_id = d.run_id);

INSERT INTO cell_call (run_id, cell_id, request_id, kind_id, hour, quantity)
SELECT d.run_id, d.cell_id, c.request_id, k.id, c.hour, CAST(sum(c.quantity) AS BIGINT)
FROM (
  SELECT request_id, project, region, item, tier, operation, channel, hour, class, quantity FROM charge WHERE request_id <> ''
  UNION ALL
  SELECT request_id, project, region, item, '', operation, 'api', hour, class, 1 FROM call_charge
  UNION ALL
  SELECT request_id, project, region, item, '', operation, 'api', hour, class, objects FROM index_charge
) c
JOIN used u ON u.project = c.project AND u.region = c.region AND u.item = c.item AND u.tier = c.tier
JOIN series s ON s.project = u.at_project AND s.region = u.at_region AND s.item = u.at_item AND s.tier = u.at_tier
JOIN differing d ON d.series_id = s.id AND d.hour = c.hour
JOIN kind k ON k.item = c.item AND k.tier = c.tier AND k.operation = c.operation AND k.class = c.class AND k.channel = c.channel
GROUP BY d.run_id, d.cell_id, c.request_id, k.id, c.hour;

-- A completed call that was charged under another item or tier may be what was
-- billed under this one, if its operation can be charged under it.
INSERT INTO cell_call (run_id, cell_id, request_id, kind_id, hour, quantity)
SELECT d.run_id, d.cell_id, c.request_id, min(k.id), c.hour, 0
FROM charge c
JOIN used u ON u.project = c.project AND u.region = c.region AND u.item = c.item AND u.tier = c.tier
JOIN (SELECT DISTINCT operation, item FROM operation_item) oi ON oi.operation = c.operation
JOIN series s ON s.project = u.at_project AND s.region = u.at_region AND s.item = oi.item
JOIN differing d ON d.series_id = s.id AND d.hour = c.hour
JOIN kind k ON k.item = c.item AND k.tier = c.tier AND k.operation = c.operation AND k.class = c.class AND k.channel = c.channel
WHERE c.request_id <> '' AND c.class = 'completed'
  AND NOT EXISTS (SELECT 1 FROM cell_call o WHERE o.run_id = d.run_id AND o.cell_id = d.cell_id AND o.request_id = c.request_id)
GROUP BY d.run_id, d.cell_id, c.request_id, c.hour;

INSERT INTO cell_segment (run_id, cell_id, kind_id, hour, bucket, object, token, project, segments)
SELECT d.run_id, d.cell_id, k.id, g.hour, g.bucket, g.object, g.token, g.project, CAST(sum(g.segments) AS BIGINT)
FROM segment g
JOIN used u ON u.project = g.project AND u.region = g.region AND u.item = 'LiveTranscoding' AND u.tier = ''
JOIN series s ON s.project = u.at_project AND s.region = u.at_region AND s.item = u.at_item AND s.tier = u.at_tier
JOIN differing d ON d.series_id = s.id AND d.hour = g.hour
JOIN kind k ON k.item = u.item AND k.tier = u.tier AND k.operation = 'hls/ts' AND k.class = g.class AND k.channel = 'oss'
WHERE g.segments > 0
GROUP BY d.run_id, d.cell_id, k.id, g.hour, g.bucket, g.object, g.token, g.project;

-- The calls that made the playlists, however long before.
INSERT INTO cell_call (run_id, cell_id, request_id, kind_id, hour, quantity)
SELECT DISTINCT d.run_id, d.cell_id, g.request_id, k.id, g.call_hour, 0
FROM segment g
JOIN used u ON u.project = g.project AND u.region = g.region AND u.item = 'LiveTranscoding' AND u.tier = ''
JOIN series s ON s.project = u.at_project AND s.region = u.at_region AND s.item = u.at_item AND s.tier = u.at_tier
JOIN differing d ON d.series_id = s.id AND d.hour = g.hour
JOIN kind k ON k.item = u.item AND k.tier = u.tier AND k.operation = 'GenerateVideoPlaylist' AND k.class = 'completed' AND k.channel = 'api'
WHERE g.request_id <> '';

DROP VIEW index_charge;
DROP VIEW call_charge;
