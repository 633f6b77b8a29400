-- A task may have several outputs, each a part of it; the trail and the call log
-- may know a task by its own id alone. Of a trail's event it is known whether it
-- reads or writes, of a playlist which streams it lists (NULL: not stated).

-- +goose Up

CREATE TABLE api_call_of_parts (
  request_id        TEXT     NOT NULL,
  channel           TEXT     NOT NULL,
  part              TEXT     NOT NULL,
  source_id         BIGINT   NOT NULL,
  line              BIGINT   NOT NULL,
  at                BIGINT   NOT NULL,
  region            TEXT     NOT NULL,
  project           TEXT     NOT NULL,
  dataset           TEXT     NOT NULL,
  operation         TEXT     NOT NULL,
  status            SMALLINT NOT NULL,
  error_code        TEXT     NOT NULL,
  task_id           TEXT     NOT NULL,
  codec             TEXT     NOT NULL,
  output            TEXT     NOT NULL,
  tier              TEXT     NOT NULL,
  width             BIGINT,
  height            BIGINT,
  rate              TEXT     NOT NULL,
  duration_us       BIGINT,
  frames            BIGINT,
  images            BIGINT,
  streams           BIGINT,
  bytes             BIGINT,
  readonly          SMALLINT,
  cached            SMALLINT,
  geo               SMALLINT,
  initial_us        BIGINT,
  ahead_segments    BIGINT,
  segment_us        BIGINT,
  target_uri        TEXT     NOT NULL,
  token             TEXT     NOT NULL,
  access_in         TEXT     NOT NULL,
  refresh_in        TEXT     NOT NULL,
  access_out        TEXT     NOT NULL,
  refresh_out       TEXT     NOT NULL,
  submitted         BIGINT,
  audio_streams     BIGINT,
  reads_or_writes   TEXT     NOT NULL,
  PRIMARY KEY (request_id, channel, part)
);

INSERT INTO api_call_of_parts (request_id, channel, part, source_id, line, at, region, project, dataset, operation, status, error_code,
  task_id, codec, output, tier, width, height, rate, duration_us, frames, images, streams, bytes, readonly, cached, geo, initial_us,
  ahead_segments, segment_us, target_uri, token, access_in, refresh_in, access_out, refresh_out, reads_or_writes)
SELECT request_id, channel, '', source_id, line, at, region, project, dataset, operation, status, error_code,
  task_id, codec, output, tier, width, height, rate, duration_us, frames, images, streams, bytes, readonly, cached, geo, initial_us,
  ahead_segments, segment_us, target_uri, token, access_in, refresh_in, access_out, refresh_out, ''
FROM api_call;

DROP TABLE api_call;
ALTER TABLE api_call_of_parts RENAME TO api_call;
CREATE INDEX api_call_at ON api_call (at);
CREATE INDEX api_call_task ON api_call (task_id) WHERE task_id <> '';
