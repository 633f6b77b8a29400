-- Requests to OSS: what each is charged under, by the class of its outcome.
-- Which classes are billable is a rule, not a fact, and comes in later.

INSERT INTO charge (project, region, item, tier, operation, channel, hour, class, quantity, records)
SELECT a.project, a.region, oi.item, '', a.operation, 'oss', a.hour, o.class, sum(a.requests), sum(a.requests)
FROM attributed a
JOIN operation_item oi ON oi.channel = 'oss' AND oi.operation = a.operation AND oi.condition = ''
JOIN item i ON i.item = oi.item AND i.unit = 'call'
JOIN outcome o ON o.status = a.status AND o.error_code = ''
WHERE a.operation NOT IN (SELECT operation FROM weboffice_request)
GROUP BY a.project, a.region, oi.item, a.operation, a.hour, o.class;

-- Previews and edits through OSS count as calls, and only for projects that
-- are billed by the call.
INSERT INTO charge (project, region, item, tier, operation, channel, hour, class, quantity, records)
SELECT a.project, a.region, oi.item, '', a.operation, 'oss', a.hour,
       CASE WHEN o.class <> 'completed' OR w.rule = 'calls' THEN o.class
            WHEN w.rule = 'openings' THEN 'calls' ELSE 'weboffice_rule_unknown' END,
       sum(a.requests), sum(a.requests)
FROM attributed a
JOIN operation_item oi ON oi.channel = 'oss' AND oi.operation = a.operation AND oi.item LIKE 'DocumentWeboffice%'
JOIN outcome o ON o.status = a.status AND o.error_code = ''
LEFT JOIN weboffice_rule w ON w.project = a.project
WHERE a.operation IN (SELECT operation FROM weboffice_request)
GROUP BY a.project, a.region, oi.item, a.operation, a.hour,
       CASE WHEN o.class <> 'completed' OR w.rule = 'calls' THEN o.class
            WHEN w.rule = 'openings' THEN 'calls' ELSE 'weboffice_rule_unknown' END;

-- Objects written under a bound prefix are indexed: the operators of the
-- dataset's template, else of the project's, on the media they apply to. The
-- Cognition templates cost nothing, and whether a file has a location that
-- ReGEO was charged for, no log says.
INSERT INTO charge (project, region, item, tier, operation, channel, hour, class, quantity, records)
SELECT a.project, a.region, oi.item, '', 'index:' || oi.operator, 'oss', a.hour,
       CASE WHEN indexing.template LIKE 'Official:Cognition%' THEN 'free_template'
            WHEN oi.operator = 'ReGEO' AND o.class = 'completed' THEN 'undecided' ELSE o.class END,
       sum(a.requests), sum(a.requests)
FROM attributed a
JOIN indexing ON indexing.project = a.project AND indexing.dataset = a.dataset
JOIN template_operator t ON t.template = indexing.template
JOIN media_type m ON m.extension = a.extension AND (t.media = 'any' OR t.media = m.media)
JOIN operator_item oi ON oi.operator = t.operator AND oi.billed_by = 'imm' AND oi.item <> '' AND (oi.media = 'any' OR oi.media = m.media)
JOIN outcome o ON o.status = a.status AND o.error_code = ''
WHERE a.dataset <> '' AND a.operation IN (SELECT operation FROM object_write)
GROUP BY a.project, a.region, oi.item, oi.operator, a.hour,
       CASE WHEN indexing.template LIKE 'Official:Cognition%' THEN 'free_template'
            WHEN oi.operator = 'ReGEO' AND o.class = 'completed' THEN 'undecided' ELSE o.class END;
