-- What says whether evidence is complete: the company's own statements and the
-- provider's metering; and by which names bills call projects.

-- +goose Up

-- One row a statement of coverage.csv. subject: '' = all. records: how many the
-- system that keeps them counted, NULL where none was stated.
CREATE TABLE coverage_statement (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  channel   TEXT   NOT NULL,
  subject   TEXT   NOT NULL,
  from_ts   BIGINT NOT NULL,
  to_ts     BIGINT NOT NULL,
  records   BIGINT,
  origin    TEXT   NOT NULL,
  PRIMARY KEY (source_id, line)
);

-- The operations that a statement is about; none = all.
CREATE TABLE coverage_operation (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  operation TEXT   NOT NULL,
  PRIMARY KEY (source_id, line, operation)
);

-- How bills name a project. to_ts 0: until further notice.
CREATE TABLE alias (
  source_id BIGINT NOT NULL,
  line      BIGINT NOT NULL,
  bill_id   TEXT   NOT NULL,
  project   TEXT   NOT NULL,
  region    TEXT   NOT NULL,
  from_ts   BIGINT NOT NULL,
  to_ts     BIGINT NOT NULL,
  PRIMARY KEY (source_id, line)
);

-- The provider's metering of a bucket and hour: requests that OSS counted as
-- GET-like and as PUT-like, and the bytes of images processed. NULL: not stated.
CREATE TABLE metering_hour (
  source_id     BIGINT NOT NULL,
  line          BIGINT NOT NULL,
  bucket        TEXT   NOT NULL,
  hour          BIGINT NOT NULL,
  get_requests  BIGINT,
  put_requests  BIGINT,
  process_bytes BIGINT,
  PRIMARY KEY (source_id, line)
);
CREATE INDEX metering_hour_at ON metering_hour (hour);
