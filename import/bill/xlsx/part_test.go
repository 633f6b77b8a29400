package xlsx

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// partOf is a part of an archive that holds an XML text.
func partOf(t *testing.T, xml string) *part {
	t.Helper()
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	member, err := w.Create("part.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := member.Write([]byte(xml)); err != nil {
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
	return p
}

// A text that is too long ends the reading where it is too long, not at its end.
func TestALongTextIsNotReadToItsEnd(t *testing.T) {
	p := partOf(t, "<t>"+strings.Repeat("x", 32<<20)+"</t>")
	var err error
	for err == nil {
		_, err = p.next()
	}
	if p.read > 2*maxText {
		t.Errorf("%d bytes were read of a text, of which %d are allowed: %v", p.read, maxText, err)
	}
}

// Texts that hold nothing take memory, too.
func TestManySharedTexts(t *testing.T) {
	p := partOf(t, "<si/>")
	if _, err := p.next(); err != nil {
		t.Fatal(err)
	}
	s := &sharedStrings{ends: make([]uint32, maxShared/endSize)}
	want := "the texts of the workbook are longer than 100663296 bytes together; save its sheets as CSV"
	if err := s.add(p); err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}
