package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strconv"
)

// sealer hashes tables of values, each value with its length before it so that
// no two tables of values are alike.
type sealer struct {
	sum hash.Hash
	row []byte // the values not hashed yet
}

func newSealer() *sealer { return &sealer{sum: sha256.New()} }

// table begins a table of so many columns.
func (s *sealer) table(columns int) {
	s.row = append(s.row, "table "...)
	s.row = strconv.AppendInt(s.row, int64(columns), 10)
	s.row = append(s.row, '\n')
}

// text adds a value that is a text.
func (s *sealer) text(value string) {
	s.length(len(value))
	s.row = append(append(s.row, value...), ' ')
}

// printed adds a value as SQLite prints it.
func (s *sealer) printed(value []byte) {
	s.length(len(value))
	s.row = append(append(s.row, value...), ' ')
}

// number adds a whole number.
func (s *sealer) number(value int64) {
	var digits [20]byte
	s.printed(strconv.AppendInt(digits[:0], value, 10))
}

func (s *sealer) length(n int) {
	s.row = append(strconv.AppendInt(s.row, int64(n), 10), ':')
}

// null adds a value that is not there.
func (s *sealer) null() { s.row = append(s.row, "null "...) }

// value adds a text, a whole number or nil.
func (s *sealer) value(value any) {
	switch value := value.(type) {
	case nil:
		s.null()
	case int64:
		s.number(value)
	case string:
		s.text(value)
	default:
		panic(fmt.Sprintf("a %T cannot be sealed", value))
	}
}

// end ends a row.
func (s *sealer) end() {
	s.sum.Write(s.row)
	s.row = s.row[:0]
}

// seal is the hash of all there was, in hex.
func (s *sealer) seal() string {
	s.end()
	return hex.EncodeToString(s.sum.Sum(nil))
}
