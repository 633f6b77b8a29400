-- What a resource plan or a free quota took of a line's metered usage before the
-- rest was charged, in base units.

-- +goose Up

ALTER TABLE bill_line ADD COLUMN deducted BIGINT NOT NULL DEFAULT 0;
