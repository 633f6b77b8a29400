package xlsx

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// A text that is too long ends the reading where it is too long, not at its end.
func TestALongTextIsNotReadToItsEnd(t *testing.T) {
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	part, err := w.Create("sheet.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte("<t>" + strings.Repeat("x", 32<<20) + "</t>")); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
	if err != nil {
		t.Fatal(err)
	}
	p, err := openPart(r.File[0])
	if err != nil {
		t.Fatal(err)
	}
	for err == nil {
		_, err = p.next()
	}
	if p.read > 2*maxText {
		t.Errorf("%d bytes were read of a text, of which %d are allowed: %v", p.read, maxText, err)
	}
}
