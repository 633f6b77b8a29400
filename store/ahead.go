package store

import "iter"

// Rows are read ahead in batches: enough of them that handing over costs
// nothing, few enough that memory does not matter.
const (
	aheadRows    = 256
	aheadBatches = 2
)

// batchOf is some rows of a sequence, and the error it ended with, if any.
type batchOf[R any] struct {
	rows []R
	err  error
}

// ahead reads a sequence on a goroutine of its own, so that one processor reads
// while another works on what was read. It ends the reading before it returns.
func ahead[R any](rows iter.Seq2[R, error]) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		batches, done := make(chan batchOf[R], aheadBatches), make(chan struct{})
		go func() {
			defer close(batches)
			readBatches(rows, batches, done)
		}()
		defer func() {
			close(done)
			for range batches { // until the reader has left
			}
		}()
		for batch := range batches {
			for _, row := range batch.rows {
				if !yield(row, nil) {
					return
				}
			}
			if batch.err != nil {
				var none R
				yield(none, batch.err)
				return
			}
		}
	}
}

// readBatches sends the rows until they end, or until done is closed.
func readBatches[R any](rows iter.Seq2[R, error], batches chan<- batchOf[R], done <-chan struct{}) {
	var batch batchOf[R]
	send := func() bool {
		select {
		case batches <- batch:
			batch = batchOf[R]{}
			return true
		case <-done:
			return false
		}
	}
	for row, err := range rows {
		if batch.err = err; err != nil {
			break
		}
		if batch.rows = append(batch.rows, row); len(batch.rows) == aheadRows && !send() {
			return
		}
	}
	send()
}
