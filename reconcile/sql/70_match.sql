-- Bill and usage side by side, by cell.

CREATE TEMP TABLE cell_usage AS
SELECT w.id AS cell_id, CASE u.own_item WHEN '' THEN u.item ELSE u.own_item END AS item,
       CASE u.own_item WHEN '' THEN u.tier ELSE u.own_tier END AS tier,
       u.hour, u.operation, u.channel, u.class, u.quantity, u.records
FROM charged u
JOIN work_cell w ON w.project = u.project AND w.region = u.region AND w.item = u.item AND w.tier = u.tier
  AND w.from_ts = u.from_ts AND w.to_ts = u.to_ts;

CREATE TEMP TABLE cell_line AS
SELECT w.id AS cell_id, b.bill_line_id
FROM billed_line b
JOIN work_cell w ON w.project = b.project AND w.region = b.region AND w.item = b.item AND w.tier = b.tier
  AND w.from_ts = b.from_ts AND w.to_ts = b.to_ts;
