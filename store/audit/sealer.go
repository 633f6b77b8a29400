package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"
)

// A Sealer hashes tables of values, each value with its length before it so that
// no two tables of values are alike.
type Sealer struct {
	sum hash.Hash
	row []byte // the values not hashed yet
}

// NewSealer begins a seal of no tables.
func NewSealer() *Sealer { return &Sealer{sum: sha256.New()} }

// Table begins a table of so many columns.
func (s *Sealer) Table(columns int) {
	s.row = append(s.row, "table "...)
	s.row = strconv.AppendInt(s.row, int64(columns), 10)
	s.row = append(s.row, '\n')
}

// Text adds a value that is a text.
func (s *Sealer) Text(value string) {
	s.length(len(value))
	s.row = append(append(s.row, value...), ' ')
}

// printed adds a value as SQLite prints it.
func (s *Sealer) printed(value []byte) {
	s.length(len(value))
	s.row = append(append(s.row, value...), ' ')
}

// Number adds a whole number.
func (s *Sealer) Number(value int64) {
	var digits [20]byte
	s.printed(strconv.AppendInt(digits[:0], value, 10))
}

func (s *Sealer) length(n int) {
	s.row = append(strconv.AppendInt(s.row, int64(n), 10), ':')
}

// null adds a value that is not there.
func (s *Sealer) null() { s.row = append(s.row, "null "...) }

// Value adds a text, a whole number or nil.
func (s *Sealer) Value(value any) {
	switch value := value.(type) {
	case nil:
		s.null()
	case int64:
		s.Number(value)
	case string:
		s.Text(value)
	default:
		panic(fmt.Sprintf("a %T cannot be sealed", value))
	}
}

// EndRow ends a row.
func (s *Sealer) EndRow() {
	s.sum.Write(s.row)
	s.row = s.row[:0]
}

// Sum is the hash of all there was, in hex.
func (s *Sealer) Sum() string {
	s.EndRow()
	return hex.EncodeToString(s.sum.Sum(nil))
}
