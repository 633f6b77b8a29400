package ingest

import (
	"strings"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// Seal hashes what a source of a kind brought.
func Seal(r db.Reader, source int64, kind model.Kind) (string, error) {
	return audit.Seal(r, source, sealed(kind), nil)
}

// seal seals a source. Where the rows of a log or a bill are at hand, the
// database need not be asked for them.
func (i *Import) seal(s *model.Source) (string, error) {
	known := map[string]string{}
	switch {
	case s.Kind == model.KindOSSLog || s.Kind == model.KindSLSLog:
		sums := i.requests.sumsOf(s.ID)
		known[sealedHours], known[sealedLogHours] = sums.sealHours(i.writer.symbols), sums.sealSeen(i.writer.symbols)
	case s.Kind == model.KindBill && i.bills.sealed != nil:
		known[sealedLines] = i.bills.sealed.Sum()
	}
	return audit.Seal(i.tx.Reader, s.ID, sealed(s.Kind), known)
}

// sealed selects what a source of a kind brought. Requests are sealed by
// their hourly sums: these must be those of the requests one by one, which
// Check proves. The prefix of a request is left out, because a later binding may
// move it.
func sealed(kind model.Kind) []string {
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
	case model.KindCoverage:
		return []string{"SELECT line, channel, subject, from_ts, to_ts, records, origin FROM coverage_statement WHERE source_id = ? ORDER BY line",
			"SELECT line, operation FROM coverage_operation WHERE source_id = ? ORDER BY line, operation"}
	case model.KindAliases:
		return []string{"SELECT line, bill_id, project, region, from_ts, to_ts FROM alias WHERE source_id = ? ORDER BY line"}
	case model.KindMetering:
		return []string{"SELECT line, bucket, hour, get_requests, put_requests, process_bytes FROM metering_hour WHERE source_id = ? ORDER BY line"}
	case model.KindPrices:
		return []string{`SELECT line, site, currency, item, operation, tier, price, per, unit, from_ts, to_ts, basis, source
			FROM own_price WHERE source_id = ? ORDER BY line`}
	}
	return nil
}

const (
	sealedHours = `
SELECT h.hour, b.name, o.name, e.name, h.status, CAST(sum(h.requests) AS BIGINT)
FROM oss_hour h JOIN bucket_prefix p ON p.id = h.prefix_id JOIN bucket b ON b.id = p.bucket_id
JOIN symbol o ON o.id = h.operation_id JOIN symbol e ON e.id = h.extension_id
WHERE h.source_id = ? GROUP BY h.hour, b.name, o.name, e.name, h.status ORDER BY 1, 2, 3, 4, 5`
	sealedLogHours = `
SELECT b.name, l.hour, l.lines FROM log_hour l JOIN bucket b ON b.id = l.bucket_id WHERE l.source_id = ? ORDER BY 1, 2`
	sealedCalls = `
SELECT request_id, channel, line, at, region, project, dataset, operation, status, error_code, codec, output, tier,
  width, height, rate, duration_us, frames, images, streams, bytes, readonly, cached, geo
FROM api_call WHERE source_id = ? ORDER BY request_id, channel, part`
)

// sealedBill are the columns of a bill line that are sealed, with its row.
var sealedBill = []string{"line", "identity", "content", "form", "account", "owner", "month", "from_ts", "to_ts", "product", "item_code",
	"item_name", "instance", "region", "type", "usage", "usage_unit", "quantity", "unit", "list_price", "price_unit", "price_per", "tier",
	"gross", "discount", "coupon", "payable", "taxed", "currency"}

// sealedLines selects the lines of a bill.
var sealedLines = "SELECT " + strings.Join(sealedBill, ", ") +
	", raw FROM bill_line JOIN bill_row ON bill_line_id = id WHERE source_id = ? ORDER BY line, identity"
