package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"

	"immrecon/import/process"
	"immrecon/import/source"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

const (
	batchLines     = 2048 // lines to keep, in a batch
	waitingBatches = 8    // of a log
)

// batches that have been written, to be filled again.
var batches = sync.Pool{New: func() any { return new(ingest.Batch) }}

func newBatch() *ingest.Batch { return batches.Get().(*ingest.Batch) }

func recycle(batch *ingest.Batch) {
	batch.Reset()
	batches.Put(batch)
}

// logFile is a log that is read ahead of its turn to be written.
type logFile struct {
	detectedFile
	styles    process.Styles // to be searched for
	ctx       context.Context
	cancel    func() // ends the reading if it has not ended
	admitNext func() // makes way for the next logs

	lookedUp chan struct{} // closed once the next two are set
	earlier  model.Source  // the source of the same content
	known    bool          // from an earlier import: then nothing is read

	batches chan *ingest.Batch // closed once the next three are set
	sum     string
	size    int64
	err     error

	held []*ingest.Batch // received by wait
}

func newLogFile(ctx context.Context, f detectedFile) *logFile {
	l := &logFile{detectedFile: f, lookedUp: make(chan struct{}), batches: make(chan *ingest.Batch, waitingBatches)}
	l.ctx, l.cancel = context.WithCancel(ctx)
	return l
}

// weight is what the log counts among those that wait, in bytes.
func (l *logFile) weight() int64 { return min(max(l.Size, leastBytes), shortLog) }

// read reads the log into batches, unless its content is known.
func (l *logFile) read(known *Known, progress source.Progress) {
	defer close(l.batches)
	if known.sizes[l.Size] {
		l.earlier, l.known, l.err = known.find(l.File)
	}
	close(l.lookedUp)
	if l.known || l.err != nil {
		progress.Add(l.Size)
		return
	}
	l.sum, l.size, l.err = l.readContent(progress)
}

func (l *logFile) readContent(progress source.Progress) (sum string, size int64, err error) {
	content, err := l.Open(progress)
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	writer := &batchWriter{newBatch(), l}
	if err := styledReaders[l.kind](&cancellableReader{content, l.ctx.Err}, l.styles, writerFor(l.detectedFile, writer)); err != nil {
		return "", 0, fmt.Errorf("%s: %w", l.Name, err)
	}
	writer.pass()
	return content.Sum()
}

// wait waits until all of the log is read, and holds its batches.
func (l *logFile) wait() {
	for batch := range l.batches {
		l.held = append(l.held, batch)
	}
}

// allBatches are the batches as they are read. Those held stay until the log is
// closed, the others can be read once.
func (l *logFile) allBatches() iter.Seq[*ingest.Batch] {
	return func(yield func(*ingest.Batch) bool) {
		for _, batch := range l.held {
			if !yield(batch) {
				return
			}
		}
		for batch := range l.batches {
			if !yield(batch) {
				return
			}
			recycle(batch)
		}
	}
}

// writeTo writes all of the log to an import.
func (l *logFile) writeTo(in *ingest.Import) error {
	for batch := range l.allBatches() {
		if in.Write(batch); in.Err() != nil {
			return fmt.Errorf("%s: %w", l.Name, in.Err())
		}
	}
	return l.err
}

// close releases the log, whether it was written or not.
func (l *logFile) close() {
	l.cancel()
	l.admitNext()
	for _, batch := range l.held {
		recycle(batch)
	}
	l.held = nil
}
