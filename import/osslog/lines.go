package osslog

import "bytes"

// MaxLine is the length of the longest line that is read, in bytes and without
// its end. Longer lines are rejected.
const MaxLine = 1 << 20

// lineCutter cuts what is written to it, block by block, into lines, and hands
// each to take with its number. A line within a block is not copied; of one that
// runs on into the next block little more than MaxLine bytes are held.
type lineCutter struct {
	take  func(number int64, line []byte) // the line is valid until take returns
	lines int64                           // handed over
	open  []byte                          // the beginning of a line whose end is still to come
}

// Write implements io.Writer. It never fails.
func (c *lineCutter) Write(block []byte) (int, error) {
	rest := block
	for {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			c.hold(rest)
			return len(block), nil
		}
		line := rest[:end]
		if len(c.open) > 0 {
			c.hold(line)
			line = c.open
		}
		c.hand(line)
		rest = rest[end+1:]
	}
}

// end hands over the last line if it has no end of its own.
func (c *lineCutter) end() {
	if len(c.open) > 0 {
		c.hand(c.open)
	}
}

func (c *lineCutter) hand(line []byte) {
	c.lines++
	if c.lines == 1 {
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	c.take(c.lines, line)
	c.open = c.open[:0]
}

// hold keeps the piece of a line, as far as it takes to see that the line is too
// long, even without a byte order mark.
func (c *lineCutter) hold(piece []byte) {
	room := MaxLine + 1 + len(byteOrderMark) - len(c.open)
	c.open = append(c.open, piece[:min(room, len(piece))]...)
}
