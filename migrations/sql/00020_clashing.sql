-- +goose Up

-- Rows of call logs that were rejected because another row of the same id and part
-- says otherwise: they are missed once that row is taken out.
CREATE TABLE clashing_line (
  source_id  BIGINT NOT NULL,
  line       BIGINT NOT NULL,
  request_id TEXT   NOT NULL,
  PRIMARY KEY (source_id, line)
);
CREATE INDEX clashing_line_request ON clashing_line (request_id);
