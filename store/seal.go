package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"immrecon/store/model"
)

// seal is a hash over everything that some statements select of one source or
// run, each of which takes its id. It is written into the event that brought
// the rows, so that a row changed behind the program's back no longer fits.
// Every statement must have an order that is total. What a statement comes to
// is known where its rows were sealed while they were written.
func seal(ctx context.Context, from querier, id int64, statements []string, known map[string]string) (string, error) {
	sums := make([]string, len(statements))
	for n, statement := range statements {
		if sum, is := known[statement]; is {
			sums[n] = sum
			continue
		}
		s := newSealer()
		if err := s.rows(ctx, from, statement, id); err != nil {
			return "", fmt.Errorf("seal: %w", err)
		}
		sums[n] = s.seal()
	}
	return sealOf(sums), nil
}

// sealOf makes one seal of those of several tables.
func sealOf(tables []string) string {
	s := newSealer()
	for _, sum := range tables {
		s.text(sum)
	}
	return s.seal()
}

// rows adds the rows of a statement.
func (s *sealer) rows(ctx context.Context, from querier, statement string, id int64) (err error) {
	rows, err := from.QueryContext(ctx, statement, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, places := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
	for n := range values {
		places[n] = &values[n]
	}
	s.table(len(columns))
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return err
		}
		for _, value := range values {
			if value == nil {
				s.null()
			} else {
				s.printed(value)
			}
		}
		s.end()
	}
	return rows.Err()
}

// ofSource selects what a source of a kind brought. Requests are sealed by
// their hourly sums: these must be those of the requests one by one, which
// Check proves. The place of a request is left out, because a later binding may
// move it.
func ofSource(kind model.Kind) []string {
	switch kind {
	case model.KindOSSLog, model.KindSLSLog:
		return []string{sealedHours, sealedLogHours}
	case model.KindActionTrail, model.KindCalls:
		return []string{sealedCalls}
	case model.KindBill:
		return []string{sealedLines}
	case model.KindProjects:
		return []string{"SELECT line, name, region, created_at, template FROM project WHERE source_id = ? ORDER BY line"}
	case model.KindDatasets:
		return []string{"SELECT line, project, name, template FROM dataset WHERE source_id = ? ORDER BY line"}
	case model.KindBindings:
		return []string{"SELECT line, bucket, prefix, project, dataset, from_ts, to_ts FROM binding WHERE source_id = ? ORDER BY line"}
	case model.KindStyles:
		return []string{"SELECT line, bucket, name, content, delimiter, from_ts, to_ts FROM style WHERE source_id = ? ORDER BY line",
			"SELECT line, ordinal, operation FROM style_operation WHERE source_id = ? ORDER BY line, ordinal"}
	case model.KindPrices:
		return []string{`SELECT line, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source
			FROM own_price WHERE source_id = ? ORDER BY line`}
	}
	return nil
}

const (
	sealedHours = `
SELECT h.hour, b.name, o.word, e.word, h.status, sum(h.requests)
FROM oss_hour h JOIN place p ON p.id = h.place_id JOIN bucket b ON b.id = p.bucket_id
JOIN word o ON o.id = h.operation_id JOIN word e ON e.id = h.extension_id
WHERE h.source_id = ? GROUP BY h.hour, b.name, o.word, e.word, h.status ORDER BY 1, 2, 3, 4, 5`
	sealedLogHours = `
SELECT b.name, l.hour, l.lines FROM log_hour l JOIN bucket b ON b.id = l.bucket_id WHERE l.source_id = ? ORDER BY 1, 2`
	sealedCalls = `
SELECT request_id, channel, line, at, region, project, dataset, operation, status, error_code, codec, output, tier,
  width, height, rate, duration_us, frames, images, streams, bytes, readonly, cached, geo
FROM api_call WHERE source_id = ? ORDER BY request_id, channel`
)

// sealedBill are the columns of a bill line that are sealed, with its row.
var sealedBill = []string{"line", "identity", "content", "form", "account", "owner", "month", "from_ts", "to_ts", "product", "item_code",
	"item_name", "instance", "region", "type", "usage", "usage_unit", "quantity", "unit", "list_price", "price_unit", "price_per", "tier",
	"gross", "discount", "coupon", "payable", "taxed", "currency"}

// sealedLines selects the lines of a bill.
var sealedLines = "SELECT " + strings.Join(sealedBill, ", ") +
	", raw FROM bill_line JOIN bill_row ON bill_line_id = id WHERE source_id = ? ORDER BY line, identity"

// What selects the long tables of a run, in the order they are written in.
const (
	sealedRunCells = `SELECT id, project, region, item, tier, from_ts, to_ts, unit, expected_quantity, expected_amount, billed_quantity,
	billed_amount, currency, lines, verdict, cause, tolerated FROM cell WHERE run_id = ? ORDER BY id`
	sealedRunLines = "SELECT bill_line_id, cell_id, project, item, tier, status FROM run_line WHERE run_id = ? ORDER BY bill_line_id"
)

// ofRun selects what a run found and what it was made from.
var ofRun = []string{
	`SELECT name, month, from_ts, to_ts, started_at, catalogue, tool, accounts, currency, billed, expected, tolerated, unverifiable, unexplained
	FROM run WHERE id = ?`,
	"SELECT source_id, sha256 FROM run_source WHERE run_id = ? ORDER BY source_id",
	"SELECT rule, state FROM run_rule WHERE run_id = ? ORDER BY rule",
	"SELECT tolerance, value FROM run_tolerance WHERE run_id = ? ORDER BY tolerance",
	"SELECT channel, subject, hours, missing, from_ts, to_ts FROM run_coverage WHERE run_id = ? ORDER BY channel, subject",
	sealedRunCells,
	"SELECT project, region, item, lines FROM run_subject WHERE run_id = ? ORDER BY project, region, item",
	"SELECT cell_id, alternative, quantity FROM cell_alternative WHERE run_id = ? ORDER BY cell_id, alternative",
	sealedRunLines,
	`SELECT id, cell_id, verdict, cause, basis, difference_quantity, difference_amount, evidence, explanation, rules
	FROM finding WHERE run_id = ? ORDER BY id`,
	"SELECT cause, verdict, basis, findings, amount FROM run_explained WHERE run_id = ? ORDER BY cause, verdict, basis",
	"SELECT claim, cause, verdict, basis, item, project, findings, lines, amount FROM run_claim WHERE run_id = ? ORDER BY claim",
	"SELECT rule, worth FROM run_assumption WHERE run_id = ? ORDER BY rule",
	"SELECT channel, subject, day, hours, missing FROM run_calendar WHERE run_id = ? ORDER BY channel, subject, day",
	"SELECT ordinal, account, currency, step, rate, lines, amount FROM run_payable WHERE run_id = ? ORDER BY ordinal",
	"SELECT ordinal, note FROM run_note WHERE run_id = ? ORDER BY ordinal",
}
