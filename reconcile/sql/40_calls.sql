-- API calls, each once (call_seen, which Go fills as package calls reads them).

UPDATE call_seen SET region = (SELECT h.region FROM home h WHERE h.project = call_seen.project)
WHERE EXISTS (SELECT 1 FROM home h WHERE h.project = call_seen.project);

INSERT INTO call_seen (request_id, channel, hour, project, region, dataset, operation, status, error_code, unfinished, may_be_logged, one_of_regions)
SELECT c.request_id, c.channel, c.hour, c.project, n.region, c.dataset, c.operation, c.status, c.error_code, c.unfinished, c.may_be_logged, 1
FROM call_seen c JOIN namesake n ON n.project = c.project
WHERE c.region = '';

DELETE FROM call_seen WHERE region = '' AND project IN (SELECT project FROM namesake);

-- What each call is charged under that costs the same whatever it does.
CREATE TEMP VIEW call_charge AS
SELECT c.request_id, c.project, c.region, oi.item, c.operation, c.hour,
       CASE WHEN o.class <> 'completed' THEN o.class WHEN c.unfinished = 1 THEN 'unfinished'
            WHEN c.one_of_regions = 1 THEN 'region_unknown'
            WHEN c.may_be_logged = 1 THEN 'may_be_logged' ELSE o.class END AS class
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
