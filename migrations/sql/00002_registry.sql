-- What the company knows of its own set-up. Rows of a later import win over
-- equal rows of an earlier one; nothing is overwritten.

-- +goose Up

CREATE TABLE project (
  source_id  BIGINT NOT NULL,
  line       BIGINT NOT NULL,
  name       TEXT   NOT NULL,
  region     TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  template   TEXT   NOT NULL,
  PRIMARY KEY (source_id, line)
);

CREATE TABLE dataset (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  project   TEXT   NOT NULL,
  name      TEXT   NOT NULL,
  template  TEXT   NOT NULL,
  PRIMARY KEY (source_id, line)
);

CREATE TABLE binding (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  bucket    TEXT   NOT NULL,
  prefix    TEXT   NOT NULL,
  project   TEXT   NOT NULL,
  dataset   TEXT   NOT NULL,
  from_ts   BIGINT NOT NULL,
  to_ts     BIGINT NOT NULL,
  PRIMARY KEY (source_id, line)
);

CREATE TABLE style (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  bucket    TEXT   NOT NULL,
  name      TEXT   NOT NULL,
  content   TEXT   NOT NULL,
  delimiter TEXT   NOT NULL,
  from_ts   BIGINT NOT NULL,
  to_ts     BIGINT NOT NULL,
  PRIMARY KEY (source_id, line)
);

-- What a style's content comes to, one row an operation that may be charged.
CREATE TABLE style_operation (
  source_id BIGINT   NOT NULL,
  line      BIGINT   NOT NULL,
  ordinal   SMALLINT NOT NULL,
  operation TEXT     NOT NULL,
  PRIMARY KEY (source_id, line, ordinal)
);

CREATE TABLE own_price (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
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
  PRIMARY KEY (source_id, line)
);
