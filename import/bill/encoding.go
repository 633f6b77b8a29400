package bill

import (
	"bufio"
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"
)

// headSize is how much of a file is read to detect its form and encoding.
const headSize = 64 << 10

var byteOrderMark = []byte("\ufeff")

// utf8Reader reads a bill as UTF-8. Bills come as UTF-8, mostly with a byte order
// mark; what a spreadsheet in China saved again may be GB18030. Which of them
// shows at the first byte beyond ASCII, however late that comes.
type utf8Reader struct {
	from    *bufio.Reader
	decided io.Reader // nil as long as everything was ASCII
}

func newUTF8Reader(r io.Reader) *utf8Reader {
	from := bufio.NewReaderSize(r, headSize)
	decoded := &utf8Reader{from: from}
	if mark, _ := from.Peek(len(byteOrderMark)); bytes.Equal(mark, byteOrderMark) {
		_, _ = from.Discard(len(byteOrderMark))
		decoded.decided = from
	}
	return decoded
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
		r.decided = transform.NewReader(r.from, simplifiedchinese.GB18030.NewDecoder())
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
