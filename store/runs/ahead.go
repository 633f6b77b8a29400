package runs

import "iter"

// Rows are read ahead in batches: large enough that handing over costs nothing,
// small enough that memory does not matter.
const (
	aheadRows    = 256
	aheadBatches = 4
)

// batchOf is some rows of a sequence, and the error it ended with, if any.
type batchOf[R any] struct {
	rows []R
	err  error
}

// readAhead reads a sequence on a goroutine of its own, so that one processor reads
// while another works on what was read. The reading has ended when it returns.
func readAhead[R any](rows iter.Seq2[R, error]) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		full, empty, done := make(chan batchOf[R], aheadBatches), make(chan []R, aheadBatches), make(chan struct{})
		for range aheadBatches {
			empty <- make([]R, 0, aheadRows)
		}
		go readBatches(rows, full, empty, done)
		defer func() {
			close(done)
			for range full { // until the reader has left
			}
		}()
		for batch := range full {
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
			empty <- batch.rows[:0]
		}
	}
}

// readBatches fills empty batches with rows until they end, or until done is
// closed. There is always room for a full batch: there are no more of them.
func readBatches[R any](rows iter.Seq2[R, error], full chan<- batchOf[R], empty <-chan []R, done <-chan struct{}) {
	defer close(full)
	batch := batchOf[R]{rows: <-empty}
	for row, err := range rows {
		if err != nil {
			batch.err = err
			break
		}
		if batch.rows = append(batch.rows, row); len(batch.rows) < aheadRows {
			continue
		}
		full <- batch
		select {
		case batch.rows = <-empty:
		case <-done:
			return
		}
	}
	full <- batch
}
