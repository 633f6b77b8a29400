package bill

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// headSize is how much of a file is looked at to tell its form and encoding.
const headSize = 64 << 10

var byteOrderMark = []byte("\ufeff")

// decoded reads a bill as UTF-8. Bills come as UTF-8, mostly with a byte order
// mark; what a spreadsheet in China saved again may be GB18030. Which of them
// shows at the first byte beyond ASCII, however late that comes.
type decoded struct {
	from    *bufio.Reader
	decided io.Reader // nil as long as everything was ASCII
}

func newDecoded(r io.Reader) *decoded {
	from := bufio.NewReaderSize(r, headSize)
	d := &decoded{from: from}
	if mark, _ := from.Peek(len(byteOrderMark)); bytes.Equal(mark, byteOrderMark) {
		_, _ = from.Discard(len(byteOrderMark))
		d.decided = from
	}
	return d
}

// Read implements io.Reader.
func (d *decoded) Read(p []byte) (int, error) {
	if d.decided == nil {
		if _, err := d.from.Peek(1); err != nil {
			return 0, err
		}
		head, _ := d.from.Peek(min(d.from.Buffered(), len(p)))
		if n := asciiPrefix(head); n > 0 {
			return d.from.Read(p[:n])
		}
		if len(p) == 0 {
			return 0, nil
		}
		d.decide()
	}
	return d.decided.Read(p)
}

// decide looks at the text from the first byte that is not ASCII.
func (d *decoded) decide() {
	sample, _ := d.from.Peek(headSize)
	d.decided = d.from
	if !isUTF8(sample) {
		d.decided = transform.NewReader(d.from, simplifiedchinese.GB18030.NewDecoder())
	}
}

// isUTF8 reports whether sample is UTF-8, of which the last rune may be cut off.
func isUTF8(sample []byte) bool {
	for cut := 0; cut < utf8.UTFMax && cut < len(sample); cut++ {
		if utf8.Valid(sample[:len(sample)-cut]) {
			return cut == 0 || !utf8.FullRune(sample[len(sample)-cut:])
		}
	}
	return len(sample) == 0
}

func asciiPrefix(text []byte) int {
	for i, c := range text {
		if c >= utf8.RuneSelf {
			return i
		}
	}
	return len(text)
}
