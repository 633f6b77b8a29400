package xlsx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/klauspost/compress/flate"
)

// parts is the zip archive of a workbook. It passes on what excelize writes,
// but for the sheets: these are kept back until the end and written in an order
// of the book's own, each with its cells put in their place. Parts carry no
// time, and excelize writes them in one fixed order, so the same book always
// makes the same archive.
type parts struct {
	*zip.Writer
	bodies []sheetBody
	frames map[string]*bytes.Buffer // what excelize made of each sheet, by the name of the part
	styles *styles
}

// sheetBody is what this package writes of a sheet: its cells, and the links of
// cells that excelize writes.
type sheetBody struct {
	part  string // its name inside the file
	rows  cells
	links []link
	early bool // written before those that are not: they point at its rows
}

// effort is how hard the archive is compressed: a tenth less well than by the
// standard library, in a quarter of the time.
const effort = 6

func newParts(w io.Writer, bodies []sheetBody, s *styles) *parts {
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, effort) })
	return &parts{archive, bodies, map[string]*bytes.Buffer{}, s}
}

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	if slices.ContainsFunc(p.bodies, func(b sheetBody) bool { return b.part == name }) {
		p.frames[name] = new(bytes.Buffer)
		return p.frames[name], nil
	}
	part, err := p.Writer.Create(name)
	if name == contentTypes {
		return typesPart{part}, err
	}
	return part, err
}

// Close writes the sheets and ends the archive.
func (p *parts) Close() error {
	for _, early := range []bool{true, false} {
		for _, body := range p.bodies {
			if body.early != early {
				continue
			}
			if err := p.sheet(body); err != nil {
				return err
			}
		}
	}
	return p.Writer.Close()
}

// sheet writes a sheet with its own rows behind those that excelize made, and
// their links where the schema wants them: before the margins, which every
// sheet has.
func (p *parts) sheet(body sheetBody) error {
	frame := p.frames[body.part].Bytes()
	rows := bytes.LastIndex(frame, []byte("</sheetData>"))
	links := bytes.LastIndex(frame, []byte("<pageMargins"))
	if rows < 0 || links < rows {
		return fmt.Errorf("%s: no place for the cells in what excelize wrote", body.part)
	}
	part, err := p.Writer.Create(body.part)
	if err != nil {
		return err
	}
	out := newRowWriter(part, p.styles)
	out.write(frame[:rows])
	out.links = slices.Clone(body.links)
	if err := out.rows(body.rows); err != nil {
		return err
	}
	out.write(frame[rows:links])
	out.hyperlinks()
	out.write(frame[links:])
	return out.flush()
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
