-- What was done, by whom: imports, runs and decisions, append-only. Each event
-- carries the hash of the one before it, so that none can be changed or taken
-- out without a trace.

-- +goose Up

CREATE TABLE event (
  id       BIGINT PRIMARY KEY,
  at       BIGINT NOT NULL,
  who      TEXT   NOT NULL,
  kind     TEXT   NOT NULL,
  subject  TEXT   NOT NULL,
  body     TEXT   NOT NULL,
  previous TEXT   NOT NULL,
  hash     TEXT   NOT NULL
);
CREATE INDEX event_subject ON event (kind, subject);
