package loosejson

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"
)

// maxObject is the longest object that is read, in bytes. A record is far shorter, but
// the answer of an API with all of its records is one object too.
const maxObject = 64 << 20

// Item is one object, or a stretch of text that should have been one. Brackets
// are balanced and strings are closed in an item that is not Broken; whether it
// is JSON is for the decoder to say.
type Item struct {
	Number int64  // place among the items of the text, from 1
	Text   []byte // valid until the next item is read
	Broken string // why Text is no object, "" if it may be one
}

// Items yields the items of in, in order; those of a string in its place. The only
// error is that of reading in; it comes last.
func Items(in io.Reader) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		yieldItems(newReader(in, 64<<10), 0, yield)
	}
}

// yieldItems yields the items of r, numbered on from number, until yield wants no
// more. It returns the number of the last one, and whether more are wanted.
func yieldItems(r *reader, number int64, yield func(Item, error) bool) (last int64, more bool) {
	for {
		item, err := r.next()
		if errors.Is(err, io.EOF) {
			return number, true
		}
		if err != nil {
			yield(Item{}, fmt.Errorf("near JSON object %d: %w", number+1, err))
			return number, false
		}
		if inner, quoted := item.quoted(); quoted {
			if number, more = yieldItems(newReader(strings.NewReader(inner), min(len(inner), 64<<10)), number, yield); !more {
				return number, false
			}
			continue
		}
		number++
		item.Number = number
		if !yield(item, nil) {
			return number, false
		}
	}
}

// quoted is the JSON in an item that is a string.
func (i Item) quoted() (text string, is bool) {
	if i.Broken != "" || i.Text[0] != '"' {
		return "", false
	}
	err := json.Unmarshal(i.Text, &text)
	return text, err == nil
}

// First returns the object that a text beginning with head begins with, nil if
// it begins with anything else.
func First(head []byte) []byte {
	if text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), between); !bytes.HasPrefix(text, []byte("{")) {
		return nil
	}
	item, err := newReader(bytes.NewReader(head), len(head)).next()
	if err != nil || item.Broken != "" {
		return nil
	}
	return item.Text
}

// A reader splits a text by its brackets.
type reader struct {
	in      *bufio.Reader
	longest int // object, in bytes
	text    []byte
	open    []byte // the brackets around the current byte, outermost first
}

// newReader passes over a byte order mark. buffer is how many bytes are read at once.
func newReader(in io.Reader, buffer int) *reader {
	r := &reader{longest: maxObject, in: bufio.NewReaderSize(in, max(buffer, len(`"`)+maxBlanks))}
	if mark, _ := r.in.Peek(3); string(mark) == "\ufeff" {
		_, _ = r.in.Discard(3)
	}
	return r
}

// next returns the next item, without its number, or io.EOF after the last.
func (r *reader) next() (Item, error) {
	if err := r.skipBetween(); err != nil {
		return Item{}, err
	}
	r.text = r.text[:0]
	head, err := r.in.Peek(len(`"`) + maxBlanks)
	if len(head) == 0 {
		return Item{}, err
	}
	read := r.stray
	switch {
	case head[0] == '{':
		read = r.object
	case quotedJSON.Match(head):
		read = r.quoted
	}
	broken, err := read()
	return Item{Text: bytes.TrimRight(r.text, " \t\r\n"), Broken: broken}, err
}

// quotedJSON is how a string begins that holds an object, an array or a string of one.
// Other text behind a quote is stray, and may have an object in it.
var quotedJSON = regexp.MustCompile(`^"(?:[ \t]|\\[nrt])*(?:[{[]|\\")`)

// maxBlanks is how much may stand before the first brace in such a string, in bytes.
const maxBlanks = 64

// quoted collects a string that should hold JSON.
func (r *reader) quoted() (string, error) {
	c, err := r.in.ReadByte()
	if err != nil {
		return "", err
	}
	r.text = append(r.text, c)
	if broken, err := r.str(); broken != "" || err != nil {
		return broken, err
	}
	switch {
	case len(r.text) >= r.longest:
		return "this string is longer than 64 MiB", nil
	case !json.Valid(r.text):
		return "this string is not written as JSON writes strings", nil
	}
	return "", nil
}

// between is what may stand between two objects: space, the comma and the
// brackets of an array around them.
const between = " \t\r\n,[]"

// skipBetween passes over what may stand between two objects.
func (r *reader) skipBetween() error {
	for {
		c, err := r.in.ReadByte()
		if err != nil {
			return err
		}
		if strings.IndexByte(between, c) < 0 {
			return r.in.UnreadByte()
		}
	}
}

// stray collects text that begins no object, up to the end of its line or to
// the next brace.
func (r *reader) stray() (string, error) {
	const reason = "text between JSON objects"
	for len(r.text) < r.longest {
		c, err := r.in.ReadByte()
		if err != nil {
			return reason, ignoreEOF(err)
		}
		if c == '\n' || c == '{' {
			return reason, r.in.UnreadByte()
		}
		r.text = append(r.text, c)
	}
	return reason, nil
}

// object collects one object by its brackets. A text that cannot be the
// beginning of an object any more ends there, so that the next one starts
// afresh: a line end inside a string, and an opening brace where no value may
// stand, are signs of a line that was cut short.
func (r *reader) object() (string, error) {
	r.open = r.open[:0]
	var last byte // the last byte outside strings that was no space
	for len(r.text) < r.longest {
		c, err := r.in.ReadByte()
		if err != nil {
			return "the file ends inside this JSON object", ignoreEOF(err)
		}
		if c == '{' && !r.mayOpen(last) {
			return "this JSON object has no end before the next one begins", r.in.UnreadByte()
		}
		r.text = append(r.text, c)
		switch c {
		case ' ', '\t', '\r', '\n':
			continue
		case '"':
			if broken, err := r.str(); broken != "" || err != nil {
				return broken, err
			}
		case '{', '[':
			r.open = append(r.open, c)
		case '}', ']':
			if c-r.open[len(r.open)-1] != 2 { // in ASCII each pair is two apart
				return "the brackets of this JSON object do not match", nil
			}
			r.open = r.open[:len(r.open)-1]
		}
		if len(r.open) == 0 {
			return "", nil
		}
		last = c
	}
	return "this JSON object is longer than 64 MiB", nil
}

// mayOpen reports whether an object may begin after the byte last, which is 0
// at the start: as the value of a name, or as an element.
func (r *reader) mayOpen(last byte) bool {
	if len(r.open) == 0 {
		return last == 0
	}
	if r.open[len(r.open)-1] == '{' {
		return last == ':'
	}
	return last == '[' || last == ','
}

// str collects the rest of a string, whose opening quote has been read.
func (r *reader) str() (string, error) {
	for escaped := false; len(r.text) < r.longest; {
		c, err := r.in.ReadByte()
		if err != nil {
			return "the file ends inside a string", ignoreEOF(err)
		}
		if c == '\n' {
			return "the line ends inside a string", r.in.UnreadByte()
		}
		r.text = append(r.text, c)
		switch {
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '"':
			return "", nil
		}
	}
	return "", nil // object says that it is too long
}

// ignoreEOF keeps the end of the text from hiding the item that it cuts short.
func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
