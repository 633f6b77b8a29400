package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
)

// parts is the zip archive of a workbook. It passes on what excelize writes,
// and puts the cells of each sheet in their place on the way. Parts carry no
// time, and excelize writes them in one fixed order, so the same book always
// makes the same archive.
type parts struct {
	*zip.Writer
	sheets map[string]sheetBody // by the name of the part
	styles *styles
}

// sheetBody is what this package writes of a sheet: its cells, and the links of
// cells that excelize writes. Rows are as high as they need to be where height
// is nil.
type sheetBody struct {
	rows   cells
	links  []link
	height func(row int) int // in points
}

func newParts(w io.Writer, bodies map[string]sheetBody, s *styles) *parts {
	return &parts{zip.NewWriter(w), bodies, s}
}

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	part, err := p.Writer.Create(name)
	if name == contentTypes {
		return typesPart{part}, err
	}
	if body, isSheet := p.sheets[name]; err == nil && isSheet {
		return &sheetPart{part, name, body, p.styles}, nil
	}
	return part, err
}

// contentTypes is the part that says what kind each other part is of.
const contentTypes = "[Content_Types].xml"

// typesPart leaves out the kinds of picture, which excelize adds with the first
// drawing and in a new order each time: the book has charts and no pictures.
type typesPart struct{ out io.Writer }

var pictureTypes = regexp.MustCompile(`<Default Extension="\w+" ContentType="image/[^"]*"></Default>`)

func (p typesPart) Write(types []byte) (int, error) {
	_, err := p.out.Write(pictureTypes.ReplaceAll(types, nil))
	return len(types), err
}

// sheetPart is the part of one sheet. excelize writes it in one piece.
type sheetPart struct {
	out    io.Writer
	name   string
	body   sheetBody
	styles *styles
}

// Write puts the sheet's own rows behind those that excelize made, and their
// links where the schema wants them: before the margins, which every sheet has.
func (p *sheetPart) Write(sheet []byte) (int, error) {
	rows := bytes.LastIndex(sheet, []byte("</sheetData>"))
	links := bytes.LastIndex(sheet, []byte("<pageMargins"))
	if rows < 0 || links < rows {
		return 0, fmt.Errorf("%s: no place for the cells in what excelize wrote", p.name)
	}
	out := newRowWriter(p.out, p.styles)
	out.Write(sheet[:rows])
	out.links, out.height = slices.Clone(p.body.links), p.body.height
	out.rows(p.body.rows)
	out.Write(sheet[rows:links])
	out.hyperlinks()
	out.Write(sheet[links:])
	return len(sheet), out.Flush()
}
