-- A statement of each currency, and of each account where several pay; and what is
-- known of the bill that each is about.

-- +goose Up

ALTER TABLE cell ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE run_claim ADD COLUMN currency TEXT NOT NULL DEFAULT '';
ALTER TABLE run_needed ADD COLUMN currency TEXT NOT NULL DEFAULT '';

-- statement: 0 is the one in run, run_explained and run_due; from 1 on those in
-- run_statement. short_by: of its control totals. aside: lines with an amount of
-- which nobody knows what they are for.
CREATE TABLE run_bill (
  run_id    BIGINT   NOT NULL,
  statement SMALLINT NOT NULL,
  final     SMALLINT NOT NULL,
  whole     TEXT     NOT NULL,
  short_by  TEXT     NOT NULL,
  accounts  TEXT     NOT NULL,
  lines     BIGINT   NOT NULL,
  rejected  BIGINT   NOT NULL,
  aside     BIGINT   NOT NULL,
  PRIMARY KEY (run_id, statement)
);

-- account: '' = all.
CREATE TABLE run_statement (
  run_id       BIGINT   NOT NULL,
  statement    SMALLINT NOT NULL,
  currency     TEXT     NOT NULL,
  account      TEXT     NOT NULL,
  billed       TEXT     NOT NULL,
  expected     TEXT     NOT NULL,
  tolerated    TEXT     NOT NULL,
  unverifiable TEXT     NOT NULL,
  unexplained  TEXT     NOT NULL,
  verdict      TEXT     NOT NULL,
  PRIMARY KEY (run_id, statement)
);

CREATE TABLE run_statement_explained (
  run_id    BIGINT   NOT NULL,
  statement SMALLINT NOT NULL,
  cause     TEXT     NOT NULL,
  verdict   TEXT     NOT NULL,
  basis     TEXT     NOT NULL,
  findings  BIGINT   NOT NULL,
  amount    TEXT     NOT NULL,
  PRIMARY KEY (run_id, statement, cause, verdict, basis)
);

CREATE TABLE run_statement_due (
  run_id    BIGINT   NOT NULL,
  statement SMALLINT NOT NULL,
  due       TEXT     NOT NULL,
  findings  BIGINT   NOT NULL,
  amount    TEXT     NOT NULL,
  payable   TEXT     NOT NULL,
  PRIMARY KEY (run_id, statement, due)
);
