package ingest

import (
	"strings"

	"immrecon/store/audit"
	"immrecon/store/db"
	"immrecon/store/model"
)

// sealVersion is the version of the seals that are made. Those of version 0 leave
// out how a bill came and its totals, and what calls tell beyond what they were
// charged by then; those before version 2 how many video streams playlists list; those
// before version 3 all that no amount follows from at once: where lines stand, keys of
// objects, what was rejected or a duplicate, when a source came.
const sealVersion = 3

// Seal hashes what a source of a kind brought, as a version of the seal does. The
// requests of logs are read for all sources at once; other kinds need none.
func Seal(r db.Reader, source int64, kind model.Kind, version int, requests *Stored) (string, error) {
	known := map[string]string{}
	if isLog(kind) {
		known[sealedRequests] = requests.requestsOf(source)
	}
	return audit.Seal(r, source, sealed(kind, version), known)
}

// seal seals a source. Where the rows of a log or a bill are at hand, the
// database need not be asked for them.
func (i *Import) seal(s *model.Source) (string, error) {
	known := map[string]string{}
	switch {
	case isLog(s.Kind):
		sums := i.requests.sumsOf(s.ID)
		known[sealedRequests], known[sealedOwnHours] = sums.requests.Sum(), sums.sealSeen(i.writer.symbols, i.requests.own[s.ID])
		known[sealedSource] = sealOf(s)
		if s.Tally.Rejected == 0 {
			known[sealedRejected] = noneRejected
		}
		if s.Tally.Duplicate == 0 {
			known[sealedDuplicates] = noDuplicates
		}
	case s.Kind == model.KindBill && i.bills.sealed != nil:
		known[sealedWholeLines] = i.bills.sealed.Sum()
	}
	return audit.Seal(i.tx.Reader, s.ID, sealed(s.Kind, sealVersion), known)
}

func isLog(kind model.Kind) bool { return kind == model.KindOSSLog || kind == model.KindSLSLog }

// sealed selects what a source of a kind brought.
func sealed(kind model.Kind, version int) []string {
	if version > 2 {
		return append([]string{sealedSource, sealedRejected, sealedDuplicates, sealedOwnHours}, sealedWhole(kind)...)
	}
	all := sealedAtFirst(kind)
	if version > 0 {
		all = append(all, sealedSince[kind]...)
	}
	if version > 1 && (kind == model.KindActionTrail || kind == model.KindCalls) {
		all = append(all, sealedStreams)
	}
	return all
}

// sealedAtFirst selects what version 0 of the seal is over. Requests are sealed by
// their hourly sums: these must be those of the requests one by one, which
// Check proves.
func sealedAtFirst(kind model.Kind) []string {
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

// sealedSince selects what version 1 of the seal is over as well.
var sealedSince = map[model.Kind][]string{
	model.KindActionTrail: sealedTasks,
	model.KindCalls:       sealedTasks,
	model.KindBill: {
		"SELECT line, deducted, cost_unit, resource_group, tags FROM bill_line WHERE source_id = ? ORDER BY line, identity",
		`SELECT line, account, owner, month, product, commodity, type, gross, payable, taxed, currency, raw
		FROM bill_total WHERE source_id = ? ORDER BY line`,
		"SELECT encoding, sheets, exported FROM bill_file WHERE source_id = ?",
		"SELECT product, month, lines FROM bill_product WHERE source_id = ? ORDER BY product, month",
	},
}

// sealedTasks selects what calls tell of tasks, live transcoding and tokens.
var sealedTasks = []string{`
SELECT request_id, channel, part, task_id, submitted, audio_streams, reads_or_writes, initial_us, ahead_segments, segment_us,
  target_uri, token, access_in, refresh_in, access_out, refresh_out
FROM api_call WHERE source_id = ? ORDER BY request_id, channel, part`,
	`SELECT o.request_id, o.channel, o.ordinal, o.uri FROM api_call_object o JOIN api_call c ON c.request_id = o.request_id AND c.channel = o.channel
WHERE c.source_id = ? ORDER BY o.request_id, o.channel, o.ordinal, c.part`,
}

// sealedStreams selects how many video streams playlists list.
const sealedStreams = `
SELECT request_id, channel, part, video_streams FROM api_call
WHERE source_id = ? AND video_streams IS NOT NULL ORDER BY request_id, channel, part`

// sealedBill are the columns of a bill line that are sealed before version 3, with its
// row.
var sealedBill = []string{"line", "identity", "content", "form", "account", "owner", "month", "from_ts", "to_ts", "product", "item_code",
	"item_name", "instance", "region", "type", "usage", "usage_unit", "quantity", "unit", "list_price", "price_unit", "price_per", "tier",
	"gross", "discount", "coupon", "payable", "taxed", "currency"}

// sealedLines selects the lines of a bill.
var sealedLines = "SELECT " + strings.Join(sealedBill, ", ") +
	", raw FROM bill_line JOIN bill_row ON bill_line_id = id WHERE source_id = ? ORDER BY line, identity"
