-- Series: one project, region, item and tier through time. In the cells of a
-- series bill and usage meet.

CREATE TEMP TABLE used AS
SELECT project, region, item, tier,
       project AS at_project, region AS at_region, item AS at_item, tier AS at_tier
FROM (
  SELECT project, region, item, '' AS tier FROM request_charge
  UNION
  SELECT project, region, item, tier FROM charge
) usage;

UPDATE used SET at_item = (SELECT max(t.name) FROM billed_together t WHERE t.item = used.item AND t.project = used.project AND t.region IN (used.region, ''))
WHERE EXISTS (SELECT 1 FROM billed_together t WHERE t.item = used.item AND t.project = used.project AND t.region IN (used.region, ''));

-- Lines that do not say the item are money for whatever their project, region
-- or account used and no other line shows: all of it meets them in one series.
CREATE TEMP TABLE unitemised AS
SELECT DISTINCT project, region FROM billed WHERE item = '';

UPDATE used SET at_item = '', at_tier = '',
  at_project = (SELECT max(l.project) FROM unitemised l WHERE l.region IN (used.region, '') AND l.project IN (used.project, '')),
  at_region = (SELECT max(l.region) FROM unitemised l WHERE l.region IN (used.region, '') AND l.project IN (used.project, ''))
WHERE EXISTS (SELECT 1 FROM unitemised l WHERE l.region IN (used.region, '') AND l.project IN (used.project, ''))
  AND NOT EXISTS (SELECT 1 FROM billed b
    WHERE b.item = used.item AND b.region IN (used.region, '') AND b.project IN (used.project, ''));

-- Items that the bill shows for a region without saying the project are
-- compared for all projects of the region together, and those that it shows
-- for the whole account for all regions together.
CREATE TEMP TABLE account_level AS
SELECT item, region FROM billed GROUP BY item, region HAVING max(project) = '';

DELETE FROM account_level
WHERE region = '' AND EXISTS (SELECT 1 FROM billed b WHERE b.item = account_level.item AND (b.project <> '' OR b.region <> ''));

UPDATE used SET at_project = '', at_region = (
  SELECT max(u.region) FROM account_level u WHERE u.item = used.at_item AND u.region IN (used.at_region, ''))
WHERE EXISTS (SELECT 1 FROM account_level u WHERE u.item = used.at_item AND u.region IN (used.at_region, ''));

CREATE TEMP TABLE series AS
SELECT row_number() OVER (ORDER BY project, region, item, tier) AS id, project, region, item, tier
FROM (
  SELECT at_project AS project, at_region AS region, at_item AS item, at_tier AS tier FROM used
  UNION
  SELECT project, region, item, tier FROM billed
) either;
