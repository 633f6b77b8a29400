-- How bills came, the control totals that overviews give, and by what a company
-- sorts its bill lines.

-- +goose Up

ALTER TABLE bill_line ADD COLUMN cost_unit TEXT NOT NULL DEFAULT '';
ALTER TABLE bill_line ADD COLUMN resource_group TEXT NOT NULL DEFAULT '';
ALTER TABLE bill_line ADD COLUMN tags TEXT NOT NULL DEFAULT '';

-- What an account paid for a product in a month, as an overview says. It is never
-- added to the lines.
CREATE TABLE bill_total (
  source_id BIGINT   NOT NULL,
  line      BIGINT   NOT NULL,
  form      TEXT     NOT NULL,
  account   TEXT     NOT NULL,
  owner     TEXT     NOT NULL,
  month     TEXT     NOT NULL,
  product   TEXT     NOT NULL,
  commodity TEXT     NOT NULL,
  type      TEXT     NOT NULL,
  type_text TEXT     NOT NULL,
  gross     TEXT,
  payable   TEXT,
  taxed     SMALLINT NOT NULL,
  currency  TEXT     NOT NULL,
  raw       TEXT     NOT NULL,
  PRIMARY KEY (source_id, line)
);
CREATE INDEX bill_total_month ON bill_total (month);

-- How a bill came. exported: when, Unix seconds; 0 where nothing says so. seen:
-- when the same content was last given again, 0 for never.
CREATE TABLE bill_file (
  source_id BIGINT NOT NULL PRIMARY KEY,
  encoding  TEXT   NOT NULL,
  sheets    TEXT   NOT NULL,
  exported  BIGINT NOT NULL,
  seen      BIGINT NOT NULL DEFAULT 0
);

-- How many lines of a bill are about a product and month, those that are not kept
-- included. month: '' where a line does not say.
CREATE TABLE bill_product (
  source_id BIGINT NOT NULL,
  product   TEXT   NOT NULL,
  month     TEXT   NOT NULL,
  lines     BIGINT NOT NULL,
  PRIMARY KEY (source_id, product, month)
);
