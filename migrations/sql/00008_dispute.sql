-- Claims: findings that the provider is asked to make good, and what came back.
-- Who did what to a claim, and when, is in the event log.

-- +goose Up

-- accepted is what the provider has owned up to so far; times are Unix seconds,
-- 0 where it has not come to that.
CREATE TABLE dispute (
  id           TEXT   PRIMARY KEY,
  run_id       BIGINT NOT NULL,
  month        TEXT   NOT NULL,
  cause        TEXT   NOT NULL,
  item         TEXT   NOT NULL,
  project      TEXT   NOT NULL,
  currency     TEXT   NOT NULL,
  claimed      TEXT   NOT NULL,
  accepted     TEXT   NOT NULL,
  status       TEXT   NOT NULL,
  opened_by    TEXT   NOT NULL,
  opened_at    BIGINT NOT NULL,
  submitted_at BIGINT NOT NULL,
  changed_at   BIGINT NOT NULL
);
CREATE INDEX dispute_month ON dispute (month);

-- held is 0 once the claim has come to nothing: then another may take the
-- finding up. No finding is ever in two claims that hold it.
CREATE TABLE dispute_finding (
  dispute_id TEXT     NOT NULL,
  finding    TEXT     NOT NULL,
  amount     TEXT     NOT NULL,
  held       SMALLINT NOT NULL,
  PRIMARY KEY (dispute_id, finding)
);
CREATE UNIQUE INDEX dispute_finding_held ON dispute_finding (finding) WHERE held = 1;

-- Where a credit stands on a bill is kept here in full, so that it outlives a
-- source that is forgotten; bill_line is that line's identity, '' where the
-- credit is on no imported bill.
CREATE TABLE dispute_credit (
  dispute_id TEXT   NOT NULL,
  ordinal    BIGINT NOT NULL,
  bill_line  TEXT   NOT NULL,
  month      TEXT   NOT NULL,
  file       TEXT   NOT NULL,
  line       BIGINT NOT NULL,
  line_id    TEXT   NOT NULL,
  amount     TEXT   NOT NULL,
  PRIMARY KEY (dispute_id, ordinal)
);
CREATE INDEX dispute_credit_line ON dispute_credit (bill_line);
