package bill

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// headSize is how much of a file is read to detect its form and encoding.
const headSize = 64 << 10

// The encodings of a text, as model.BillFile names them.
const (
	encodingUTF8    = "utf-8"
	encodingUTF16   = "utf-16"
	encodingGB18030 = "gb18030"
)

var byteOrderMark = []byte("\ufeff")

// text is a bill that is no workbook, as UTF-8 with lines that end in \n or \r\n.
type text struct {
	*bufio.Reader
	decoded *utf8Reader
}

func newText(from *bufio.Reader) *text {
	t := &text{decoded: newUTF8Reader(from)}
	t.Reader = bufio.NewReaderSize(t.decoded, headSize)
	if head, _ := t.Peek(headSize); endsLinesWithCR(head) {
		t.Reader = bufio.NewReaderSize(&crReader{from: t.Reader}, headSize)
	}
	return t
}

// head is what the text begins with. What cannot be read is left to whoever reads on.
func (t *text) head() []byte {
	head, _ := t.Peek(headSize)
	return head
}

// encoding is what the text turned out to be in, once it is read.
func (t *text) encoding() string { return t.decoded.encoding }

// utf8Reader reads a bill as UTF-8. Bills come as UTF-8, mostly with a byte order
// mark; what a spreadsheet saved again may be UTF-16, which shows at its mark or at
// its zero bytes, or, in China, GB18030. Which of UTF-8 and GB18030 shows at the first
// byte beyond ASCII, however late that comes.
type utf8Reader struct {
	from     *bufio.Reader
	encoding string
	decided  io.Reader // nil as long as everything was ASCII
}

func newUTF8Reader(from *bufio.Reader) *utf8Reader {
	r := &utf8Reader{from: from, encoding: encodingUTF8}
	head, _ := from.Peek(headSize)
	if order, is16 := utf16Order(head); is16 {
		r.encoding = encodingUTF16
		r.decided = transform.NewReader(from, unicode.UTF16(order, unicode.UseBOM).NewDecoder())
		return r
	}
	if bytes.HasPrefix(head, byteOrderMark) {
		_, _ = from.Discard(len(byteOrderMark))
		r.decided = from
	}
	return r
}

// utf16Order reports whether a text is UTF-16, and in which order of bytes. Without
// a mark, its commas, digits and line ends have their zero bytes all on one side; no
// other encoding of a bill has zero bytes. The few characters whose own lower byte is
// zero, such as 一, stand against them.
func utf16Order(head []byte) (order unicode.Endianness, is16 bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.BigEndian, true
	}
	var zeros [2]int // at even and at odd places
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	const clear = 16 // times as many
	enough := len(head) / 32
	switch even, odd := zeros[0], zeros[1]; {
	case odd > enough && odd >= clear*even:
		return unicode.LittleEndian, true
	case even > enough && even >= clear*odd:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}

// Read implements io.Reader.
func (r *utf8Reader) Read(p []byte) (int, error) {
	if r.decided == nil {
		if _, err := r.from.Peek(1); err != nil {
			return 0, err
		}
		head, _ := r.from.Peek(min(r.from.Buffered(), len(p)))
		if n := asciiPrefix(head); n > 0 {
			return r.from.Read(p[:n])
		}
		if len(p) == 0 {
			return 0, nil
		}
		r.decide()
	}
	return r.decided.Read(p)
}

// decide judges the text from the first byte that is not ASCII.
func (r *utf8Reader) decide() {
	sample, _ := r.from.Peek(headSize)
	r.decided = r.from
	if !isUTF8(sample) {
		r.encoding = encodingGB18030
		r.decided = transform.NewReader(r.from, simplifiedchinese.GB18030.NewDecoder())
	}
}

// isUTF8 reports whether a text is UTF-8, of which a byte here and there may be
// damaged: in GB18030 hardly any character is UTF-8 by chance.
func isUTF8(sample []byte) bool {
	if utf8.Valid(sample) {
		return true
	}
	good, bad := 0, 0
	for len(sample) > 0 {
		r, size := utf8.DecodeRune(sample)
		switch {
		case r == utf8.RuneError && size == 1 && utf8.FullRune(sample):
			bad++
		case size > 1:
			good++
		}
		sample = sample[size:]
	}
	const clear = 8 // times as many
	return good >= clear*bad
}

func asciiPrefix(text []byte) int {
	for i, c := range text {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(text)
}

// endsLinesWithCR reports whether the first line outside of quotes ends in a carriage
// return alone, as spreadsheets on old Macs have it.
func endsLinesWithCR(head []byte) bool {
	quoted := false
	for i, c := range head {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted:
			return false
		case c == '\r' && !quoted:
			return i+1 < len(head) && head[i+1] != '\n'
		}
	}
	return false
}

// crReader makes a line feed of each carriage return.
type crReader struct {
	from  io.Reader
	wasCR bool
}

// Read implements io.Reader.
func (r *crReader) Read(p []byte) (int, error) {
	for {
		n, err := r.from.Read(p)
		kept := p[:0]
		for _, c := range p[:n] {
			pair := c == '\n' && r.wasCR
			if r.wasCR = c == '\r'; r.wasCR {
				c = '\n'
			}
			if !pair {
				kept = append(kept, c)
			}
		}
		if len(kept) > 0 || err != nil || len(p) == 0 {
			return len(kept), err
		}
	}
}
