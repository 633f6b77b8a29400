-- Indexing an object runs the operators of its dataset's template on the media
-- they apply to. IMM bills some of them, OSS others.

CREATE TEMP TABLE operator_run AS
SELECT x.project, x.region, i.template, oi.operator, m.media, oi.item, oi.billed_by, x.channel, x.hour, x.class, sum(x.objects) AS objects
FROM indexed x
JOIN indexing i ON i.project = x.project AND i.dataset = x.dataset
JOIN template_operator t ON t.template = i.template
JOIN media_type m ON m.extension = x.extension AND t.media IN ('any', m.media)
JOIN operator_item oi ON oi.operator = t.operator AND oi.media IN ('any', m.media)
GROUP BY x.project, x.region, i.template, oi.operator, m.media, oi.item, oi.billed_by, x.channel, x.hour, x.class;

-- The Cognition templates cost nothing; whether a file has a location that
-- ReGEO was charged for, no evidence says; that faces in videos are charged is
-- assumed, and a class of its own lets a run assume otherwise.
INSERT INTO charge (project, region, item, tier, operation, channel, hour, class, quantity, records)
SELECT project, region, item, '', 'index:' || operator, channel, hour, class, sum(objects), sum(objects)
FROM (
  SELECT project, region, item, operator, channel, hour, objects,
         CASE WHEN class <> 'completed' THEN class
              WHEN template LIKE 'Official:Cognition%' THEN 'free_template'
              WHEN operator = 'ReGEO' THEN 'undecided'
              WHEN operator = 'FaceDetection' AND media = 'video' THEN 'index_operator_video_faces'
              ELSE class END AS class
  FROM operator_run
  WHERE billed_by = 'imm' AND item <> ''
) run
GROUP BY project, region, item, operator, channel, hour, class;
