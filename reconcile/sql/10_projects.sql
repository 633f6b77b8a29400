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

CREATE TEMP TABLE home AS
SELECT project, min(region) AS region
FROM (
  SELECT name AS project, region FROM known_project
  UNION SELECT project, region FROM billed
  UNION SELECT c.project, c.region FROM api_call c, span WHERE c.at >= span.from_ts AND c.at < span.to_ts
) regions
WHERE project <> '' AND region <> ''
GROUP BY project
HAVING count(DISTINCT region) = 1;

-- A bill line that names a project but no region is of the project's region.
UPDATE billed SET region = (SELECT h.region FROM home h WHERE h.project = billed.project)
WHERE region = '' AND EXISTS (SELECT 1 FROM home h WHERE h.project = billed.project);

-- What decides between the two Weboffice rules and which operators index.
CREATE TEMP TABLE project_fact AS
SELECT k.name AS project, coalesce(h.region, k.region) AS region, max(k.created_at) AS created_at, max(k.template) AS template
FROM known_project k LEFT JOIN home h ON h.project = k.name
GROUP BY k.name, coalesce(h.region, k.region);

-- Which template indexes a dataset: its own, else its project's.
CREATE TEMP TABLE indexing AS
SELECT d.project, d.name AS dataset, CASE WHEN d.template <> '' THEN d.template ELSE coalesce(p.template, '') END AS template
FROM known_dataset d LEFT JOIN (SELECT project, max(template) AS template FROM project_fact GROUP BY project) p ON p.project = d.project
UNION
SELECT b.project, b.dataset, p.template
FROM (SELECT DISTINCT project, dataset FROM binding WHERE dataset <> '') b
JOIN (SELECT project, max(template) AS template FROM project_fact GROUP BY project) p ON p.project = b.project
WHERE NOT EXISTS (SELECT 1 FROM known_dataset d WHERE d.project = b.project AND d.name = b.dataset);
