package calls

import (
	"io"

	"immrecon/import/rows"

	"immrecon/store/model"
)

// required are the columns without which a table is no call log. The others
// may be missing as a whole or empty in a row: which facts a charge needs
// depends on the operation, and a missing one is missing evidence, no error.
var required = []string{"time", "operation"}

// Detect reports whether content that begins with head is a call log.
// Exported access logs also have times, operations and request ids, but of
// buckets, not of projects.
func Detect(head []byte) bool {
	header := rows.Header(head)
	return rows.Has(header, required...) && rows.Has(header, "project") && !rows.Has(header, "bucket") &&
		(rows.Has(header, "request_id") || rows.Has(header, "task_id"))
}

// Read writes each row of r to to: a call, or a rejected row with the column that
// is wrong. An error is a header without the required columns, or
// that of reading r.
func Read(r io.Reader, to model.RecordWriter) error {
	masker := &tokenMasker{RecordWriter: to}
	return rows.Read(r, masker, required, masker.parse, to.KeepCall)
}
