package check

import (
	"fmt"
	"strings"

	"immrecon/store/db"
	"immrecon/store/model"
)

// references lists the tables that name rows of another table by its id, and in which
// column.
var references = []struct{ to, column, in string }{
	{"source", "source_id", `oss_usage oss_write oss_hour log_hour api_call bill_line bill_total bill_file bill_product
		rejected_line duplicate_line clashing_line late_source source_place source_in_rows
		project dataset binding style style_operation own_price coverage_statement coverage_operation alias metering_hour`},
	{"bucket", "bucket_id", "oss_write log_hour bucket_prefix"},
	{"bucket_prefix", "prefix_id", "oss_hour oss_usage"},
	{"bill_line", "bill_line_id", "bill_row"},
	{"run", "run_id", `cell cell_alternative cell_call cell_evidence cell_open cell_segment cell_series cell_usage finding
		run_assumption run_bill run_calendar run_claim run_coverage run_due run_evidence run_explained run_kind run_line run_needed run_note
		run_payable run_prefix run_price run_request run_rule run_source run_statement run_statement_due run_statement_explained run_subject
		run_tolerance run_unplaced run_weboffice dispute`},
	{"dispute", "dispute_id", "dispute_finding dispute_credit"},
}

// orphans select the rows that name others which are not there where an id is not all
// that names them, each as a sentence.
var orphans = []string{
	`SELECT 'call ' || request_id || ' of object ' || ordinal || ' is not there' FROM api_call_object o
	WHERE NOT EXISTS (SELECT 1 FROM api_call c WHERE c.request_id = o.request_id AND c.channel = o.channel)`,
	`SELECT 'finding ' || f.id || ' of run ' || r.name || ' belongs to a cell that is not there' FROM finding f JOIN run r ON r.id = f.run_id
	WHERE NOT EXISTS (SELECT 1 FROM cell c WHERE c.run_id = f.run_id AND c.id = f.cell_id)`,
	`SELECT 'claim ' || d.id || ' is for finding ' || h.finding || ', which its run does not have' FROM dispute_finding h JOIN dispute d ON d.id = h.dispute_id
	WHERE NOT EXISTS (SELECT 1 FROM finding f WHERE f.run_id = d.run_id AND f.id = h.finding)`,
	`SELECT 'source ' || source_id || ' is listed as a log whose writes are rows, and is none' FROM source_in_rows
	WHERE source_id NOT IN (SELECT id FROM source WHERE kind IN ('osslog', 'slslog')) OR source_id IN (SELECT source_id FROM oss_write)`,
}

// checkReferences looks for rows that name a row which is not there.
func checkReferences(r db.Reader, c *model.Check) error {
	var rows int64
	for _, ref := range references {
		for table := range strings.FieldsSeq(ref.in) {
			statement := fmt.Sprintf("SELECT count(*) FROM %[1]s WHERE %[2]s IS NULL OR %[2]s NOT IN (SELECT id FROM %[3]s)", table, ref.column, ref.to)
			if err := r.One(statement, nil, &rows); err != nil {
				return err
			}
			c.Count++
			if rows > 0 {
				c.Fault("%d rows of %s name a %s that is not there", rows, table, ref.to)
			}
		}
	}
	var said string
	for _, statement := range orphans {
		if err := r.Query(statement, nil, func() { c.Fault("%s", said) }, &said); err != nil {
			return err
		}
	}
	return nil
}
