-- +goose Up

-- Where a source was read, and what the file system said of the file then: while it
-- says the same, the file need not be read to know that it has been imported. A
-- source may have been read at several places. Times in Unix nanoseconds; 0: the
-- system does not say.
CREATE TABLE source_place (
  path      TEXT   NOT NULL,
  member    BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  size      BIGINT NOT NULL,
  modified  BIGINT NOT NULL,
  changed   BIGINT NOT NULL,
  inode     BIGINT NOT NULL,
  device    BIGINT NOT NULL,
  PRIMARY KEY (path, member)
);
CREATE INDEX source_place_source ON source_place (source_id);
