-- Names of the trade: a symbol is a name that repeats by the million; a bucket
-- prefix is a bucket with the longest prefix that any binding names.

-- +goose Up

ALTER TABLE word RENAME TO symbol;
ALTER TABLE symbol RENAME COLUMN word TO name;
ALTER TABLE place RENAME TO bucket_prefix;
ALTER TABLE oss_usage RENAME COLUMN place_id TO prefix_id;
ALTER TABLE oss_hour RENAME COLUMN place_id TO prefix_id;
