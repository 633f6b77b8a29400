// Package evidence reads the usage behind the findings of a run: what the run
// attributed to their cells, as it was saved with the run (reconcile/sql,
// 80_evidence.sql), and the records of it that are stored still. It attributes
// nothing itself.
//
// A request to OSS is what run_request says of its bucket prefix, operation,
// extension and status in its hour; a segment what cell_segment says of its
// object and token; a call stands in cell_call.
//
// Does not belong here: rules of what is charged.
package evidence
