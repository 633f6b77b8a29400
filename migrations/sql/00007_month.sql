-- What a run was willing to overlook, and what came in late for a month that
-- was closed. Whether a month is closed stands in the event log alone.

-- +goose Up

CREATE TABLE run_tolerance (
  run_id    BIGINT NOT NULL,
  tolerance TEXT   NOT NULL,
  value     TEXT   NOT NULL,
  PRIMARY KEY (run_id, tolerance)
);

-- A source that was let in although it touches a closed month, and the month
-- that settles what it changes: the first that was open when it came in.
CREATE TABLE late_source (
  source_id BIGINT NOT NULL,
  month     TEXT   NOT NULL,
  billing   TEXT   NOT NULL,
  PRIMARY KEY (source_id, month)
);

-- To tell quickly what a source brought to a month.
CREATE INDEX api_call_source ON api_call (source_id, at);
CREATE INDEX log_hour_hour ON log_hour (hour, bucket_id);
