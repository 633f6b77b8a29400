package intake

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"immrecon/import/source"
	"immrecon/store/ingest"
	"immrecon/store/model"
)

// What may wait to be written bounds the memory that reading ahead takes. A log
// counts with its stored bytes, a very short one with as much as the batch that
// it fills in part, and one that is not short as the longest short one.
const (
	batchLines     = 2048 // lines to keep, in a batch
	waitingBatches = 8    // of a log
	waitingBytes   = 64 << 20
	leastBytes     = 128 << 10
	shortLog       = 4 << 20 // may wait as a whole
)

// batches that have been written, to be filled again.
var batches = sync.Pool{New: func() any { return new(ingest.Batch) }}

// log is a log that is read ahead of its turn to be written.
type log struct {
	kindFile
	ctx  context.Context
	drop func() // ends the reading if it has not ended
	room func() // lets others wait

	begun  chan struct{} // closed once the following is told
	source model.Source  // of an earlier import
	known  bool          // by an earlier import: then nothing is read

	batches chan *ingest.Batch // closed once the following is told
	sum     string
	size    int64
	err     error

	held []*ingest.Batch // taken off batches by wait
}

func newLog(ctx context.Context, f kindFile) *log {
	l := &log{kindFile: f, begun: make(chan struct{}), batches: make(chan *ingest.Batch, waitingBatches)}
	l.ctx, l.drop = context.WithCancel(ctx)
	return l
}

// weight is what the log counts among those that wait.
func (l *log) weight() int64 { return min(max(l.Size, leastBytes), shortLog) }

// readAhead reads logs, one a processor at a time, and gives them in their
// order while they are being read. stop ends that and waits for the readers.
func (t *taking) readAhead(ctx context.Context, files []kindFile) (logs <-chan *log, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	queue := make(chan *log, waitingBytes/leastBytes) // never full: what waits is weighed
	waiting := semaphore.NewWeighted(waitingBytes)
	earlier := &known{t.known.stored, maps.Clone(t.known.sizes), maps.Clone(t.known.sums)}
	go func() {
		defer close(queue)
		var readers errgroup.Group
		readers.SetLimit(runtime.GOMAXPROCS(0))
		defer func() { _ = readers.Wait() }() // errors stay with their logs
		for _, f := range files {
			l := newLog(ctx, f)
			if waiting.Acquire(ctx, l.weight()) != nil {
				return
			}
			l.room = func() { waiting.Release(l.weight()) }
			queue <- l
			readers.Go(func() error {
				l.read(earlier, t.options.Progress)
				return nil
			})
		}
	}()
	return queue, func() {
		cancel()
		for range queue {
		}
	}
}

// read reads the log into batches, unless its content is known.
func (l *log) read(earlier *known, progress source.Progress) {
	defer close(l.batches)
	if earlier.sizes[l.Size] {
		l.source, l.known, l.err = earlier.find(l.File)
	}
	close(l.begun)
	if l.known || l.err != nil {
		progress.Add(l.Size)
		return
	}
	l.sum, l.size, l.err = l.content(progress)
}

func (l *log) content(progress source.Progress) (sum string, size int64, err error) {
	content, err := l.Open(progress)
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	told := &recorder{batches.Get().(*ingest.Batch), l}
	if err := readers[l.kind].read(&watched{content, l.ctx.Err}, told); err != nil {
		return "", 0, fmt.Errorf("%s: %w", l.Name, err)
	}
	told.pass()
	return content.Sum()
}

// wait holds back all of the log until it is read.
func (l *log) wait() {
	for batch := range l.batches {
		l.held = append(l.held, batch)
	}
}

// all gives the batches as they are read. Those held back stay until the log is
// done, the others are given once.
func (l *log) all() iter.Seq[*ingest.Batch] {
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
			release(batch)
		}
	}
}

// done gives up the log, whether it was written or not.
func (l *log) done() {
	l.drop()
	l.room()
	for _, batch := range l.held {
		release(batch)
	}
	l.held = nil
}

func release(batch *ingest.Batch) {
	batch.Reset()
	batches.Put(batch)
}
