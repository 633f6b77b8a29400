package audit

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
)

// A Set is a hash over rows in no order, of which some may be taken out again: what
// millions of rows come to is told in one pass, in whatever order they are stored.
// Each row is hashed to 1,024 bits, and these are added up in 16 sums of 64 bits. To
// find other rows that come to the same takes some 2^64 steps, where with 256 bits
// 2^32 would do (Bellare and Micciancio 1997; Wagner 2002).
type Set struct {
	sums [setSums]uint64
	rows int64
}

// setSums is how many sums of 64 bits a set is kept in, in setSums/4 hashes a row.
const setSums = 16

// Add puts a row into the set.
func (s *Set) Add(row []byte) {
	s.rows++
	for n, v := range spread(row) {
		s.sums[n] += v
	}
}

// Remove takes a row out that was put in.
func (s *Set) Remove(row []byte) {
	s.rows--
	for n, v := range spread(row) {
		s.sums[n] -= v
	}
}

// spread hashes a row to as many bits as a set has.
func spread(row []byte) (all [setSums]uint64) {
	var numbered [sha256.Size + 1]byte
	short := sha256.Sum256(row)
	copy(numbered[:], short[:])
	for n := 0; n < setSums; n += 4 {
		numbered[sha256.Size] = byte(n)
		part := sha256.Sum256(numbered[:])
		for k := range 4 {
			all[n+k] = binary.BigEndian.Uint64(part[8*k:])
		}
	}
	return all
}

// Sum is the hash of the rows that are in the set, in hex.
func (s *Set) Sum() string {
	h := sha256.New()
	_ = binary.Write(h, binary.BigEndian, s.sums)
	_ = binary.Write(h, binary.BigEndian, s.rows)
	return hex.EncodeToString(h.Sum(nil))
}

// AppendText appends a text to a row, with its length before it.
func AppendText[T string | []byte](row []byte, value T) []byte {
	row = append(strconv.AppendInt(row, int64(len(value)), 10), ':')
	return append(append(row, value...), ' ')
}

// AppendNumber appends a whole number to a row.
func AppendNumber(row []byte, value int64) []byte {
	return append(strconv.AppendInt(row, value, 10), ' ')
}

// NoRows is what sealing a table of so many columns without a row comes to.
func NoRows(columns int) string {
	s := NewSealer()
	s.Table(columns)
	return s.Sum()
}
