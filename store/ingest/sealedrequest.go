package ingest

import "immrecon/store/audit"

// sealedRequest is what an operation of a request has of its own that is sealed. Its
// prefix is left out, because a later binding may move it, and because what it must be
// follows from the key.
type sealedRequest struct {
	id, key           []byte
	line, at, ordinal int64
}

// appendTo makes a row of it, with what it has in common with others.
func (r sealedRequest) appendTo(row, outcome []byte) []byte {
	row = audit.AppendText(row, r.id)
	row = audit.AppendNumber(row, r.line)
	row = audit.AppendNumber(row, r.at)
	row = audit.AppendNumber(row, r.ordinal)
	return append(audit.AppendText(row, r.key), outcome...)
}

// sealedOutcome is what operations of one outcome have in common. Names stand in it, so
// that a name that is changed shows.
func sealedOutcome(bucket, operation, extension, errorCode string, status int64) []byte {
	row := audit.AppendText(nil, bucket)
	row = audit.AppendText(row, operation)
	row = audit.AppendText(row, extension)
	row = audit.AppendText(row, errorCode)
	return audit.AppendNumber(row, status)
}
