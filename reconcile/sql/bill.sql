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

-- name: files
-- The files of bills: when they were made, by what they say or by when they came, and
-- how many of their lines could not be read.
SELECT s.id, s.name, CASE WHEN coalesce(f.exported, 0) > 0 THEN f.exported ELSE s.imported_at END, coalesce(f.seen, 0), s.rejected
FROM source s LEFT JOIN bill_file f ON f.source_id = s.id
WHERE s.kind = 'bill' ORDER BY s.id

-- name: totals
SELECT source_id, account, product, commodity, type, gross, payable, currency FROM bill_total WHERE month = ? ORDER BY source_id, line

-- name: found
-- What the lines of the imported bills are about: all rows but the control totals. Files
-- of older versions of the program tell it by their lines alone.
SELECT product, month, CAST(sum(lines) AS BIGINT) FROM (
  SELECT product, month, lines FROM bill_product
  UNION ALL
  SELECT product, month, -count(*) FROM bill_total GROUP BY product, month
  UNION ALL
  SELECT product, month, count(*) FROM bill_line
  WHERE source_id NOT IN (SELECT source_id FROM bill_product) GROUP BY product, month
) found GROUP BY product, month HAVING sum(lines) > 0 ORDER BY month DESC, product

-- name: found_totals
SELECT product, month, count(*) FROM bill_total GROUP BY product, month ORDER BY month DESC, product

-- name: accounts
SELECT account FROM bill_line WHERE account <> '' UNION SELECT account FROM bill_total WHERE account <> '' ORDER BY account

-- name: described
SELECT source_id, encoding, sheets, exported, seen FROM bill_file ORDER BY source_id

-- name: products
SELECT source_id, product, month, lines FROM bill_product ORDER BY source_id, month, product

-- name: places
-- The forms, months and accounts that the files of bills are about.
SELECT source_id, form, month, account FROM bill_line GROUP BY source_id, form, month, account
UNION SELECT source_id, form, month, account FROM bill_total GROUP BY source_id, form, month, account ORDER BY 1, 2, 3, 4

-- name: amounts
SELECT source_id, currency, gross FROM bill_line WHERE product = 'imm' OR commodity LIKE 'imm%' ORDER BY source_id, line

-- name: all_totals
SELECT source_id, account, month, product, type, gross, payable, currency FROM bill_total ORDER BY source_id, line

-- name: fates
-- What became of the lines of each file in the latest run of each month.
SELECT b.source_id, l.status, count(*) FROM run_line l JOIN bill_line b ON b.id = l.bill_line_id
WHERE l.run_id IN (SELECT max(id) FROM run GROUP BY month) GROUP BY b.source_id, l.status ORDER BY b.source_id, l.status
