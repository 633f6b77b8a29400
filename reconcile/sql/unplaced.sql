-- Records that look like IMM and cannot be placed.

-- name: items
-- What requests can be charged under, by what was asked for, and calls, by 'api '
-- and their operation; the items of indexing stand by 'index'.
SELECT operation, item FROM operation_item WHERE channel = 'oss'
UNION SELECT 'api ' || operation, item FROM operation_item WHERE channel = 'api'
UNION SELECT 'index', item FROM operator_item WHERE billed_by = 'imm' AND item <> ''
ORDER BY operation, item

-- name: requests
-- Requests that may have done something that is charged, and that no rule
-- charges: of buckets that no binding names, whose operation is of no known item,
-- or whose item hangs on facts that a log does not have. Objects that are written
-- may be indexed while a project indexes and no binding says into what. Those that
-- did nothing are among them: a bill may charge them all the same.
SELECT a.project, a.region, k.name, a.operation, o.class, h.hour, CAST(sum(h.requests) AS BIGINT)
FROM attributed a
JOIN request r ON r.id = a.request_id
JOIN outcome o ON o.status = a.status AND o.error_code = ''
JOIN validity v ON v.from_ts = r.valid_from
JOIN oss_hour h ON h.hour >= v.from_ts AND h.hour < v.to_ts AND h.prefix_id = r.prefix_id
  AND h.operation_id = r.operation_id AND h.extension_id = r.extension_id AND h.status = r.status
JOIN bucket_prefix p ON p.id = r.prefix_id
JOIN bucket k ON k.id = p.bucket_id
WHERE a.operation <> 'delete' AND (a.project = ''
  OR a.operation IN (SELECT operation FROM object_write) AND a.dataset = '' AND a.project IN (SELECT project FROM indexes_somewhere)
  OR a.operation NOT IN (SELECT operation FROM object_write) AND a.operation NOT IN ('hls/ts', 'hls/m3u8')
  AND a.operation NOT IN (
    SELECT oi.operation FROM operation_item oi JOIN item i ON i.item = oi.item
    WHERE oi.channel = 'oss' AND (oi.condition = '' AND i.unit = 'call' OR oi.item LIKE 'DocumentWeboffice%')))
GROUP BY a.project, a.region, k.name, a.operation, o.class, h.hour
ORDER BY h.hour, k.name, a.operation, a.project, o.class

-- name: calls
-- Calls that name no project, whose operation is of no known item, that make IMM
-- index what a bucket holds, or that do not say which objects they index.
SELECT c.project, c.region, c.operation, o.class, c.hour, count(*)
FROM call_seen c
JOIN outcome o ON o.status = c.status AND o.error_code = c.error_code
WHERE c.operation IN ('AttachOSSBucket', 'CreateBinding')
   OR c.operation <> 'WebofficeOpen' AND c.operation NOT LIKE '%/%'
      AND (c.project = '' OR c.operation NOT IN (SELECT operation FROM operation_item WHERE channel = 'api'))
      AND (c.project = '' OR c.operation NOT IN ('IndexFileMeta', 'BatchIndexFileMeta')
           OR c.dataset = '' OR c.request_id NOT IN (SELECT request_id FROM api_call_object))
GROUP BY c.project, c.region, c.operation, o.class, c.hour
ORDER BY c.hour, c.operation, c.project, o.class

-- name: undecided
-- Requests and calls of one unit each that may be charged, by what they are: rows
-- of one record differ in the item. Calls that are metered are noted as they are
-- charged.
SELECT 'oss', CAST(c.request_id AS TEXT), c.project, c.region, k.name, c.operation, c.class, c.item, h.hour, CAST(sum(h.requests) AS BIGINT)
FROM request_charge c
JOIN request r ON r.id = c.request_id
JOIN validity v ON v.from_ts = r.valid_from
JOIN oss_hour h ON h.hour >= v.from_ts AND h.hour < v.to_ts AND h.prefix_id = r.prefix_id
  AND h.operation_id = r.operation_id AND h.extension_id = r.extension_id AND h.status = r.status
JOIN bucket_prefix p ON p.id = r.prefix_id
JOIN bucket k ON k.id = p.bucket_id
WHERE c.class IN ('unknown', 'undecided', 'weboffice_rule_unknown', 'may_be_opening')
GROUP BY c.request_id, c.project, c.region, k.name, c.operation, c.class, c.item, h.hour
UNION ALL
SELECT c.channel, c.project || ' ' || coalesce(CASE WHEN c.class <> 'region_unknown' THEN c.region END, ''), c.project,
       coalesce(CASE WHEN c.class <> 'region_unknown' THEN c.region END, ''), c.region, c.operation, c.class, c.item, c.hour, CAST(sum(c.records) AS BIGINT)
FROM charge c
WHERE c.class IN ('unknown', 'undecided', 'region_unknown', 'may_be_logged') AND c.request_id = ''
GROUP BY c.channel, c.project, c.region, c.operation, c.class, c.item, c.hour
ORDER BY 1, 2, 9, 7, 6, 8
