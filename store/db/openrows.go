package db

import (
	"errors"
	"iter"
	"sync/atomic"
)

// openRows counts the statements of a transaction whose rows are being read. Some
// engines cannot write meanwhile, and none says which rows are read then.
type openRows struct{ count atomic.Int32 }

var errRowsOpen = errors.New("write while rows are being read: they must be read to their end first")

// none is an error where rows are being read.
func (o *openRows) none() error {
	if o.count.Load() > 0 {
		return errRowsOpen
	}
	return nil
}

// during counts rows while they are read.
func (o *openRows) during(rows iter.Seq[error]) iter.Seq[error] {
	if o == nil {
		return rows
	}
	return func(yield func(error) bool) {
		o.count.Add(1)
		defer o.count.Add(-1)
		rows(yield)
	}
}
