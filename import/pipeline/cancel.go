package pipeline

import (
	"io"

	"immrecon/import/source"
)

// cancellableReader stops reading when the import has failed or was cancelled.
type cancellableReader struct {
	content *source.Reader
	failure func() error // why to stop; nil to go on
}

// Read implements io.Reader.
func (r *cancellableReader) Read(p []byte) (int, error) {
	if err := r.failure(); err != nil {
		return 0, err
	}
	return r.content.Read(p)
}

// WriteTo implements io.WriterTo.
func (r *cancellableReader) WriteTo(to io.Writer) (int64, error) {
	return r.content.WriteTo(cancellableWriter{to, r.failure})
}

// cancellableWriter is the same for what content writes by itself.
type cancellableWriter struct {
	to      io.Writer
	failure func() error
}

// Write implements io.Writer.
func (w cancellableWriter) Write(p []byte) (int, error) {
	if err := w.failure(); err != nil {
		return 0, err
	}
	return w.to.Write(p)
}
