package xlsx

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// maxShared bounds the texts that a workbook keeps in one place, in bytes, as they are
// held in memory with their ends.
const maxShared = 96 << 20

// endSize is what the end of a text takes, in bytes, while the list of them grows.
const endSize = 12

// sharedStrings are the texts of a workbook that its cells refer to by number. They are
// read when the first cell asks for one. Damage among them is told to the first cell
// that needs what stands at or behind it.
type sharedStrings struct {
	book *Book
	name string // of the part, "" if there is none
	read bool
	all  []byte
	ends []uint32 // where each text ends in all
	err  error    // why there are no more
}

func newSharedStrings(b *Book, targets map[string]target) *sharedStrings {
	s := &sharedStrings{book: b}
	for _, target := range targets {
		if strings.HasSuffix(target.kind, "/sharedStrings") && b.parts[target.part] != nil {
			s.name = target.part
		}
	}
	return s
}

// at is the text with a number as a cell writes it.
func (s *sharedStrings) at(number string) (string, error) {
	if !s.read {
		s.read = true
		s.err = s.readAll()
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	switch {
	case err != nil || n < 0:
		return "", fmt.Errorf("%.20q is not the number of a text", number)
	case n >= len(s.ends) && s.err != nil:
		return "", fmt.Errorf("text %d: %w", len(s.ends), s.err)
	case n >= len(s.ends):
		return "", fmt.Errorf("the workbook has no text %d, only %d of them", n, len(s.ends))
	}
	from := uint32(0)
	if n > 0 {
		from = s.ends[n-1]
	}
	return string(s.all[from:s.ends[n]]), nil
}

// damage is why not all texts could be read; nil where none was asked for.
func (s *sharedStrings) damage() error {
	if s.err == nil {
		return nil
	}
	return fmt.Errorf("part %s, text %d: %w", s.name, len(s.ends), s.err)
}

func (s *sharedStrings) readAll() (err error) {
	if s.name == "" {
		return nil
	}
	file := s.book.parts[s.name]
	p, err := openPart(file)
	if err != nil {
		return err
	}
	s.all = make([]byte, 0, min(file.UncompressedSize64, maxShared)) // growing would hold the texts twice
	defer func() { _ = p.close() }()                                 // its checksum is right already
	for {
		token, err := p.next()
		if err == io.EOF {
			return nil
		}
		if err == nil && token.starts() && token.name == "si" {
			err = s.add(p)
		}
		if err != nil {
			return err
		}
	}
}

func (s *sharedStrings) add(p *part) error {
	one, err := p.richText("si")
	if err != nil {
		return err
	}
	if len(s.all)+len(one)+endSize*(len(s.ends)+1) > maxShared {
		return fmt.Errorf("the texts of the workbook are longer than %d bytes together; save its sheets as CSV", maxShared)
	}
	s.all = append(s.all, one...)
	s.ends = append(s.ends, uint32(len(s.all)))
	return nil
}

// richText reads the text of an element that has begun, to its end: that of all its
// runs, without what tells how to pronounce it.
func (p *part) richText(of string) (string, error) {
	var all []byte
	inText, spoken := false, 0
	for {
		t, err := p.next()
		if err != nil {
			return "", noEnd(err)
		}
		switch {
		case t.kind == text && inText && spoken == 0:
			if all = append(all, t.text...); len(all) > maxText {
				return "", fmt.Errorf("a text is longer than %d bytes, the longest that is read", maxText)
			}
		case t.kind == text:
		case t.name == "t":
			inText = t.starts()
		case t.name == "rPh" && t.starts():
			spoken++
		case t.name == "rPh":
			spoken--
		case t.name == of && t.kind == ends:
			return unescape(string(all))
		}
	}
}

// noEnd is an error of a part that ends within an element.
func noEnd(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// escaped is a character as workbooks write those that XML has no place for.
var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescape undoes the workbook's own way of writing characters. Control codes are no
// text of a bill, however they are written.
func unescape(s string) (string, error) {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(code string) string {
			n, _ := strconv.ParseUint(code[2:6], 16, 16) // hexadecimal digits by the pattern
			return string(rune(n))
		})
	}
	for _, r := range s {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			return "", fmt.Errorf("the text holds the control code U+%04X", r)
		}
	}
	return s, nil
}
