package source

import (
	"fmt"
	"os"
	"sync/atomic"
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
// Silent: nothing but words may get into a pipe or a file.
func NewProgress(out *os.File, wanted bool) Progress {
	if !wanted || !term.IsTerminal(int(out.Fd())) {
		return Silent{}
	}
	return &bar{out: out}
}

// bar shows files, bytes, rate and time left on a terminal.
type bar struct {
	out   *os.File
	shown *progressbar.ProgressBar
	files int
	done  atomic.Int64
}

// Start implements Progress.
func (b *bar) Start(total int64, files int) {
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
	b.shown.Describe(fmt.Sprintf("%d of %d files", b.done.Add(1), b.files))
}

// Add implements Progress. A bar that cannot be drawn must not stop an import.
func (b *bar) Add(n int64) { _ = b.shown.Add64(n) }

// Done implements Progress.
func (b *bar) Done() { _ = b.shown.Finish() }
