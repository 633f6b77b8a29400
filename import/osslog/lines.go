package osslog

import "bytes"

// MaxLine is the length of the longest line that is read, in bytes and without
// its end. Longer lines are rejected.
const MaxLine = 1 << 20

// lineSplitter splits what is written to it, block by block, into lines, and calls
// read with each and its number. A line within a block is not copied; of one that
// goes on in the next block little more than MaxLine bytes are kept.
type lineSplitter struct {
	read  func(number int64, line []byte) // the line is valid until read returns
	lines int64                           // read
	open  []byte                          // the beginning of a line whose end is still to come
}

// Write implements io.Writer. It never fails.
func (s *lineSplitter) Write(block []byte) (int, error) {
	rest := block
	for {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			s.keep(rest)
			return len(block), nil
		}
		line := rest[:end]
		if len(s.open) > 0 {
			s.keep(line)
			line = s.open
		}
		s.emit(line)
		rest = rest[end+1:]
	}
}

// end reads the last line if it has no end of its own, and reports that.
func (s *lineSplitter) end() bool {
	if len(s.open) == 0 {
		return false
	}
	s.emit(s.open)
	return true
}

func (s *lineSplitter) emit(line []byte) {
	s.lines++
	if s.lines == 1 {
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	s.read(s.lines, line)
	s.open = s.open[:0]
}

// keep keeps a piece of a line, as far as needed to see that the line is too long,
// even without a byte order mark.
func (s *lineSplitter) keep(piece []byte) {
	limit := MaxLine + 1 + len(byteOrderMark) - len(s.open)
	s.open = append(s.open, piece[:min(limit, len(piece))]...)
}
