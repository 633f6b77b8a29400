-- The way from list amount to what is paid, and what a reader of the statement
-- should know beside its figures.

-- +goose Up

-- One row a step, in their order; the last of an account and currency is the
-- sum of the others.
CREATE TABLE run_payable (
  run_id   BIGINT NOT NULL,
  ordinal  BIGINT NOT NULL,
  account  TEXT   NOT NULL,
  currency TEXT   NOT NULL,
  step     TEXT   NOT NULL,
  rate     TEXT   NOT NULL,
  lines    BIGINT NOT NULL,
  amount   TEXT   NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE run_note (
  run_id  BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  note    TEXT   NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);
