-- What a reconciliation found. A run is never changed after it is written.

-- +goose Up

CREATE TABLE run (
  id           BIGINT PRIMARY KEY,
  name         TEXT   NOT NULL UNIQUE,
  month        TEXT   NOT NULL,
  from_ts      BIGINT NOT NULL,
  to_ts        BIGINT NOT NULL,
  started_at   BIGINT NOT NULL,
  catalogue    TEXT   NOT NULL,
  tool         TEXT   NOT NULL,
  accounts     TEXT   NOT NULL,
  currency     TEXT   NOT NULL,
  billed       TEXT   NOT NULL,
  expected     TEXT   NOT NULL,
  tolerated    TEXT   NOT NULL,
  unverifiable TEXT   NOT NULL,
  unexplained  TEXT   NOT NULL
);
CREATE INDEX run_month ON run (month, id);

CREATE TABLE run_source (
  run_id    BIGINT NOT NULL,
  source_id BIGINT NOT NULL,
  sha256    TEXT   NOT NULL,
  PRIMARY KEY (run_id, source_id)
);

CREATE TABLE run_rule (
  run_id BIGINT NOT NULL,
  rule   TEXT   NOT NULL,
  state  TEXT   NOT NULL,
  PRIMARY KEY (run_id, rule)
);

CREATE TABLE run_coverage (
  run_id  BIGINT NOT NULL,
  channel TEXT   NOT NULL,
  subject TEXT   NOT NULL,
  hours   BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  from_ts BIGINT NOT NULL,
  to_ts   BIGINT NOT NULL,
  PRIMARY KEY (run_id, channel, subject)
);

CREATE TABLE cell (
  run_id            BIGINT NOT NULL,
  id                BIGINT NOT NULL,
  project           TEXT   NOT NULL,
  region            TEXT   NOT NULL,
  item              TEXT   NOT NULL,
  tier              TEXT   NOT NULL,
  from_ts           BIGINT NOT NULL,
  to_ts             BIGINT NOT NULL,
  unit              TEXT   NOT NULL,
  expected_quantity BIGINT NOT NULL,
  expected_amount   TEXT   NOT NULL,
  billed_quantity   BIGINT NOT NULL,
  billed_amount     TEXT   NOT NULL,
  currency          TEXT   NOT NULL,
  lines             BIGINT NOT NULL,
  verdict           TEXT   NOT NULL,
  cause             TEXT   NOT NULL,
  tolerated         TEXT   NOT NULL,
  PRIMARY KEY (run_id, id)
);

-- Whose use of which item the cells compare, and how many bill lines they have:
-- the cells of a run are too many to be asked.
CREATE TABLE run_subject (
  run_id  BIGINT NOT NULL,
  project TEXT   NOT NULL,
  region  TEXT   NOT NULL,
  item    TEXT   NOT NULL,
  lines   BIGINT NOT NULL,
  PRIMARY KEY (run_id, project, region, item)
);

CREATE TABLE cell_alternative (
  run_id      BIGINT NOT NULL,
  cell_id     BIGINT NOT NULL,
  alternative TEXT   NOT NULL,
  quantity    BIGINT NOT NULL,
  PRIMARY KEY (run_id, cell_id, alternative)
);

-- Every bill line of the month and what became of it in this run.
CREATE TABLE run_line (
  run_id       BIGINT NOT NULL,
  bill_line_id BIGINT NOT NULL,
  cell_id      BIGINT NOT NULL,
  project      TEXT   NOT NULL,
  item         TEXT   NOT NULL,
  tier         TEXT   NOT NULL,
  status       TEXT   NOT NULL,
  PRIMARY KEY (run_id, bill_line_id)
);
CREATE INDEX run_line_cell ON run_line (run_id, cell_id);

CREATE TABLE finding (
  run_id              BIGINT NOT NULL,
  id                  TEXT   NOT NULL,
  cell_id             BIGINT NOT NULL,
  verdict             TEXT   NOT NULL,
  cause               TEXT   NOT NULL,
  basis               TEXT   NOT NULL,
  difference_quantity BIGINT NOT NULL,
  difference_amount   TEXT   NOT NULL,
  evidence            BIGINT NOT NULL,
  explanation         TEXT   NOT NULL,
  rules               TEXT   NOT NULL,
  PRIMARY KEY (run_id, id)
);

-- The statement's list of where the difference comes from.
CREATE TABLE run_explained (
  run_id   BIGINT NOT NULL,
  cause    TEXT   NOT NULL,
  verdict  TEXT   NOT NULL,
  basis    TEXT   NOT NULL,
  findings BIGINT NOT NULL,
  amount   TEXT   NOT NULL,
  PRIMARY KEY (run_id, cause, verdict, basis)
);

-- The findings of one cause, item and project together: what can be claimed.
CREATE TABLE run_claim (
  run_id   BIGINT NOT NULL,
  claim    BIGINT NOT NULL,
  cause    TEXT   NOT NULL,
  verdict  TEXT   NOT NULL,
  basis    TEXT   NOT NULL,
  item     TEXT   NOT NULL,
  project  TEXT   NOT NULL,
  findings BIGINT NOT NULL,
  lines    BIGINT NOT NULL,
  amount   TEXT   NOT NULL,
  PRIMARY KEY (run_id, claim)
);

-- What each assumption is worth: by how much the expectation would change if it
-- were switched.
CREATE TABLE run_assumption (
  run_id BIGINT NOT NULL,
  rule   TEXT   NOT NULL,
  worth  TEXT   NOT NULL,
  PRIMARY KEY (run_id, rule)
);

-- Evidence by day: of how many hours there is some, and of how many it is
-- missing inside the active span.
CREATE TABLE run_calendar (
  run_id  BIGINT NOT NULL,
  channel TEXT   NOT NULL,
  subject TEXT   NOT NULL,
  day     BIGINT NOT NULL,
  hours   BIGINT NOT NULL,
  missing BIGINT NOT NULL,
  PRIMARY KEY (run_id, channel, subject, day)
);
