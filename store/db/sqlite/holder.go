package sqlite

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"immrecon/store/filelock"
)

// holder is the file beside a database that says which program is writing to it. It
// is there for people: SQLite has locks of its own, but none that tells who has it.
// Where the file cannot be made nobody is told.
type holder struct {
	path string
	file *os.File // nil until it is needed
}

// open opens the file, making it if need be.
func (h *holder) open() error {
	if h.file != nil {
		return nil
	}
	file, err := os.OpenFile(h.path, os.O_CREATE|os.O_RDWR, 0o600)
	h.file = file
	return err
}

// take says that this program is writing, for a command.
func (h *holder) take(command string) {
	if h.open() != nil || !filelock.Take(h.file) {
		return
	}
	said := fmt.Sprintf("process %d, %s, since %s", os.Getpid(), command, time.Now().Format(time.RFC3339))
	if h.file.Truncate(0) == nil {
		_, _ = h.file.WriteAt([]byte(said), 0)
	}
}

// release says that it no longer is.
func (h *holder) release() {
	if h.file != nil {
		_ = h.file.Truncate(0)
		filelock.Release(h.file)
	}
}

// who says who is writing, and since when.
func (h *holder) who() string {
	const nobodyKnown = "which one is not known"
	file, err := os.Open(h.path)
	if err != nil {
		return nobodyKnown
	}
	defer file.Close()
	said, err := io.ReadAll(io.LimitReader(file, 1<<10))
	if err != nil || len(said) == 0 || filelock.Unused(file) { // that of a killed program
		return nobodyKnown
	}
	return string(said)
}

// alone runs a function while no other program is in one.
func (h *holder) alone(ctx context.Context, patience time.Duration, do func() error) error {
	if err := h.open(); err != nil {
		return do()
	}
	for until := time.Now().Add(patience); !filelock.Take(h.file) && time.Now().Before(until); {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(10 * time.Millisecond):
		}
	}
	defer h.release()
	return do()
}

// close removes the file, unless another program uses it.
func (h *holder) close() error {
	if h.file == nil {
		return nil
	}
	if filelock.Take(h.file) {
		_ = os.Remove(h.path) // it may be gone, and where a file that is open cannot be removed it stays
	}
	err := h.file.Close()
	h.file = nil
	return err
}
