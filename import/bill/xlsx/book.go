package xlsx

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxUnzipped bounds what a workbook may unpack to, in bytes: some million bill lines.
const maxUnzipped = 4 << 30

// ErrNoWorkbook says that an Office Open XML package holds no workbook, but a letter
// or slides.
var ErrNoWorkbook = errors.New("the document holds no workbook")

// Book is a workbook whose parts have been found whole.
type Book struct {
	parts   map[string]*zip.File
	sheets  []sheet
	strings *sharedStrings
}

// sheet is the name of a sheet and its part.
type sheet struct{ name, part string }

// Open opens a workbook and reads each of its parts to the end, so that all of them
// agree with their checksums.
func Open(r io.ReaderAt, size int64) (*Book, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return nil, err
	}
	b := &Book{parts: map[string]*zip.File{}}
	var unzipped uint64
	for _, file := range archive.File {
		if unzipped += file.UncompressedSize64; unzipped > maxUnzipped {
			return nil, fmt.Errorf("the workbook unpacks to more than %d bytes; save its sheets as CSV", int64(maxUnzipped))
		}
		name := partName(file.Name)
		if b.parts[name] != nil {
			return nil, fmt.Errorf("part %s is there twice; save the workbook again", file.Name)
		}
		b.parts[name] = file
	}
	for _, file := range archive.File {
		if err := checkPart(file); err != nil {
			return nil, fmt.Errorf("part %s is damaged: %w; save the workbook again", file.Name, err)
		}
	}
	return b, b.readContents()
}

// partName is what parts are compared by: their names have no case.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func checkPart(file *zip.File) error {
	part, err := file.Open()
	if err != nil {
		return err
	}
	_, err = io.Copy(io.Discard, part)
	return errors.Join(err, part.Close())
}

// Names are those of the sheets, in their order.
func (b *Book) Names() []string {
	var names []string
	for _, s := range b.sheets {
		names = append(names, s.name)
	}
	return names
}

// contentTypes is the name of the part that every package must have.
const contentTypes = "[content_types].xml"

// readContents reads which sheets there are.
func (b *Book) readContents() error {
	main, err := b.mainPart()
	if err != nil {
		return err
	}
	if b.parts[contentTypes] == nil {
		return errors.New("part [Content_Types].xml is missing; save the workbook again")
	}
	targets, err := b.relations(main)
	if err != nil {
		return err
	}
	var sheetParts []sheet
	err = b.each(main, func(e element) error {
		switch e.name {
		case "workbookPr":
			if date := e.attr("date1904"); date == "1" || date == "true" {
				return errors.New("the workbook counts its dates from 1904; save it with dates from 1900, or as CSV")
			}
		case "sheet":
			sheetParts = append(sheetParts, sheet{e.attr("name"), targets[e.attr("id")].part})
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("part %s: %w", main, err)
	}
	for _, s := range sheetParts {
		if err := b.addSheet(s); err != nil {
			return err
		}
	}
	b.strings = newSharedStrings(b, targets)
	return nil
}

// addSheet adds a sheet that has cells. Each has a name and a part of its own: else one
// would be read twice and the other not at all.
func (b *Book) addSheet(s sheet) error {
	for _, other := range b.sheets {
		switch {
		case strings.EqualFold(other.name, s.name):
			return fmt.Errorf("two sheets have the name %q; rename one of them", s.name)
		case other.part == s.part:
			return fmt.Errorf("sheets %q and %q have one part between them; save the workbook again", other.name, s.name)
		}
	}
	switch {
	case strings.Contains(s.part, "chartsheets/") || strings.Contains(s.part, "dialogsheets/"):
		return nil // hold no cells
	case b.parts[s.part] == nil:
		return fmt.Errorf("sheet %q has no part in the workbook; save the workbook again", s.name)
	}
	b.sheets = append(b.sheets, s)
	return nil
}

// mainPart is the part that lists the sheets.
func (b *Book) mainPart() (string, error) {
	const usual = "xl/workbook.xml"
	if b.parts["_rels/.rels"] != nil {
		targets, err := b.relations("")
		if err != nil {
			return "", err
		}
		for _, target := range targets {
			if strings.HasSuffix(target.kind, "/officeDocument") && b.parts[target.part] != nil {
				return checkMain(target.part)
			}
		}
	}
	if b.parts[usual] != nil {
		return usual, nil
	}
	return "", ErrNoWorkbook
}

func checkMain(part string) (string, error) {
	switch {
	case strings.HasSuffix(part, ".bin"):
		return "", errors.New("a binary workbook (XLSB) cannot be read; save it as XLSX or CSV")
	case !strings.HasPrefix(part, "xl/") && !strings.Contains(part, "workbook"):
		return "", ErrNoWorkbook
	}
	return part, nil
}

// target is a part that another one refers to, and what for.
type target struct{ part, kind string }

// relations reads what a part refers to, by the id of the reference.
func (b *Book) relations(of string) (map[string]target, error) {
	folder, file := path.Split(of)
	name := folder + "_rels/" + file + ".rels"
	targets := map[string]target{}
	if b.parts[name] == nil {
		return targets, nil
	}
	err := b.each(name, func(e element) error {
		if e.name == "Relationship" && e.attr("TargetMode") != "External" {
			to := e.attr("Target")
			if !strings.HasPrefix(to, "/") {
				to = path.Join(folder, to)
			}
			targets[e.attr("Id")] = target{partName(path.Clean(to)), e.attr("Type")}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("part %s: %w", name, err)
	}
	return targets, nil
}

// each calls do with each element of a part as it begins.
func (b *Book) each(name string, do func(element) error) error {
	part, err := openPart(b.parts[name])
	if err != nil {
		return err
	}
	for {
		token, err := part.next()
		if err == io.EOF {
			return part.close()
		}
		if err == nil && token.starts() {
			err = do(token.element)
		}
		if err != nil {
			return errors.Join(err, part.close())
		}
	}
}
