package pipeline

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"

	"immrecon/import/process"
)

// What may wait to be written bounds the memory that reading ahead needs. A log
// weighs its stored bytes, a very short one as much as the batch that it fills in
// part, and one that is not short as much as the longest short one.
const (
	waitingBytes = 64 << 20
	leastBytes   = 128 << 10
	shortLog     = 4 << 20 // may wait as a whole
)

// readAhead reads logs, one a processor at a time, and returns them in their
// order while they are being read. stop ends that and waits for the readers.
func (p *pipeline) readAhead(ctx context.Context, files []detectedFile, styles process.Styles) (logs <-chan *logFile, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	queue := make(chan *logFile, waitingBytes/leastBytes) // never full: what waits is weighed
	waiting := semaphore.NewWeighted(waitingBytes)
	earlier := p.known.clone()
	go func() {
		defer close(queue)
		var readers errgroup.Group
		readers.SetLimit(runtime.GOMAXPROCS(0))
		defer func() { _ = readers.Wait() }() // errors stay with their logs
		for _, f := range files {
			l := newLogFile(ctx, f)
			l.styles = styles
			if waiting.Acquire(ctx, l.weight()) != nil {
				return
			}
			l.admitNext = func() { waiting.Release(l.weight()) }
			queue <- l
			readers.Go(func() error {
				l.read(earlier, p.options.Progress)
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
