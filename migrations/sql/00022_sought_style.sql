-- The styles at the end of a path that logs are searched for, KEY-NAME, where a bucket
-- has another delimiter than !: keys have these too, so that only known names are
-- found. Every log of the bucket was read with them, as far as they are in force. They
-- outlive the table that brought them, as what the logs were read with does not change.

-- +goose Up

CREATE TABLE sought_style (
  bucket    TEXT   NOT NULL,
  delimiter TEXT   NOT NULL,
  name      TEXT   NOT NULL,
  from_ts   BIGINT NOT NULL,
  to_ts     BIGINT NOT NULL,
  PRIMARY KEY (bucket, delimiter, name, from_ts, to_ts)
);
