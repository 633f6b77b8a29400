-- The billing page as data: loaded whole from the embedded CSV files whenever
-- their hash is not the one that stands here.

-- +goose Up

CREATE TABLE catalogue (
  version   TEXT   PRIMARY KEY,
  loaded_at BIGINT NOT NULL
);

CREATE TABLE item (
  item        TEXT PRIMARY KEY,
  category    TEXT   NOT NULL,
  name        TEXT   NOT NULL,
  unit        TEXT   NOT NULL,
  per         BIGINT NOT NULL,
  description TEXT   NOT NULL
);

CREATE TABLE price (
  id        BIGINT PRIMARY KEY,
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
  source    TEXT   NOT NULL
);

CREATE TABLE operation_item (
  channel   TEXT NOT NULL,
  operation TEXT NOT NULL,
  item      TEXT NOT NULL,
  condition TEXT NOT NULL,
  basis     TEXT NOT NULL,
  source    TEXT NOT NULL,
  PRIMARY KEY (channel, operation, item, condition)
);

CREATE TABLE operator_item (
  operator  TEXT NOT NULL,
  media     TEXT NOT NULL,
  item      TEXT NOT NULL,
  billed_by TEXT NOT NULL,
  basis     TEXT NOT NULL,
  source    TEXT NOT NULL,
  PRIMARY KEY (operator, media, item)
);

CREATE TABLE template_operator (
  template TEXT NOT NULL,
  operator TEXT NOT NULL,
  media    TEXT NOT NULL,
  basis    TEXT NOT NULL,
  source   TEXT NOT NULL,
  PRIMARY KEY (template, operator, media)
);

CREATE TABLE media_type (
  extension TEXT PRIMARY KEY,
  media     TEXT NOT NULL
);

CREATE TABLE item_alias (
  alias  TEXT PRIMARY KEY,
  item   TEXT NOT NULL,
  basis  TEXT NOT NULL,
  source TEXT NOT NULL
);

CREATE TABLE rule (
  rule      TEXT PRIMARY KEY,
  statement TEXT NOT NULL,
  basis     TEXT NOT NULL,
  standard  TEXT NOT NULL,
  since     TEXT NOT NULL,
  source    TEXT NOT NULL
);
