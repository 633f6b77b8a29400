-- What a finding rests on, and what a run says may be possible: of a finding how
-- complete its evidence is, what is possible at most (NULL: nothing bounds it) and
-- which others tell of the same usage; of a cell what leaves its quantity open; of
-- a run what could not be placed, and what it comes to as claims.

-- +goose Up

ALTER TABLE finding ADD COLUMN completeness TEXT NOT NULL DEFAULT '';
ALTER TABLE finding ADD COLUMN possible BIGINT;
ALTER TABLE finding ADD COLUMN link TEXT NOT NULL DEFAULT '';

-- right, wrong or undecided; '' for a run that did not say.
ALTER TABLE run ADD COLUMN verdict TEXT NOT NULL DEFAULT '';

CREATE TABLE cell_open (
  run_id    BIGINT   NOT NULL,
  cell_id   BIGINT   NOT NULL,
  ordinal   SMALLINT NOT NULL,
  cause     TEXT     NOT NULL,
  quantity  BIGINT,
  records   BIGINT   NOT NULL,
  why       TEXT     NOT NULL,
  PRIMARY KEY (run_id, cell_id, ordinal)
);

CREATE TABLE run_unplaced (
  run_id    BIGINT   NOT NULL,
  ordinal   BIGINT   NOT NULL,
  reason    TEXT     NOT NULL,
  channel   TEXT     NOT NULL,
  subject   TEXT     NOT NULL,
  project   TEXT     NOT NULL,
  region    TEXT     NOT NULL,
  operation TEXT     NOT NULL,
  from_ts   BIGINT   NOT NULL,
  to_ts     BIGINT   NOT NULL,
  records   BIGINT   NOT NULL,
  amount    TEXT,
  PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE run_due (
  run_id   BIGINT NOT NULL,
  due      TEXT   NOT NULL,
  findings BIGINT NOT NULL,
  amount   TEXT   NOT NULL,
  payable  TEXT   NOT NULL,
  PRIMARY KEY (run_id, due)
);

CREATE TABLE run_needed (
  run_id    BIGINT NOT NULL,
  ordinal   BIGINT NOT NULL,
  channel   TEXT   NOT NULL,
  subject   TEXT   NOT NULL,
  from_ts   BIGINT NOT NULL,
  to_ts     BIGINT NOT NULL,
  findings  BIGINT NOT NULL,
  amount    TEXT   NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);
