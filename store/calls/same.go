package calls

import (
	"fmt"

	"immrecon/store/db"
	"immrecon/store/model"
)

// How far apart, in seconds, the trail and the call log may put the submission of
// one call: their clocks differ, and a log without `submitted` has the time at
// which a call completed.
const apart = 60

// The time around a period in which calls are matched: an event may be submitted
// a day before its task ends, and long before the segments of its playlist are
// played.
const (
	before = 31 * model.Day
	after  = 2 * model.Day
)

// Match makes the tables task_operation and same_call, which PutSeen and Between
// read. In same_call are the events of the trail and the rows of the call log that
// may be one call, though neither the ids of their requests nor those of their tasks
// say so. That is where one channel has no id of the kind that the other has, or
// where no id of a project and operation is the same in both, as when an application
// makes ids of its own. Everything else with different ids is different calls.
//
// Of such records those of one project, region, operation and outcome are matched
// in the order of their submission, as far as they lie within a minute of the one
// before (near). A match is certain where there is one of each channel; of several the
// larger number is proven, the sum possible. What is left is matched in the same
// order within its day, for a clock may be wrong by more, and is never certain.
// Events that index objects stay by themselves: a log does not name the objects.
func Match(tx *db.Tx, span model.Span) error {
	_, err := tx.Exec(`CREATE TEMP TABLE same_call (event_id TEXT NOT NULL, logged_id TEXT NOT NULL, near SMALLINT NOT NULL, certain SMALLINT NOT NULL);
		CREATE INDEX same_call_event ON same_call (event_id);
		CREATE INDEX same_call_logged ON same_call (logged_id)`)
	if err == nil {
		err = listTasks(tx)
	}
	if err == nil {
		_, err = tx.Exec(matched, span.From-before, span.To+after, apart)
	}
	if err != nil {
		return fmt.Errorf("match the calls of trail and call log: %w", err)
	}
	return nil
}

// matched finds the records whose ids say nothing (lone), puts them into groups of
// those that lie close together, and matches within each (met), then what is left by its
// day of UTC+8. The parts of a task are
// one record.
const matched = `INSERT INTO same_call (event_id, logged_id, near, certain)
WITH record AS (
	SELECT channel, request_id, project, operation, max(region) AS region, max(task_id) AS task_id, min(coalesce(submitted, at)) AS at,
	       min(CASE WHEN status IN (0, 200) AND error_code = '' THEN 0 ELSE 1 END) AS failed,
	       max(CASE WHEN submitted IS NULL AND channel = 'calls' AND (task_id <> '' OR operation IN (SELECT operation FROM task_operation)) THEN 1 ELSE 0 END) AS undated
	FROM api_call
	WHERE at >= ? AND at < ? AND project <> '' AND operation NOT IN ('IndexFileMeta', 'BatchIndexFileMeta')
	GROUP BY channel, request_id, project, operation
), known AS (
	SELECT r.*, CASE WHEN EXISTS (SELECT 1 FROM api_call o WHERE o.request_id = r.request_id AND o.channel <> r.channel) THEN 1 ELSE 0 END AS by_request,
	       CASE WHEN EXISTS (SELECT 1 FROM api_call o WHERE o.task_id = r.task_id AND o.task_id <> '' AND o.operation = r.operation AND o.channel <> r.channel) THEN 1 ELSE 0 END AS by_task
	FROM record r
), comparable AS (
	SELECT project, operation, max(by_request) AS by_request, max(by_task) AS by_task
	FROM known GROUP BY project, operation HAVING count(DISTINCT channel) = 2
), home AS (
	SELECT project, max(region) AS region FROM record WHERE region <> '' GROUP BY project HAVING count(DISTINCT region) = 1
), lone AS (
	SELECT k.channel, k.request_id, k.project, coalesce(h.region, k.region) AS region, k.operation, k.failed, k.at
	FROM known k
	JOIN comparable c ON c.project = k.project AND c.operation = k.operation
	LEFT JOIN home h ON h.project = k.project
	WHERE k.by_request = 0 AND k.by_task = 0 AND k.undated = 0
	  AND (k.channel = 'calls' AND (c.by_request = 0 OR k.request_id = k.task_id)
	    OR k.channel = 'actiontrail' AND (c.by_task = 0 OR k.task_id = ''))
), stepped AS (
	SELECT l.*, CASE WHEN at - lag(at, 1, at) OVER (PARTITION BY project, region, operation, failed ORDER BY at, channel, request_id) > ? THEN 1 ELSE 0 END AS step
	FROM lone l
), grouped AS (
	SELECT s.*, CAST(sum(step) OVER (PARTITION BY project, region, operation, failed ORDER BY at, channel, request_id) AS BIGINT) AS near
	FROM stepped s
), placed AS (
	SELECT g.*, row_number() OVER (PARTITION BY project, region, operation, failed, near, channel ORDER BY at, request_id) AS place,
	       count(*) OVER (PARTITION BY project, region, operation, failed, near, channel) AS many
	FROM grouped g
), met AS (
	SELECT e.request_id AS event_id, r.request_id AS logged_id, e.project, e.operation, CASE WHEN e.many = 1 AND r.many = 1 THEN 1 ELSE 0 END AS certain
	FROM placed e
	JOIN placed r ON r.channel = 'calls' AND r.project = e.project AND r.region = e.region AND r.operation = e.operation
	 AND r.failed = e.failed AND r.near = e.near AND r.place = e.place
	WHERE e.channel = 'actiontrail'
), unmet AS (
	SELECT l.*, (l.at + 28800) / 86400 AS day,
	       row_number() OVER (PARTITION BY l.project, l.region, l.operation, l.failed, (l.at + 28800) / 86400, l.channel ORDER BY l.at, l.request_id) AS place
	FROM lone l
	LEFT JOIN met m ON m.project = l.project AND m.operation = l.operation
	 AND l.request_id = CASE l.channel WHEN 'calls' THEN m.logged_id ELSE m.event_id END
	WHERE m.event_id IS NULL
)
SELECT event_id, logged_id, 1, certain FROM met
UNION ALL
SELECT e.request_id, r.request_id, 0, 0
FROM unmet e
JOIN unmet r ON r.channel = 'calls' AND r.project = e.project AND r.region = e.region AND r.operation = e.operation
 AND r.failed = e.failed AND r.day = e.day AND r.place = e.place
WHERE e.channel = 'actiontrail'`
