package source

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// Progress is shown how far an import has come. After Start, File and Add may
// be called from several goroutines at a time.
type Progress interface {
	// Start says how many stored bytes there are to read, in how many files.
	Start(total int64, files int)
	// File says that another file is done with.
	File()
	// Add says that n more stored bytes have been read, or passed over
	// because their content is known already.
	Add(n int64)
	// Done ends the display.
	Done()
}

// Silent is a Progress that shows nothing.
type Silent struct{}

// Start implements Progress.
func (Silent) Start(int64, int) {}

// File implements Progress.
func (Silent) File() {}

// Add implements Progress.
func (Silent) Add(int64) {}

// Done implements Progress.
func (Silent) Done() {}

// NewProgress returns a bar on out if it is wanted and out is a terminal, else
// Silent: nothing but words may get into a pipe or a file. What is to be said while
// the bar is shown must be written to notes, which keeps the two apart.
func NewProgress(out *os.File, wanted bool) (shown Progress, notes io.Writer) {
	if !wanted || !term.IsTerminal(int(out.Fd())) {
		return Silent{}, out
	}
	b := &bar{out: out}
	return b, b
}

// bar shows files, bytes, rate and time left on a terminal. Its lock holds for all
// that is drawn, notes included.
type bar struct {
	out io.Writer

	lock  sync.Mutex
	shown *progressbar.ProgressBar // nil before Start and after Done
	files int
	done  int
}

// Start implements Progress.
func (b *bar) Start(total int64, files int) {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.files = files
	b.shown = progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(b.out),
		progressbar.OptionShowBytes(true),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetWidth(24),
		progressbar.OptionClearOnFinish(),
	)
}

// File implements Progress. The files are counted, not named: with several at
// a time names would flicker, and a long one would break the line.
func (b *bar) File() {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.done++
	b.shown.Describe(fmt.Sprintf("%d of %d files", b.done, b.files))
}

// Add implements Progress. A bar that cannot be drawn must not stop an import.
func (b *bar) Add(n int64) {
	b.lock.Lock()
	defer b.lock.Unlock()
	_ = b.shown.Add64(n)
}

// Done implements Progress.
func (b *bar) Done() {
	b.lock.Lock()
	defer b.lock.Unlock()
	_ = b.shown.Finish()
	b.shown = nil
}

// Write writes notes, each with its line end, on lines of their own: the bar makes way
// and is drawn again below, when there is more to show.
func (b *bar) Write(notes []byte) (int, error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.shown != nil {
		if err := b.shown.Clear(); err != nil {
			return 0, err
		}
	}
	return b.out.Write(notes)
}
