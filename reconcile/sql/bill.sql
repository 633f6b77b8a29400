-- The month's bill as it is printed.

-- name: line_count
SELECT count(*) FROM bill_line WHERE month = ?

-- name: projects
-- Every project that registry or evidence names.
SELECT name FROM project UNION SELECT project FROM dataset UNION SELECT project FROM binding UNION SELECT project FROM api_call UNION SELECT project FROM alias

-- name: aliases
SELECT bill_id, project, region, from_ts, to_ts FROM alias ORDER BY bill_id, source_id DESC, line DESC

-- name: shown_again
-- Which sources brought a line that another had brought before them.
SELECT b.id, d.source_id FROM duplicate_line d JOIN bill_line b ON b.identity = d.request_id
WHERE b.month = ? AND d.source_id <> b.source_id ORDER BY b.id, d.source_id

-- name: sources
SELECT id, name FROM source WHERE kind = 'bill'

-- name: line_columns
id, source_id, form, grain, account, owner, from_ts, to_ts, product, commodity, item_code, item_name, instance, region, type,
usage, usage_unit, quantity, deducted, unit, list_price, price_per, tier, gross, discount, coupon, payable, taxed, currency

-- name: lines
FROM bill_line WHERE month = ? ORDER BY id
