package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// maxText is the longest text of a cell, in bytes: spreadsheet programs hold 32,767
// characters. maxRow is the longest of all cells of a row.
const (
	maxText = 1 << 20
	maxRow  = 16 << 20
)

// maxDepth bounds how deep elements may stand in each other: real sheets have seven.
const maxDepth = 64

// part reads the XML of one part, never more than one long text of it at a time.
type part struct {
	file  io.ReadCloser
	xml   *xml.Decoder
	read  int64 // bytes
	token int64 // where the last token ends
	depth int
	begun bool // an element has been read
}

func openPart(file *zip.File) (*part, error) {
	opened, err := file.Open()
	if err != nil {
		return nil, err
	}
	return newPart(opened), nil
}

// newPart reads the XML of a part that has been opened.
func newPart(opened io.ReadCloser) *part {
	p := &part{file: opened}
	p.xml = xml.NewDecoder(bounded{p})
	return p
}

// bounded ends the reading of a part within a text that is too long.
type bounded struct{ *part }

// Read implements io.Reader.
func (b bounded) Read(p []byte) (int, error) {
	if b.read-b.token > maxText {
		return 0, fmt.Errorf("a text is longer than %d bytes, the longest that is read", maxText)
	}
	n, err := b.file.Read(p)
	b.read += int64(n)
	return n, err
}

// token is the beginning or the end of an element, or text.
type token struct {
	element
	text []byte // valid until the next token
	kind tokenKind
}

type tokenKind int

const (
	begins tokenKind = iota
	ends
	text
)

func (t token) starts() bool { return t.kind == begins }

// element is the name of an element and its attributes.
type element struct {
	name       string
	attributes []xml.Attr
}

// attr is the value of an attribute, "" where it is not there.
func (e element) attr(name string) string {
	for _, a := range e.attributes {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// next returns the next token; io.EOF after the end of a well-formed part.
func (p *part) next() (token, error) {
	for {
		raw, err := p.xml.Token()
		if err == io.EOF && !p.begun {
			err = errors.New("no XML element is in it")
		}
		if err != nil {
			return token{}, err
		}
		p.token = p.xml.InputOffset()
		switch raw := raw.(type) {
		case xml.StartElement:
			p.begun = true
			if p.depth++; p.depth > maxDepth {
				return token{}, fmt.Errorf("elements stand more than %d deep", maxDepth)
			}
			return token{element: element{raw.Name.Local, raw.Attr}, kind: begins}, nil
		case xml.EndElement:
			p.depth--
			return token{element: element{name: raw.Name.Local}, kind: ends}, nil
		case xml.CharData:
			return token{text: raw, kind: text}, nil
		}
	}
}

func (p *part) close() error { return p.file.Close() }
