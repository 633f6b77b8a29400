-- Usage by series, and what kind of usage it is: under which item and tier,
-- which may not be those of the series, it came how and ended how.

CREATE TEMP TABLE kind AS
SELECT row_number() OVER (ORDER BY item, tier, operation, class, channel) AS id, item, tier, operation, channel, class
FROM (
  SELECT item, '' AS tier, operation, 'oss' AS channel, class FROM request_charge
  UNION
  SELECT item, tier, operation, channel, class FROM charge
  UNION
  SELECT 'LiveTranscoding', '', 'hls/ts', 'oss', class FROM segment
  UNION
  SELECT 'LiveTranscoding', '', 'GenerateVideoPlaylist', 'api', 'completed' FROM segment WHERE request_id <> ''
) kinds;

CREATE TEMP TABLE request_use AS
SELECT r.valid_from, r.prefix_id, r.operation_id, r.extension_id, r.status, s.id AS series_id, k.id AS kind_id, c.project
FROM request_charge c
JOIN request r ON r.id = c.request_id
JOIN used u ON u.project = c.project AND u.region = c.region AND u.item = c.item AND u.tier = ''
JOIN series s ON s.project = u.at_project AND s.region = u.at_region AND s.item = u.at_item AND s.tier = u.at_tier
JOIN kind k ON k.item = c.item AND k.tier = '' AND k.operation = c.operation AND k.class = c.class AND k.channel = 'oss';
CREATE INDEX request_use_key ON request_use (prefix_id, operation_id, extension_id, status, valid_from, series_id, kind_id);

CREATE TEMP TABLE call_use AS
SELECT s.id AS series_id, k.id AS kind_id, c.hour, c.quantity, c.records
FROM charge c
JOIN used u ON u.project = c.project AND u.region = c.region AND u.item = c.item AND u.tier = c.tier
JOIN series s ON s.project = u.at_project AND s.region = u.at_region AND s.item = u.at_item AND s.tier = u.at_tier
JOIN kind k ON k.item = c.item AND k.tier = c.tier AND k.operation = c.operation AND k.class = c.class AND k.channel = c.channel;
