-- What a run was made of, as far as a report shows it: the usage behind the
-- cells that have findings, the prices, and how Weboffice was used. Later
-- imports change none of it.

-- +goose Up

-- 1 if the usage behind its findings was saved with the run.
ALTER TABLE run ADD COLUMN usage_saved SMALLINT NOT NULL DEFAULT 0;

-- The kinds of usage, and whether the run charged them.
CREATE TABLE run_kind (
  run_id    BIGINT   NOT NULL,
  id        BIGINT   NOT NULL,
  item      TEXT     NOT NULL,
  tier      TEXT     NOT NULL,
  operation TEXT     NOT NULL,
  channel   TEXT     NOT NULL,
  class     TEXT     NOT NULL,
  billable  SMALLINT NOT NULL,
  PRIMARY KEY (run_id, id)
);

-- The usage of a cell by hour and kind. records are files where a call indexes
-- several.
CREATE TABLE cell_usage (
  run_id   BIGINT NOT NULL,
  cell_id  BIGINT NOT NULL,
  hour     BIGINT NOT NULL,
  kind_id  BIGINT NOT NULL,
  quantity BIGINT NOT NULL,
  records  BIGINT NOT NULL,
  PRIMARY KEY (run_id, cell_id, hour, kind_id)
);

-- The series that a cell is of: one project, region, item and tier through time.
CREATE TABLE cell_series (
  run_id    BIGINT NOT NULL,
  cell_id   BIGINT NOT NULL,
  series_id BIGINT NOT NULL,
  PRIMARY KEY (run_id, cell_id)
);

-- The places that requests were in when the run was made. A later binding may
-- move them on into narrower ones.
CREATE TABLE run_prefix (
  run_id   BIGINT NOT NULL,
  prefix_id BIGINT NOT NULL,
  bucket   TEXT   NOT NULL,
  prefix   TEXT   NOT NULL,
  PRIMARY KEY (run_id, prefix_id)
);

-- What requests to OSS are to a series, by all that decides it: those of the
-- hours in [from_ts, to_ts). units is how many units of its kind each is.
CREATE TABLE run_request (
  run_id       BIGINT   NOT NULL,
  series_id    BIGINT   NOT NULL,
  kind_id      BIGINT   NOT NULL,
  from_ts      BIGINT   NOT NULL,
  to_ts        BIGINT   NOT NULL,
  prefix_id     BIGINT   NOT NULL,
  operation_id BIGINT   NOT NULL,
  extension_id BIGINT   NOT NULL,
  status       SMALLINT NOT NULL,
  project      TEXT     NOT NULL,
  units        BIGINT   NOT NULL,
  PRIMARY KEY (run_id, series_id, kind_id, from_ts, prefix_id, operation_id, extension_id, status)
);

-- The calls behind a cell by the hour they completed in: those it charges, those
-- that made the playlists of its segments, and those that were charged under
-- another item but could have been under its own.
CREATE TABLE cell_call (
  run_id     BIGINT NOT NULL,
  cell_id    BIGINT NOT NULL,
  request_id TEXT   NOT NULL,
  kind_id    BIGINT NOT NULL,
  hour       BIGINT NOT NULL,
  quantity   BIGINT NOT NULL,
  PRIMARY KEY (run_id, cell_id, request_id, kind_id)
);

-- The segments behind a cell by the hour they were played in: those of object
-- and token in the bucket.
CREATE TABLE cell_segment (
  run_id   BIGINT NOT NULL,
  cell_id  BIGINT NOT NULL,
  kind_id  BIGINT NOT NULL,
  hour     BIGINT NOT NULL,
  bucket   TEXT   NOT NULL,
  object   TEXT   NOT NULL,
  token    TEXT   NOT NULL,
  project  TEXT   NOT NULL,
  segments BIGINT NOT NULL,
  PRIMARY KEY (run_id, cell_id, kind_id, hour, bucket, object, token, project)
);

-- The prices in force during the month of the items that occur. layer is 0 for
-- the catalogue's, else the source of the company's own; the higher wins.
CREATE TABLE run_price (
  run_id    BIGINT NOT NULL,
  ordinal   BIGINT NOT NULL,
  layer     BIGINT NOT NULL,
  site      TEXT   NOT NULL,
  currency  TEXT   NOT NULL,
  item      TEXT   NOT NULL,
  operation TEXT   NOT NULL,
  tier      TEXT   NOT NULL,
  price     TEXT   NOT NULL,
  per       BIGINT NOT NULL,
  unit      TEXT   NOT NULL,
  from_ts   BIGINT NOT NULL,
  to_ts     BIGINT NOT NULL,
  basis     TEXT   NOT NULL,
  source    TEXT   NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);

-- How each project used Weboffice, counted by openings and by calls. NULL: there
-- is no price.
CREATE TABLE run_weboffice (
  run_id            BIGINT NOT NULL,
  project           TEXT   NOT NULL,
  region            TEXT   NOT NULL,
  item              TEXT   NOT NULL,
  currency          TEXT   NOT NULL,
  created_at        BIGINT NOT NULL,
  rule              TEXT   NOT NULL,
  openings          BIGINT NOT NULL,
  calls             BIGINT NOT NULL,
  billed_quantity   BIGINT NOT NULL,
  billed_amount     TEXT   NOT NULL,
  expected_quantity BIGINT NOT NULL,
  expected_amount   TEXT   NOT NULL,
  by_openings       TEXT,
  by_calls          TEXT,
  PRIMARY KEY (run_id, project, region, item, currency)
);
