-- Which projects there are, as the newest import of each says, and the region
-- that a project lives in wherever its name alone decides.

CREATE TEMP TABLE known_project AS
SELECT name, region, created_at, template
FROM (SELECT p.*, row_number() OVER (PARTITION BY name, region ORDER BY source_id DESC, line DESC) AS newest FROM project p) ranked
WHERE newest = 1;

CREATE TEMP TABLE known_dataset AS
SELECT project, name, template
FROM (SELECT d.*, row_number() OVER (PARTITION BY project, name ORDER BY source_id DESC, line DESC) AS newest FROM dataset d) ranked
WHERE newest = 1;

-- Where each project lives: as the tables say (listed), and where bill and calls
-- use it.
CREATE TEMP TABLE project_region AS
SELECT project, region, max(listed) AS listed, max(used) AS used, max(billed) AS billed
FROM (
  SELECT name AS project, region, 1 AS listed, 0 AS used, 0 AS billed FROM known_project
  UNION ALL SELECT project, region, 0, 1, 1 FROM billed
  UNION ALL SELECT c.project, c.region, 0, 1, 0 FROM api_call c, span WHERE c.at >= span.from_ts AND c.at < span.to_ts
) places
WHERE project <> '' AND region <> ''
GROUP BY project, region;

-- Where the evidence has a project: calls, and the logs of buckets that are bound
-- to it.
CREATE TEMP TABLE project_seen AS
SELECT DISTINCT c.project, c.region FROM api_call c, span WHERE c.at >= span.from_ts AND c.at < span.to_ts
UNION
SELECT b.project, k.region FROM binding b JOIN bucket k ON k.name = b.bucket;

-- Where a project is used in a region that no table has, and the tables have it in
-- one other, both are taken for the same: the table may be wrong. Unless the other
-- one is used as well: then a row may be missing, and what the table says of the
-- one is not known of both. They meet where the bill has them, else where evidence
-- has, else where no table has (home). A project that bill and evidence both have in
-- several regions is several, each apart from the others.
CREATE TEMP TABLE region_conflict AS
SELECT p.project, max(CASE WHEN likeliest = 1 THEN p.region END) AS home, max(CASE WHEN listed = 1 THEN p.region END) AS listed_region, min(CASE WHEN listed = 0 THEN p.region END) AS region,
       max(CASE WHEN listed = 1 THEN used END) AS both_used, CASE WHEN CAST(sum(CASE WHEN seen <> '' THEN billed ELSE 0 END) AS BIGINT) > 1 THEN 1 ELSE 0 END AS apart
FROM (
  SELECT p.*, row_number() OVER (PARTITION BY p.project ORDER BY p.billed DESC, CASE WHEN s.region IS NULL THEN 1 ELSE 0 END, p.listed, p.region) AS likeliest,
         s.region AS seen
  FROM project_region p LEFT JOIN project_seen s ON s.project = p.project AND s.region = p.region
) p
GROUP BY p.project
HAVING CAST(sum(listed) AS BIGINT) = 1 AND count(*) > 1;

CREATE TEMP TABLE home AS
SELECT project, min(region) AS region FROM project_region GROUP BY project HAVING count(*) = 1
UNION ALL
SELECT project, home FROM region_conflict WHERE apart = 0;

-- Where projects live whose name alone does not decide it.
CREATE TEMP TABLE namesake AS
SELECT project, region FROM project_region WHERE project NOT IN (SELECT project FROM home);

-- A bill line that names a project but no region is of the project's region.
UPDATE billed SET region = (SELECT h.region FROM home h WHERE h.project = billed.project)
WHERE EXISTS (SELECT 1 FROM home h WHERE h.project = billed.project);

-- What decides between the two Weboffice rules and which operators index.
CREATE TEMP TABLE project_fact AS
SELECT k.name AS project, coalesce(h.region, k.region) AS region,
       max(CASE WHEN c.both_used IS NULL OR c.both_used = 0 THEN k.created_at ELSE 0 END) AS created_at,
       coalesce(max(CASE WHEN c.both_used IS NULL OR c.both_used = 0 THEN k.template END), '') AS template
FROM known_project k
LEFT JOIN home h ON h.project = k.name
LEFT JOIN region_conflict c ON c.project = k.name
GROUP BY k.name, coalesce(h.region, k.region)
UNION ALL
SELECT p.project, p.region, 0, '' FROM project_region p JOIN region_conflict c ON c.project = p.project WHERE c.apart = 1 AND p.listed = 0;

-- Projects that index something and have no binding that says what: their
-- template has operators or is not known, or they have a dataset.
CREATE TEMP TABLE indexes_somewhere AS
SELECT project FROM (
  SELECT project FROM project_fact
  WHERE template NOT IN (SELECT template FROM template_operator WHERE operator = '')
  UNION SELECT project FROM known_dataset
) indexes
WHERE project NOT IN (SELECT project FROM binding WHERE dataset <> '');

-- Which template indexes a dataset: its own, else its project's; '' where nobody
-- knows, for a dataset that no table names may have one of its own.
CREATE TEMP TABLE indexing AS
SELECT d.project, p.region, d.name AS dataset,
       CASE WHEN d.template <> '' THEN d.template ELSE coalesce(p.template, '') END AS template
FROM known_dataset d LEFT JOIN project_fact p ON p.project = d.project
UNION
SELECT b.project, NULL, b.dataset, ''
FROM (SELECT project, dataset FROM binding UNION SELECT project, dataset FROM api_call) b
WHERE b.dataset <> '' AND NOT EXISTS (SELECT 1 FROM known_dataset d WHERE d.project = b.project AND d.name = b.dataset);
