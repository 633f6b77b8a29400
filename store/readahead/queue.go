// Package readahead reads on one goroutine what another consumes, through a fixed
// number of buffers that take turns. What is read, and what a buffer is, belongs
// to its callers.
package readahead

// A Queue passes buffers between the goroutine that fills them and the one that
// consumes them, in order. It makes no more than its number of buffers, and a new
// one only where none has come back: a consumer that keeps up needs few buffers,
// which stay in the processor's cache.
type Queue[B any] struct {
	newBuffer  func() B
	made, most int // buffers; used by the filling side alone
	free, full chan B
	stop       chan struct{} // closed by Close
	started    bool
}

// New returns a queue of at most most buffers, which newBuffer makes.
func New[B any](most int, newBuffer func() B) *Queue[B] {
	return &Queue[B]{newBuffer: newBuffer, most: most, free: make(chan B, most), full: make(chan B, most), stop: make(chan struct{})}
}

// Start runs fill on a goroutine of its own. When fill returns, the queue has
// ended, and what fill wrote may be read by who saw the end or closed the queue.
func (q *Queue[B]) Start(fill func()) {
	q.started = true
	go func() {
		defer close(q.full)
		fill()
	}()
}

// Empty returns a buffer to fill, and waits for one if all are in use. It reports
// false once the queue is closed. Only fill may call it, and whoever calls Start
// before that.
func (q *Queue[B]) Empty() (B, bool) {
	select {
	case b := <-q.free:
		return b, true
	default:
	}
	if q.made < q.most {
		q.made++
		return q.newBuffer(), true
	}
	select {
	case b := <-q.free:
		return b, true
	case <-q.stop:
		var none B
		return none, false
	}
}

// Put queues a filled buffer. The consumer must only read it, for the caller may read
// it as well until Empty returns it again. It never waits, for no more buffers exist
// than the queue holds.
func (q *Queue[B]) Put(filled B) { q.full <- filled }

// Next returns the next filled buffer, and waits for it. It reports false at the
// end of a started queue.
func (q *Queue[B]) Next() (B, bool) {
	b, ok := <-q.full
	return b, ok
}

// Release gives a consumed buffer back to be filled again.
func (q *Queue[B]) Release(consumed B) { q.free <- consumed }

// Close ends the queue and waits until fill has returned. Call it once.
func (q *Queue[B]) Close() {
	close(q.stop)
	if q.started {
		for range q.full {
		}
	}
}
