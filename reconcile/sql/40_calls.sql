-- API calls: the same call seen by the trail and by the application's own log
-- is one call. The log knows when the work completed and what came out, the
-- trail knows region, project and, of a call that the log does not say has
-- failed, how it was answered.

CREATE TEMP TABLE call_seen AS
SELECT c.request_id, c.channel, c.at, c.at - c.at % 3600 AS hour,
       coalesce(nullif(c.project, ''), t.project, '') AS project,
       coalesce(nullif(c.region, ''), t.region, '') AS region,
       coalesce(nullif(c.dataset, ''), t.dataset, '') AS dataset,
       c.operation,
       CASE WHEN c.error_code = '' AND c.status IN (0, 200) THEN coalesce(t.status, c.status) ELSE c.status END AS status,
       CASE WHEN c.error_code = '' AND c.status IN (0, 200) THEN coalesce(t.error_code, '') ELSE c.error_code END AS error_code
FROM api_call c
LEFT JOIN api_call t ON c.channel = 'calls' AND t.request_id = c.request_id AND t.channel = 'actiontrail'
JOIN span ON c.at >= span.from_ts AND c.at < span.to_ts
WHERE c.channel = 'calls'
   OR NOT EXISTS (SELECT 1 FROM api_call o WHERE o.request_id = c.request_id AND o.channel = 'calls');

UPDATE call_seen SET region = (SELECT h.region FROM home h WHERE h.project = call_seen.project)
WHERE EXISTS (SELECT 1 FROM home h WHERE h.project = call_seen.project);

-- What each call is charged under that costs the same whatever it does.
CREATE TEMP VIEW call_charge AS
SELECT c.request_id, c.project, c.region, oi.item, c.operation, c.hour, o.class
FROM call_seen c
JOIN operation_item oi ON oi.channel = 'api' AND oi.operation = c.operation
JOIN outcome o ON o.status = c.status AND o.error_code = c.error_code
WHERE c.operation NOT IN (SELECT operation FROM metered_operation);

INSERT INTO charge (project, region, item, tier, operation, channel, hour, class, quantity, records, request_id)
SELECT project, region, item, '', operation, 'api', hour, class, count(*), count(*), ''
FROM call_charge
GROUP BY project, region, item, operation, hour, class;

-- Calls that index name their objects.
CREATE TEMP TABLE named AS
SELECT c.request_id, c.project, c.region, c.dataset, a.extension, c.hour, o.class, count(*) AS objects
FROM call_seen c
JOIN api_call_object a ON a.request_id = c.request_id
JOIN outcome o ON o.status = c.status AND o.error_code = c.error_code
GROUP BY c.request_id, c.project, c.region, c.dataset, a.extension, c.hour, o.class;
