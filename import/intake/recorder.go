package intake

import (
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// recorder passes on what the reader of a log tells, in batches.
type recorder struct {
	*ingest.Batch
	log *log
}

// KeepRequest implements model.RecordWriter.
func (r *recorder) KeepRequest(line int64, q *model.Request) {
	r.Batch.KeepRequest(line, q)
	r.passFull()
}

// Reject implements model.RecordWriter.
func (r *recorder) Reject(line int64, reason, text string) {
	r.Batch.Reject(line, reason, text)
	r.passFull()
}

func (r *recorder) passFull() {
	if r.Len() >= batchLines {
		r.pass()
		r.Batch = batches.Get().(*ingest.Batch)
	}
}

// pass hands a batch over, or drops it if nobody wants the log any more.
func (r *recorder) pass() {
	select {
	case r.log.batches <- r.Batch:
	case <-r.log.ctx.Done():
	}
}
