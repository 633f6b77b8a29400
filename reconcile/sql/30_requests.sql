-- Requests to OSS: what each is charged under, by the class of its outcome.
-- Which classes are billable is a rule, not a fact, and comes in later.

INSERT INTO request_charge (request_id, project, region, item, operation, class)
SELECT a.request_id, a.project, a.region, oi.item, a.operation, o.class
FROM attributed a
JOIN operation_item oi ON oi.channel = 'oss' AND oi.operation = a.operation AND oi.condition = ''
JOIN item i ON i.item = oi.item AND i.unit = 'call'
JOIN outcome o ON o.status = a.status AND o.error_code = ''
WHERE a.operation NOT IN (SELECT operation FROM weboffice_request);

-- Previews and edits through OSS count as calls for projects that are billed by
-- the call. Whether each is an opening too the provider does not say.
INSERT INTO request_charge (request_id, project, region, item, operation, class)
SELECT a.request_id, a.project, a.region, oi.item, a.operation,
       CASE WHEN o.class <> 'completed' OR w.rule = 'calls' THEN o.class
            WHEN w.rule = 'openings' THEN 'may_be_opening' ELSE 'weboffice_rule_unknown' END
FROM attributed a
JOIN operation_item oi ON oi.channel = 'oss' AND oi.operation = a.operation AND oi.item LIKE 'DocumentWeboffice%'
JOIN outcome o ON o.status = a.status AND o.error_code = ''
LEFT JOIN weboffice_rule w ON w.project = a.project AND w.region = a.region
WHERE a.operation IN (SELECT operation FROM weboffice_request);

-- Objects written under a prefix that is bound to a dataset are indexed.
CREATE TEMP TABLE written AS
SELECT a.request_id, a.project, a.region, a.dataset, a.extension, o.class
FROM attributed a
JOIN outcome o ON o.status = a.status AND o.error_code = ''
WHERE a.dataset <> '' AND a.operation IN (SELECT operation FROM object_write);
