-- What became of a bill line is a code; what the code leaves open is a detail.

-- +goose Up

-- The source that shows the line better, the type of a line that is not usage,
-- or ''.
ALTER TABLE run_line ADD COLUMN detail TEXT NOT NULL DEFAULT '';

UPDATE run_line SET detail = substr(status, length('superseded by source ') + 1), status = 'superseded' WHERE status LIKE 'superseded by source %';
UPDATE run_line SET detail = substr(status, length('not usage: ') + 1), status = 'not_usage' WHERE status LIKE 'not usage: %';
UPDATE run_line SET status = 'reference_only' WHERE status = 'for reference only (FOCUS)';
UPDATE run_line SET status = 'other_product' WHERE status = 'other product';
UPDATE run_line SET status = 'outside_period' WHERE status = 'outside the period';
