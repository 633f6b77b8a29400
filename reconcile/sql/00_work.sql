-- Tables that live as long as one reconciliation. Go fills span, billed,
-- outcome and what is metered; SQL does the joins and the sums.

CREATE TEMP TABLE span (
  month TEXT NOT NULL, from_ts BIGINT NOT NULL, to_ts BIGINT NOT NULL
);

-- What bill lines are for, by our names of item, project and tier: one row
-- however many lines say the same.
CREATE TEMP TABLE billed (
  id BIGINT PRIMARY KEY,
  project TEXT NOT NULL, region TEXT NOT NULL, item TEXT NOT NULL, tier TEXT NOT NULL
);

-- Names that the bill of a project prints for several items, which are compared
-- together.
CREATE TEMP TABLE billed_together (
  name TEXT NOT NULL, item TEXT NOT NULL, project TEXT NOT NULL, region TEXT NOT NULL
);

-- How a request or call ended, by its status and error code.
CREATE TEMP TABLE outcome (
  status SMALLINT NOT NULL, error_code TEXT NOT NULL, class TEXT NOT NULL,
  PRIMARY KEY (status, error_code)
);

-- What requests are charged under. Their hours and numbers stay in oss_hour.
CREATE TEMP TABLE request_charge (
  request_id BIGINT NOT NULL,
  project TEXT NOT NULL, region TEXT NOT NULL, item TEXT NOT NULL,
  operation TEXT NOT NULL, class TEXT NOT NULL
);

-- What calls are charged: what is billable and, beside it, everything that
-- could have been billed instead. request_id is the call's where the row is of
-- one call and counts it.
CREATE TEMP TABLE charge (
  project TEXT NOT NULL, region TEXT NOT NULL, item TEXT NOT NULL, tier TEXT NOT NULL,
  operation TEXT NOT NULL, channel TEXT NOT NULL, hour BIGINT NOT NULL, class TEXT NOT NULL,
  quantity BIGINT NOT NULL, records BIGINT NOT NULL, request_id TEXT NOT NULL
);

-- Calls that completed in the period. unfinished: of a task only the submission
-- is seen. may_be_logged: an event that may be a call which the log has as well.
-- one_of_regions: a call that names no region is here once for each that it may be
-- of.
CREATE TEMP TABLE call_seen (
  request_id TEXT NOT NULL, channel TEXT NOT NULL, hour BIGINT NOT NULL,
  project TEXT NOT NULL, region TEXT NOT NULL, dataset TEXT NOT NULL, operation TEXT NOT NULL,
  status SMALLINT NOT NULL, error_code TEXT NOT NULL, unfinished SMALLINT NOT NULL, may_be_logged SMALLINT NOT NULL,
  one_of_regions SMALLINT NOT NULL DEFAULT 0
);

-- Segments of live transcoding that were played, by hour, with the call that
-- made their playlist; request_id is '' where no evidence has that call.
CREATE TEMP TABLE segment (
  project TEXT NOT NULL, region TEXT NOT NULL, class TEXT NOT NULL, hour BIGINT NOT NULL,
  bucket TEXT NOT NULL, object TEXT NOT NULL, token TEXT NOT NULL, segments BIGINT NOT NULL,
  request_id TEXT NOT NULL, call_hour BIGINT NOT NULL
);

-- The hours of the cells that have findings. run_id is the run under way.
CREATE TEMP TABLE differing (
  series_id BIGINT NOT NULL, hour BIGINT NOT NULL, cell_id BIGINT NOT NULL, run_id BIGINT NOT NULL,
  PRIMARY KEY (series_id, hour)
);

-- Calls of x-oss-process operations by the key the access log has them under. It
-- is of the type that oss_usage has it in, or its index could not be used: older
-- databases say BLOB for BYTEA.
CREATE TEMP TABLE call_key AS
SELECT CAST('' AS TEXT) AS request_id, CAST('' AS TEXT) AS operation, request_id AS packed FROM oss_usage WHERE false;

CREATE TEMP TABLE weboffice_request AS
SELECT DISTINCT operation FROM operation_item WHERE channel = 'oss' AND item LIKE 'DocumentWeboffice%';

-- Operations whose quantity or item depends on facts of the call.
CREATE TEMP TABLE metered_operation AS
SELECT DISTINCT oi.operation
FROM operation_item oi JOIN item i ON i.item = oi.item
WHERE oi.channel = 'api' AND (oi.condition <> '' OR i.unit <> 'call');

-- x-oss-process operations, which an application may log as calls.
CREATE TEMP TABLE processing_operation AS
SELECT DISTINCT operation FROM operation_item WHERE channel = 'oss';

-- Whether a project pays for Weboffice by the opening or by the call. A project
-- whose creation nobody knows is not here.
CREATE TEMP TABLE weboffice_rule (
  project TEXT NOT NULL, region TEXT NOT NULL, rule TEXT NOT NULL,
  PRIMARY KEY (project, region)
);

-- The OSS operations that leave a new object behind (model.ObjectWrites).
CREATE TEMP TABLE object_write (
  operation TEXT PRIMARY KEY
);
