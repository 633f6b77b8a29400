-- Cells: where bill and usage meet, at the bill's own grain. A bill period that
-- lies inside a longer one of the same item counts to the longer.

-- Lines that do not say the item are money for whatever their project, region
-- or account used and no other line shows: all of it meets them in one cell.
CREATE TEMP TABLE lump AS
SELECT DISTINCT project, region FROM billed WHERE item = '';

UPDATE charge SET own_item = item, own_tier = tier, item = '', tier = '',
  project = (SELECT max(l.project) FROM lump l WHERE l.region IN (charge.region, '') AND l.project IN (charge.project, '')),
  region = (SELECT max(l.region) FROM lump l WHERE l.region IN (charge.region, '') AND l.project IN (charge.project, ''))
WHERE EXISTS (SELECT 1 FROM lump l WHERE l.region IN (charge.region, '') AND l.project IN (charge.project, ''))
  AND NOT EXISTS (SELECT 1 FROM billed b
    WHERE b.item = charge.item AND b.region IN (charge.region, '') AND b.project IN (charge.project, ''));

-- Items that the bill shows for a region without saying the project are
-- compared for all projects of the region together, and those that it shows
-- for the whole account for all regions together.
CREATE TEMP TABLE unscoped AS
SELECT item, region FROM billed GROUP BY item, region HAVING max(project) = '';

DELETE FROM unscoped
WHERE region = '' AND EXISTS (SELECT 1 FROM billed b WHERE b.item = unscoped.item AND (b.project <> '' OR b.region <> ''));

UPDATE charge SET project = '', region = (
  SELECT max(u.region) FROM unscoped u WHERE u.item = charge.item AND u.region IN (charge.region, ''))
WHERE EXISTS (SELECT 1 FROM unscoped u WHERE u.item = charge.item AND u.region IN (charge.region, ''));

CREATE TEMP TABLE billed_span AS
SELECT DISTINCT project, region, item, from_ts, to_ts, to_ts - from_ts AS length FROM billed;
CREATE INDEX temp.billed_span_key ON billed_span (project, region, item, length);

CREATE TEMP TABLE billed_period AS
SELECT project, region, item, from_ts, to_ts
FROM billed_span b
WHERE NOT EXISTS (
  SELECT 1 FROM billed_span w
  WHERE w.project = b.project AND w.region = b.region AND w.item = b.item AND w.length > b.length
    AND w.from_ts <= b.from_ts AND w.to_ts >= b.to_ts);
CREATE INDEX temp.billed_period_key ON billed_period (project, region, item, from_ts);

-- The grain most lines have is the grain of usage that no line covers. longest
-- bounds how far back a period that covers an instant can begin.
CREATE TEMP TABLE usual_grain AS
SELECT coalesce((
  SELECT CASE WHEN to_ts - from_ts <= 3600 THEN 'hour' WHEN to_ts - from_ts <= 86400 THEN 'day' ELSE 'month' END AS grain
  FROM billed GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1), 'hour') AS grain,
  (SELECT coalesce(max(length), 0) FROM billed_span) AS longest;

-- The casts give the columns a type: without one the index of cells does not
-- serve.
CREATE TEMP TABLE charged_period AS
SELECT hours.project, hours.region, hours.item, hours.hour,
       CAST(coalesce(p.from_ts, CASE g.grain WHEN 'hour' THEN hours.hour
                                             WHEN 'day' THEN hours.hour - (hours.hour + 28800) % 86400
                                             ELSE span.from_ts END) AS BIGINT) AS from_ts,
       CAST(coalesce(p.to_ts, CASE g.grain WHEN 'hour' THEN hours.hour + 3600
                                           WHEN 'day' THEN hours.hour - (hours.hour + 28800) % 86400 + 86400
                                           ELSE span.to_ts END) AS BIGINT) AS to_ts
FROM (SELECT DISTINCT project, region, item, hour FROM charge) hours
CROSS JOIN usual_grain g
CROSS JOIN span
LEFT JOIN billed_period p ON p.project = hours.project AND p.region = hours.region AND p.item = hours.item
  AND p.from_ts <= hours.hour AND p.from_ts > hours.hour - g.longest AND hours.hour < p.to_ts;
CREATE INDEX temp.charged_period_key ON charged_period (project, region, item, hour);

CREATE TEMP TABLE charged AS
SELECT c.project, c.region, c.item, c.tier, p.from_ts, p.to_ts, c.hour, c.operation, c.channel, c.class,
       c.own_item, c.own_tier, sum(c.quantity) AS quantity, sum(c.records) AS records
FROM charge c
JOIN charged_period p ON p.project = c.project AND p.region = c.region AND p.item = c.item AND p.hour = c.hour
GROUP BY c.project, c.region, c.item, c.tier, p.from_ts, p.to_ts, c.hour, c.operation, c.channel, c.class,
         c.own_item, c.own_tier;

CREATE TEMP TABLE billed_line AS
SELECT b.bill_line_id, b.project, b.region, b.item, b.tier, p.from_ts, p.to_ts
FROM usual_grain g
CROSS JOIN billed b
CROSS JOIN billed_period p
WHERE p.project = b.project AND p.region = b.region AND p.item = b.item
  AND p.from_ts <= b.from_ts AND p.from_ts > b.from_ts - g.longest AND b.to_ts <= p.to_ts;

CREATE TEMP TABLE work_cell AS
SELECT row_number() OVER (ORDER BY project, region, item, tier, from_ts, to_ts) AS id,
       project, region, item, tier, from_ts, to_ts
FROM (
  SELECT project, region, item, tier, from_ts, to_ts FROM charged
  UNION
  SELECT project, region, item, tier, from_ts, to_ts FROM billed_line
) keys;
CREATE INDEX temp.work_cell_key ON work_cell (project, region, item, tier, from_ts, to_ts);
