package reconcile

import (
	"fmt"
	"strings"
)

// notes are the sentences for whoever reads the statement.
func (w *reconciler) notes() ([]string, error) {
	if err := w.noteOSSRequests(); err != nil {
		return nil, err
	}
	if err := w.noteClosed(); err != nil {
		return nil, err
	}
	return w.bill.notes, nil
}

// getRequests are the names, in lower case, of the item that OSS charges reading
// requests under.
var getRequests = map[string]bool{"getrequest": true, "oss_get_request": true}

// noteOSSRequests lays the requests that indexing makes to OSS beside what OSS
// billed. OSS serves others too, so that more is nothing to wonder at; less
// would be. It accuses nobody: these lines are not IMM's.
func (w *reconciler) noteOSSRequests() error {
	var billed int64
	for _, l := range w.bill.oss {
		if getRequests[strings.ToLower(l.Item)] && l.Unit == "call" {
			billed += l.Quantity
		}
	}
	if billed == 0 {
		return nil
	}
	made, err := w.requestsToOSS()
	if err != nil {
		return fmt.Errorf("count requests to OSS: %w", err)
	}
	enough := "which covers that"
	if billed < made {
		enough = "which is less: some of them are on no OSS line of this bill"
	}
	w.bill.note("Indexing made %d requests to OSS that OSS charges (GetRequest); the bill's OSS lines have %d, %s.", made, billed, enough)
	return nil
}

// requestsToOSS counts the completed runs of operators that OSS bills.
func (w *reconciler) requestsToOSS() (made int64, err error) {
	err = w.tx.Query(`
		WITH run AS (SELECT project, dataset, extension FROM operator_run WHERE billed_by = 'oss')
		SELECT coalesce(sum(objects), 0) FROM (
		  SELECT h.requests AS objects
		  FROM written w
		  JOIN run ON run.project = w.project AND run.dataset = w.dataset AND run.extension = w.extension
		  JOIN request r ON r.id = w.request_id
		  JOIN era e ON e.from_ts = r.era
		  JOIN oss_hour h ON h.hour >= e.from_ts AND h.hour < e.to_ts AND h.place_id = r.place_id
		    AND h.operation_id = r.operation_id AND h.extension_id = r.extension_id AND h.status = r.status
		  WHERE w.class = 'completed'
		  UNION ALL
		  SELECT n.objects FROM named n
		  JOIN run ON run.project = n.project AND run.dataset = n.dataset AND run.extension = n.extension
		  WHERE n.class = 'completed'
		) made`, nil, func() {}, &made)
	return made, err
}
