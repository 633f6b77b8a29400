package ingest

import (
	"bytes"
	"cmp"
	"database/sql/driver"
	"encoding/binary"
	"slices"

	"immrecon/store/writes"
)

// usage is a batch of rows of oss_usage. A month has millions of them, so what
// they share is boxed for the driver once.
type usage struct {
	lines []usageRow
	text  []byte // ids and keys
	back  int    // rows whose id begins with less than that of the row before
}

// How many rows wait to be loaded. Where ids begin with the time, as the
// provider's do, few are enough, and loading them goes on beside reading. Where
// they do not, the more there are, the less it costs to find where each
// goes in the index of ids.
const (
	rowsInOrder   = 1 << 14
	rowsScattered = 1 << 17
)

// enough reports whether the rows are enough to be loaded.
func (u *usage) enough() bool {
	n := len(u.lines)
	return n >= rowsScattered || n >= rowsInOrder && u.back < n/8
}

// usageRow is one operation of a request.
type usageRow struct {
	first    uint64 // digits of the id, to sort by
	line, at int64
	ordinal  int
	facts    *usageFacts
	passage
}

// usageFacts are what operations of one source and outcome have in common.
type usageFacts struct {
	source, prefix, operation, extension, status, errorID driver.Value

	bucket  int64
	outcome writes.Outcome
	sealed  []byte // what requests have in common, as they are sealed

	sum  hourKey // the hour that is being summed,
	n    int64   // the operations in it so far,
	into *logSums
}

// count adds an operation to the sum of its hour.
func (f *usageFacts) count(hour int64) {
	if f.sum.hour != hour {
		f.settle()
		f.sum.hour = hour
	}
	f.n++
}

// settle puts what was summed of an hour among the sums of the log.
func (f *usageFacts) settle() {
	if f.n > 0 {
		f.into.hours[f.sum] += f.n
		f.n = 0
	}
}

// usageColumns are those of oss_usage in the order of usage.value.
var usageColumns = []string{"request_id", "ordinal", "source_id", "line", "at",
	"prefix_id", "operation_id", "extension_id", "status", "error_id", "object_key"}

// add appends a row whose id and key are a passage of text.
func (u *usage) add(row usageRow, text []byte) {
	from := row.from
	row.from = len(u.text)
	u.text = append(u.text, text[from:from+row.id+row.key]...)
	row.first = firstDigits(row.idIn(u.text))
	if n := len(u.lines); n > 0 && row.first>>32 < u.lines[n-1].first>>32 {
		u.back++
	}
	u.lines = append(u.lines, row)
}

func (u *usage) Len() int { return len(u.lines) }

func (u *usage) clear() { u.lines, u.text, u.back = u.lines[:0], u.text[:0], 0 }

// sort brings the rows into the order of the index of request ids, which grows
// much faster when its keys come in order; those of one id stay in the order in
// which they came.
func (u *usage) sort() {
	slices.SortFunc(u.lines, func(a, b usageRow) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		return cmp.Or(bytes.Compare(a.idIn(u.text), b.idIn(u.text)), cmp.Compare(a.from, b.from))
	})
}

func (u *usage) Value(row, column int) driver.Value {
	r := &u.lines[row]
	switch column {
	case 0:
		return r.idIn(u.text)
	case 1:
		return int64(r.ordinal)
	case 2:
		return r.facts.source
	case 3:
		return r.line
	case 4:
		return r.at
	case 5:
		return r.facts.prefix
	case 6:
		return r.facts.operation
	case 7:
		return r.facts.extension
	case 8:
		return r.facts.status
	case 9:
		return r.facts.errorID
	}
	return string(r.keyIn(u.text))
}

// firstDigits are the first bytes of an id as a number that sorts like them.
func firstDigits(id []byte) uint64 {
	if len(id) >= 8 {
		return binary.BigEndian.Uint64(id)
	}
	var padded [8]byte
	copy(padded[:], id)
	return binary.BigEndian.Uint64(padded[:])
}
