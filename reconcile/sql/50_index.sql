-- Indexing an object runs the operators of its dataset's template on the media
-- they apply to. The Cognition templates cost nothing; whether a file has a
-- location that ReGEO was charged for, no evidence says; that faces in videos
-- are charged is assumed, and a class of its own lets a run assume otherwise.

INSERT INTO charge (project, region, item, tier, operation, channel, hour, class, quantity, records)
SELECT project, region, item, '', 'index:' || operator, channel, hour, class, sum(objects), sum(objects)
FROM (
  SELECT x.project, x.region, oi.item, oi.operator, x.channel, x.hour, x.objects,
         CASE WHEN x.class <> 'completed' THEN x.class
              WHEN i.template LIKE 'Official:Cognition%' THEN 'free_template'
              WHEN oi.operator = 'ReGEO' THEN 'undecided'
              WHEN oi.operator = 'FaceDetection' AND m.media = 'video' THEN 'index_operator_video_faces'
              ELSE x.class END AS class
  FROM indexed x
  JOIN indexing i ON i.project = x.project AND i.dataset = x.dataset
  JOIN template_operator t ON t.template = i.template
  JOIN media_type m ON m.extension = x.extension AND t.media IN ('any', m.media)
  JOIN operator_item oi ON oi.operator = t.operator AND oi.media IN ('any', m.media)
  WHERE oi.billed_by = 'imm' AND oi.item <> ''
) run
GROUP BY project, region, item, operator, channel, hour, class;
