package pipeline

import (
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// batchWriter writes the records of a log into batches and passes each full one on.
type batchWriter struct {
	*ingest.Batch
	log *logFile
}

// KeepRequest implements model.RecordWriter.
func (w *batchWriter) KeepRequest(line int64, r *model.Request) {
	w.Batch.KeepRequest(line, r)
	w.passFull()
}

// Reject implements model.RecordWriter.
func (w *batchWriter) Reject(line int64, reason, text string) {
	w.Batch.Reject(line, reason, text)
	w.passFull()
}

func (w *batchWriter) passFull() {
	if w.Len() >= batchLines {
		w.pass()
		w.Batch = newBatch()
	}
}

// pass queues the batch, or drops it if the log was cancelled.
func (w *batchWriter) pass() {
	select {
	case w.log.batches <- w.Batch:
	case <-w.log.ctx.Done():
	}
}
