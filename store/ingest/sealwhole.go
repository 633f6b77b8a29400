package ingest

import (
	"slices"
	"strings"

	"immrecon/store/audit"
	"immrecon/store/model"
)

// What version 3 of the seal is over in sources of every kind: of the hours of a log,
// whether it is the log of them, too.
const (
	sealedSource     = "SELECT sha256, kind, name, bytes, lines_read, kept, skipped, duplicate, rejected, imported_at FROM source WHERE id = ?"
	sealedRejected   = "SELECT line, reason, content FROM rejected_line WHERE source_id = ? ORDER BY line"
	sealedDuplicates = "SELECT line, request_id FROM duplicate_line WHERE source_id = ? ORDER BY line"
	sealedOwnHours   = "SELECT b.name, l.hour, l.lines, l.own FROM log_hour l JOIN bucket b ON b.id = l.bucket_id WHERE l.source_id = ? ORDER BY 1, 2"
)

// What the statements of a source come to that has no such rows.
var (
	noneRejected = audit.NoRows(3)
	noDuplicates = audit.NoRows(2)
)

// sealedRequests stands for the requests of a log one by one, which no statement
// selects: they are sealed as an audit.Set.
const sealedRequests = "requests"

// sealedWholeLines selects the lines of a bill, in every column.
var sealedWholeLines = "SELECT " + strings.Join(without(billColumns, "source_id"), ", ") +
	", raw FROM bill_line JOIN bill_row ON bill_line_id = id WHERE source_id = ? ORDER BY line, identity"

// sealedWholeCalls selects calls, in every column.
var sealedWholeCalls = "SELECT " + strings.Join(without(callColumns, "source_id"), ", ") +
	" FROM api_call WHERE source_id = ? ORDER BY request_id, channel, part"

func without(columns []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(columns), func(c string) bool { return c == one })
}

// sealedWhole selects all that sources of a kind bring, as version 3 of the seal does.
func sealedWhole(kind model.Kind) []string {
	switch kind {
	case model.KindOSSLog, model.KindSLSLog:
		return []string{sealedRequests}
	case model.KindActionTrail, model.KindCalls:
		return []string{sealedWholeCalls, `SELECT DISTINCT o.request_id, o.channel, o.ordinal, o.uri, o.extension
			FROM api_call_object o JOIN api_call c ON c.request_id = o.request_id AND c.channel = o.channel
			WHERE c.source_id = ? ORDER BY o.request_id, o.channel, o.ordinal`,
			"SELECT line, request_id FROM clashing_line WHERE source_id = ? ORDER BY line"}
	case model.KindBill:
		return []string{sealedWholeLines,
			`SELECT line, form, account, owner, month, product, commodity, type, type_text, gross, payable, taxed, currency, raw
			FROM bill_total WHERE source_id = ? ORDER BY line`,
			"SELECT encoding, sheets, exported FROM bill_file WHERE source_id = ?",
			"SELECT product, month, lines FROM bill_product WHERE source_id = ? ORDER BY product, month"}
	}
	return sealedAtFirst(kind)
}

// sealOf is what sealing the row comes to that sealedSource selects.
func sealOf(s *model.Source) string {
	to := audit.NewSealer()
	to.Table(10)
	to.Text(s.SHA256)
	to.Text(string(s.Kind))
	to.Text(s.Name)
	for _, n := range []int64{s.Bytes, s.Tally.Read, s.Tally.Kept, s.Tally.Skipped, s.Tally.Duplicate, s.Tally.Rejected, s.ImportedAt.Unix()} {
		to.Number(n)
	}
	to.EndRow()
	return to.Sum()
}
