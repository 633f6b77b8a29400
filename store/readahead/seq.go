package readahead

import "iter"

// Rows are read ahead in batches: large enough that passing one on costs nothing,
// small enough that memory does not matter.
const (
	batchRows = 256
	batches   = 4
)

// Seq reads a sequence on a goroutine of its own, so that one processor reads
// while another works on what was read. The reading has ended when it returns.
func Seq[R any](rows iter.Seq2[R, error]) iter.Seq2[R, error] {
	return func(yield func(R, error) bool) {
		queue := New(batches, func() []R { return make([]R, 0, batchRows) })
		var failure error // of rows
		queue.Start(func() { failure = fillBatches(queue, rows) })
		defer queue.Close()
		for batch, more := queue.Next(); more; batch, more = queue.Next() {
			for _, row := range batch {
				if !yield(row, nil) {
					return
				}
			}
			queue.Release(batch[:0])
		}
		if failure != nil {
			var none R
			yield(none, failure)
		}
	}
}

// fillBatches fills batches with rows until they end or fail, or the queue is
// closed.
func fillBatches[R any](queue *Queue[[]R], rows iter.Seq2[R, error]) error {
	batch, _ := queue.Empty()
	for row, err := range rows {
		if err != nil {
			queue.Put(batch)
			return err
		}
		if batch = append(batch, row); len(batch) < batchRows {
			continue
		}
		queue.Put(batch)
		var open bool
		if batch, open = queue.Empty(); !open {
			return nil
		}
	}
	queue.Put(batch)
	return nil
}
