package intake

import (
	"io"

	"immrecon/import/source"
)

// watched ends the reading when the import has failed or was called off.
type watched struct {
	content *source.Reader
	goesOn  func() error // why not, if not
}

// Read implements io.Reader.
func (w *watched) Read(p []byte) (int, error) {
	if err := w.goesOn(); err != nil {
		return 0, err
	}
	return w.content.Read(p)
}

// WriteTo implements io.WriterTo.
func (w *watched) WriteTo(to io.Writer) (int64, error) {
	return w.content.WriteTo(gate{to, w.goesOn})
}

// gate is shut when the reading is to end.
type gate struct {
	to     io.Writer
	goesOn func() error
}

// Write implements io.Writer.
func (g gate) Write(p []byte) (int, error) {
	if err := g.goesOn(); err != nil {
		return 0, err
	}
	return g.to.Write(p)
}
