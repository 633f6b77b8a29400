-- API calls, each once (call_seen, which Go fills as package calls reads them).

UPDATE call_seen SET region = (SELECT h.region FROM home h WHERE h.project = call_seen.project)
WHERE EXISTS (SELECT 1 FROM home h WHERE h.project = call_seen.project);

-- What each call is charged under that costs the same whatever it does.
CREATE TEMP VIEW call_charge AS
SELECT c.request_id, c.project, c.region, oi.item, c.operation, c.hour,
       CASE WHEN c.unfinished = 1 AND o.class = 'completed' THEN 'unfinished' ELSE o.class END AS class
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
