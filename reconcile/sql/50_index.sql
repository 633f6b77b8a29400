-- Indexing an object runs the operators of its dataset's template on the media
-- they apply to. IMM bills some of them, OSS others. The Cognition templates
-- cost nothing; whether a file has a location that ReGEO was charged for, no
-- evidence says; that faces in videos are charged is assumed, and a class of
-- its own lets a run assume otherwise. Under a template that nobody knows any
-- operator may run, and a file whose extension says nothing may be any medium.

CREATE TEMP TABLE operator_run AS
SELECT x.project, x.region, x.dataset, x.extension, oi.operator, oi.item, oi.billed_by,
       CASE WHEN i.template LIKE 'Official:Cognition%' THEN 'free_template'
            WHEN oi.operator = 'ReGEO' THEN 'undecided'
            WHEN oi.operator = 'FaceDetection' AND m.media = 'video' THEN 'index_operator_video_faces'
            ELSE 'completed' END AS completed
FROM (SELECT project, region, dataset, extension FROM written UNION SELECT project, region, dataset, extension FROM named) x
JOIN indexing i ON i.project = x.project AND i.dataset = x.dataset AND coalesce(i.region, x.region) = x.region
JOIN template_operator t ON t.template = i.template
JOIN media_type m ON m.extension = x.extension AND t.media IN ('any', m.media)
JOIN operator_item oi ON oi.operator = t.operator AND oi.media IN ('any', m.media);

INSERT INTO operator_run (project, region, dataset, extension, operator, item, billed_by, completed)
SELECT DISTINCT x.project, x.region, x.dataset, x.extension, oi.operator, oi.item, oi.billed_by, 'undecided'
FROM (SELECT project, region, dataset, extension FROM written UNION SELECT project, region, dataset, extension FROM named) x
JOIN indexing i ON i.project = x.project AND i.dataset = x.dataset AND coalesce(i.region, x.region) = x.region
LEFT JOIN media_type m ON m.extension = x.extension
JOIN operator_item oi ON m.media IS NULL OR oi.media IN ('any', m.media)
WHERE i.template NOT IN (SELECT template FROM template_operator) AND oi.billed_by = 'imm';

INSERT INTO operator_run (project, region, dataset, extension, operator, item, billed_by, completed)
SELECT DISTINCT x.project, x.region, x.dataset, x.extension, oi.operator, oi.item, oi.billed_by, 'undecided'
FROM (SELECT project, region, dataset, extension FROM written UNION SELECT project, region, dataset, extension FROM named) x
JOIN indexing i ON i.project = x.project AND i.dataset = x.dataset AND coalesce(i.region, x.region) = x.region
JOIN template_operator t ON t.template = i.template
JOIN operator_item oi ON oi.operator = t.operator AND (t.media = 'any' OR oi.media IN ('any', t.media))
WHERE x.extension NOT IN (SELECT extension FROM media_type) AND oi.billed_by = 'imm' AND i.template NOT LIKE 'Official:Cognition%';

INSERT INTO request_charge (request_id, project, region, item, operation, class)
SELECT w.request_id, w.project, w.region, r.item, 'index:' || r.operator,
       CASE w.class WHEN 'completed' THEN r.completed ELSE w.class END
FROM written w
JOIN operator_run r ON r.project = w.project AND r.region = w.region AND r.dataset = w.dataset AND r.extension = w.extension
WHERE r.billed_by = 'imm' AND r.item <> '';

-- What each call that indexes is charged under, and for how many objects.
CREATE TEMP VIEW index_charge AS
SELECT n.request_id, n.project, n.region, r.item, 'index:' || r.operator AS operation, n.hour,
       CASE n.class WHEN 'completed' THEN r.completed ELSE n.class END AS class, n.objects
FROM named n
JOIN operator_run r ON r.project = n.project AND r.region = n.region AND r.dataset = n.dataset AND r.extension = n.extension
WHERE r.billed_by = 'imm' AND r.item <> '';

INSERT INTO charge (project, region, item, tier, operation, channel, hour, class, quantity, records, request_id)
SELECT project, region, item, '', operation, 'api', hour, class, CAST(sum(objects) AS BIGINT), CAST(sum(objects) AS BIGINT), ''
FROM index_charge
GROUP BY project, region, item, operation, hour, class;
