-- What a run knew of the completeness of its evidence, and what of it each finding
-- that says "too much" rests on.

-- +goose Up

-- One row a state of a channel, a subject and a class of operation. operations: of
-- calls, separated by blanks; '' = all that no other row of the subject names.
-- missing: records at most, of short. file, line: of the first row of coverage that
-- says so; said_by: how many rows of the file do. hours: those of the run that the state is of, counted from 0, in ranges:
-- 0-23,25,30-743.
CREATE TABLE run_evidence (
  run_id     BIGINT NOT NULL,
  ordinal    BIGINT NOT NULL,
  channel    TEXT   NOT NULL,
  subject    TEXT   NOT NULL,
  operations TEXT   NOT NULL,
  state      TEXT   NOT NULL,
  reason     TEXT   NOT NULL,
  missing    BIGINT NOT NULL,
  source     TEXT   NOT NULL,
  file       TEXT   NOT NULL,
  line       BIGINT NOT NULL,
  said_by    BIGINT NOT NULL,
  hours      TEXT   NOT NULL,
  PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE cell_evidence (
  run_id  BIGINT NOT NULL,
  cell_id BIGINT NOT NULL,
  ordinal BIGINT NOT NULL,
  PRIMARY KEY (run_id, cell_id, ordinal)
);
