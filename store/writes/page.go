// Package writes keeps requests that did nothing but write an object, packed into
// pages. An upload-heavy bucket has millions of them, and of most nothing is ever
// asked but how many there were in an hour, which the hourly sums say. A row each
// took 120 bytes and, with its two indexes, more time than all the rest of an
// import; in a page it takes about 20 bytes. Nothing is lost: a later binding moves
// each to its prefix, and a second log that has it too is noticed.
package writes

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// A Write is a request that wrote an object, or tried to. ID and Key may be slices of
// a page.
type Write struct {
	ID       []byte // packed, see model.PackRequestID
	Line, At int64  // in its source; Unix seconds
	Key      []byte // of the object, as model.Request has it
	Outcome
}

// An Outcome is what many writes of a page have in common: numbers of symbols, and
// the HTTP status.
type Outcome struct{ Operation, Extension, Status, Error int64 }

// pageForm is the first byte of a page. Another layout takes another.
const pageForm = 1

var (
	encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
)

// Pack makes a page of writes, in any order. It holds column after column, for what
// is alike compresses best side by side: the outcomes; of each write which outcome
// it had, its line and instant as differences to those before; of its id how much
// it shares with the one before, and the rest; the lengths of keys, and the keys.
func Pack(all []Write) []byte {
	outcomes := map[Outcome]int{}
	var listed, columns, ids, lengths, keys []byte
	var before Write
	for _, w := range all {
		n, known := outcomes[w.Outcome]
		if !known {
			n = len(outcomes)
			outcomes[w.Outcome] = n
			for _, number := range []int64{w.Operation, w.Extension, w.Status, w.Error} {
				listed = binary.AppendVarint(listed, number)
			}
		}
		columns = binary.AppendUvarint(columns, uint64(n))
		columns = binary.AppendVarint(columns, w.Line-before.Line)
		columns = binary.AppendVarint(columns, w.At-before.At)
		shared := sharedLength(before.ID, w.ID)
		ids = binary.AppendUvarint(ids, uint64(shared))
		ids = binary.AppendUvarint(ids, uint64(len(w.ID)-shared))
		ids = append(ids, w.ID[shared:]...)
		lengths = binary.AppendUvarint(lengths, uint64(len(w.Key)))
		keys = append(keys, w.Key...)
		before = w
	}
	page := binary.AppendUvarint(nil, uint64(len(all)))
	page = binary.AppendUvarint(page, uint64(len(outcomes)))
	for _, column := range [][]byte{listed, columns, ids, lengths, keys} {
		page = append(page, column...)
	}
	return encoder.EncodeAll(page, []byte{pageForm})
}

func sharedLength(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

var errDamaged = errors.New("the page is damaged")

// Unpack returns the writes of a page in the order in which they were packed.
func Unpack(page []byte) ([]Write, error) {
	if len(page) == 0 || page[0] != pageForm {
		return nil, fmt.Errorf("%w, or of a later version of the program", errDamaged)
	}
	content, err := decoder.DecodeAll(page[1:], nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errDamaged, err)
	}
	in := &unpacker{left: content}
	all := make([]Write, in.count())
	outcomes := make([]Outcome, in.count())
	for n := range outcomes {
		outcomes[n] = Outcome{in.number(), in.number(), in.number(), in.number()}
	}
	in.readColumns(all, outcomes)
	in.readIDs(all)
	in.readKeys(all)
	if in.failed || len(in.left) > 0 {
		return nil, errDamaged
	}
	return all, nil
}

// unpacker reads from a page. Once it has failed everything it reads is 0.
type unpacker struct {
	left   []byte
	failed bool
}

func (in *unpacker) readColumns(all []Write, outcomes []Outcome) {
	var before Write
	for n := range all {
		outcome := in.size()
		if outcome >= len(outcomes) {
			in.failed = true
			return
		}
		before.Outcome = outcomes[outcome]
		before.Line += in.number()
		before.At += in.number()
		all[n] = before
	}
}

func (in *unpacker) readIDs(all []Write) {
	var before []byte
	for n := range all {
		shared, rest := in.size(), in.size()
		if shared > len(before) {
			in.failed = true
			return
		}
		id := make([]byte, 0, shared+min(rest, len(in.left)))
		id = append(append(id, before[:shared]...), in.take(rest)...)
		all[n].ID, before = id, id
	}
}

func (in *unpacker) readKeys(all []Write) {
	lengths := make([]int, len(all))
	for n := range lengths {
		lengths[n] = in.size()
	}
	for n := range all {
		all[n].Key = in.take(lengths[n])
	}
}

func (in *unpacker) number() int64 {
	number, length := binary.Varint(in.left)
	if length <= 0 {
		in.failed, in.left = true, nil
		return 0
	}
	in.left = in.left[length:]
	return number
}

func (in *unpacker) size() int {
	number, length := binary.Uvarint(in.left)
	if length <= 0 || number > 1<<31 {
		in.failed, in.left = true, nil
		return 0
	}
	in.left = in.left[length:]
	return int(number)
}

// count is the number of things that follow, each of a byte or more.
func (in *unpacker) count() int {
	n := in.size()
	if n > len(in.left) {
		in.failed = true
		return 0
	}
	return n
}

func (in *unpacker) take(length int) []byte {
	if length > len(in.left) {
		in.failed, in.left = true, nil
		return nil
	}
	taken := in.left[:length:length]
	in.left = in.left[length:]
	return taken
}
