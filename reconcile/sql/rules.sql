-- The catalogue's rules and prices, and the company's own prices.

-- name: rules
SELECT rule, basis, standard FROM rule

-- name: prices
-- Those of the catalogue are layer 0, each import of own prices is another.
SELECT layer, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source FROM (
  SELECT 0 AS layer, id AS line, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source FROM price
  UNION ALL
  SELECT source_id, line, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source FROM own_price
) prices ORDER BY layer, line
