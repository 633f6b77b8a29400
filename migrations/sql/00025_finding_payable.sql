-- What was paid of a finding's amount, so that a claim can ask for that.

-- +goose Up

-- NULL: of a run that did not say.
ALTER TABLE finding ADD COLUMN payable TEXT;
