-- What was imported. Every record names its source and line; a source's rows
-- and counts are written in one transaction.

-- +goose Up

CREATE TABLE source (
  id          BIGINT PRIMARY KEY,
  sha256      TEXT   NOT NULL UNIQUE,
  kind        TEXT   NOT NULL,
  name        TEXT   NOT NULL,
  bytes       BIGINT NOT NULL,
  lines_read  BIGINT NOT NULL,
  kept        BIGINT NOT NULL,
  skipped     BIGINT NOT NULL,
  duplicate   BIGINT NOT NULL,
  rejected    BIGINT NOT NULL,
  imported_at BIGINT NOT NULL
);

CREATE TABLE rejected_line (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  reason    TEXT   NOT NULL,
  content   TEXT   NOT NULL,
  PRIMARY KEY (source_id, line)
);

-- A line whose request another line had already brought: counted, not used.
CREATE TABLE duplicate_line (
  source_id  BIGINT NOT NULL,
  line       BIGINT NOT NULL,
  request_id TEXT   NOT NULL,
  PRIMARY KEY (source_id, line)
);

-- Names that repeat by the million are stored once.
CREATE TABLE word (
  id   BIGINT PRIMARY KEY,
  word TEXT   NOT NULL UNIQUE
);

CREATE TABLE bucket (
  id     BIGINT PRIMARY KEY,
  name   TEXT   NOT NULL UNIQUE,
  region TEXT   NOT NULL
);

-- A place is a bucket and the longest prefix that any binding names: as much
-- of an object's key as it takes to say whose it is.
CREATE TABLE place (
  id        BIGINT PRIMARY KEY,
  bucket_id BIGINT NOT NULL,
  prefix    TEXT   NOT NULL,
  UNIQUE (bucket_id, prefix)
);

-- One row an operation of an OSS request. request_id is the 12 bytes of a
-- 24-digit hex id, or a zero byte and the text of any other.
CREATE TABLE oss_usage (
  request_id   BYTEA    NOT NULL,
  ordinal      SMALLINT NOT NULL,
  source_id    BIGINT   NOT NULL,
  line         BIGINT   NOT NULL,
  at           BIGINT   NOT NULL,
  place_id     BIGINT   NOT NULL,
  operation_id BIGINT   NOT NULL,
  extension_id BIGINT   NOT NULL,
  status       SMALLINT NOT NULL,
  error_id     BIGINT   NOT NULL,
  object_key   TEXT     NOT NULL,
  PRIMARY KEY (request_id, ordinal)
);
CREATE INDEX oss_usage_at ON oss_usage (at);

-- The same by the hour: what cells are made of, so that a month of requests
-- need not be grouped anew for every run.
CREATE TABLE oss_hour (
  source_id    BIGINT   NOT NULL,
  hour         BIGINT   NOT NULL,
  place_id     BIGINT   NOT NULL,
  operation_id BIGINT   NOT NULL,
  extension_id BIGINT   NOT NULL,
  status       SMALLINT NOT NULL,
  requests     BIGINT   NOT NULL,
  PRIMARY KEY (source_id, hour, place_id, operation_id, extension_id, status)
);
CREATE INDEX oss_hour_hour ON oss_hour (hour);

-- Log lines of any kind by bucket and hour received. own: the source is the log
-- of that hour, and does not merely hold late lines of it. An hour that no source
-- is the log of is an hour whose log is missing.
CREATE TABLE log_hour (
  source_id BIGINT   NOT NULL,
  bucket_id BIGINT   NOT NULL,
  hour      BIGINT   NOT NULL,
  lines     BIGINT   NOT NULL,
  own       SMALLINT NOT NULL,
  PRIMARY KEY (source_id, bucket_id, hour)
);

-- One row an API call or task and the channel that saw it. NULL: not stated.
CREATE TABLE api_call (
  request_id        TEXT     NOT NULL,
  channel           TEXT     NOT NULL,
  source_id         BIGINT   NOT NULL,
  line              BIGINT   NOT NULL,
  at                BIGINT   NOT NULL,
  region            TEXT     NOT NULL,
  project           TEXT     NOT NULL,
  dataset           TEXT     NOT NULL,
  operation         TEXT     NOT NULL,
  status            SMALLINT NOT NULL,
  error_code        TEXT     NOT NULL,
  task_id           TEXT     NOT NULL,
  codec             TEXT     NOT NULL,
  output            TEXT     NOT NULL,
  tier              TEXT     NOT NULL,
  width             BIGINT,
  height            BIGINT,
  rate              TEXT     NOT NULL,
  duration_us       BIGINT,
  frames            BIGINT,
  images            BIGINT,
  streams           BIGINT,
  bytes             BIGINT,
  readonly          SMALLINT,
  cached            SMALLINT,
  geo               SMALLINT,
  initial_us        BIGINT,
  ahead_segments    BIGINT,
  segment_us        BIGINT,
  target_uri        TEXT     NOT NULL,
  token             TEXT     NOT NULL,
  access_in         TEXT     NOT NULL,
  refresh_in        TEXT     NOT NULL,
  access_out        TEXT     NOT NULL,
  refresh_out       TEXT     NOT NULL,
  PRIMARY KEY (request_id, channel)
);
CREATE INDEX api_call_at ON api_call (at);

-- Objects that IndexFileMeta and BatchIndexFileMeta name.
CREATE TABLE api_call_object (
  request_id TEXT     NOT NULL,
  channel    TEXT     NOT NULL,
  ordinal    BIGINT   NOT NULL,
  uri        TEXT     NOT NULL,
  extension  TEXT     NOT NULL,
  PRIMARY KEY (request_id, channel, ordinal)
);

-- Decimals are text, exactly as printed; NULL: the form has no such cell.
CREATE TABLE bill_line (
  id         BIGINT   PRIMARY KEY,
  identity   TEXT     NOT NULL UNIQUE,
  content    TEXT     NOT NULL,
  source_id  BIGINT   NOT NULL,
  line       BIGINT   NOT NULL,
  form       TEXT     NOT NULL,
  line_id    TEXT     NOT NULL,
  account    TEXT     NOT NULL,
  owner      TEXT     NOT NULL,
  month      TEXT     NOT NULL,
  from_ts    BIGINT   NOT NULL,
  to_ts      BIGINT   NOT NULL,
  grain      TEXT     NOT NULL,
  product    TEXT     NOT NULL,
  commodity  TEXT     NOT NULL,
  item_code  TEXT     NOT NULL,
  item_name  TEXT     NOT NULL,
  instance   TEXT     NOT NULL,
  region     TEXT     NOT NULL,
  type       TEXT     NOT NULL,
  type_text  TEXT     NOT NULL,
  usage      TEXT,
  usage_unit TEXT     NOT NULL,
  quantity   BIGINT   NOT NULL,
  unit       TEXT     NOT NULL,
  list_price TEXT,
  price_unit TEXT     NOT NULL,
  price_per  BIGINT   NOT NULL,
  tier       TEXT     NOT NULL,
  gross      TEXT,
  discount   TEXT,
  coupon     TEXT,
  payable    TEXT,
  taxed      SMALLINT NOT NULL,
  currency   TEXT     NOT NULL
);
CREATE INDEX bill_line_month ON bill_line (month);
CREATE INDEX bill_line_source ON bill_line (source_id, line);

-- The row of a bill line as it stood in its file. It is longer than all that is
-- made of it, and is read only when somebody asks for it.
CREATE TABLE bill_row (
  bill_line_id BIGINT PRIMARY KEY,
  raw          TEXT   NOT NULL
);
