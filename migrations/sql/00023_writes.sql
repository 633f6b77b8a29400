-- +goose Up

-- Requests that did nothing but write an object, packed (package store/writes): how
-- many a page holds, and in which order the pages of an hour were made. They are in
-- the hourly sums, and not in oss_usage.
CREATE TABLE oss_write (
  source_id BIGINT NOT NULL,
  bucket_id BIGINT NOT NULL,
  hour      BIGINT NOT NULL,
  part      BIGINT NOT NULL,
  writes    BIGINT NOT NULL,
  content   BYTEA  NOT NULL,
  PRIMARY KEY (source_id, bucket_id, hour, part)
);
CREATE INDEX oss_write_hour ON oss_write (hour, bucket_id);

-- Sources whose writes of objects are rows of oss_usage, as earlier versions of the
-- program had them.
CREATE TABLE source_in_rows (
  source_id BIGINT PRIMARY KEY
);
INSERT INTO source_in_rows (source_id) SELECT id FROM source WHERE kind IN ('osslog', 'slslog');
