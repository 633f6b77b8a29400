package osslog

import "bytes"

// MaxLine is the length from which on a line is not read, in bytes and without
// its end. Such lines are rejected.
const MaxLine = 1 << 20

// lineSplitter splits what is written to it, block by block, into lines, and calls
// read with each and its number. A line within a block is not copied; of one that
// goes on in the next block little more than MaxLine bytes are kept.
//
// Lines end with LF, or CR and LF. In a log whose first line ends with a CR alone,
// every CR ends a line as well: looking for it in all logs would take time.
type lineSplitter struct {
	read  func(number int64, line []byte) // the line is valid until read returns
	lines int64                           // read
	open  []byte                          // the beginning of a line whose end is still to come

	ends    lineEnds
	afterCR bool // the block before ended with a CR that ended a line, or half of its end
}

// lineEnds is what ends the lines of a log.
type lineEnds byte

const (
	notSeen lineEnds = iota // no line has ended yet
	withLF
	withCR // or LF, or both
)

// Write implements io.Writer. It never fails.
func (s *lineSplitter) Write(block []byte) (int, error) {
	rest := block
	if s.ends == notSeen {
		rest = s.seeFirstEnd(rest)
	}
	switch s.ends {
	case withLF:
		s.splitAtLF(rest)
	case withCR:
		s.splitAtCR(rest)
	}
	return len(block), nil
}

// seeFirstEnd looks how the first line ends. It returns the block, or nil where it
// kept it because it holds no end, or may hold half of one.
func (s *lineSplitter) seeFirstEnd(block []byte) []byte {
	if s.afterCR && len(block) > 0 {
		s.ends = withCR
		if block[0] == '\n' {
			s.ends, s.afterCR = withLF, false
			return block
		}
		s.emitOpen()
		return block
	}
	end := bytes.IndexAny(block, "\r\n")
	switch {
	case end < 0:
		s.keep(block)
		return nil
	case block[end] == '\n' || end+1 < len(block) && block[end+1] == '\n':
		s.ends = withLF
	case end+1 < len(block):
		s.ends = withCR
	default: // whether LF follows is in the next block
		s.keep(block)
		s.afterCR = true
		return nil
	}
	return block
}

func (s *lineSplitter) splitAtLF(rest []byte) {
	for {
		end := bytes.IndexByte(rest, '\n')
		if end < 0 {
			s.keep(rest)
			return
		}
		s.endLine(rest[:end])
		rest = rest[end+1:]
	}
}

func (s *lineSplitter) splitAtCR(rest []byte) {
	for len(rest) > 0 {
		if s.afterCR && rest[0] == '\n' {
			rest = rest[1:]
		}
		s.afterCR = false
		end := bytes.IndexAny(rest, "\r\n")
		if end < 0 {
			s.keep(rest)
			return
		}
		s.afterCR = rest[end] == '\r'
		s.endLine(rest[:end])
		rest = rest[end+1:]
	}
}

// endLine reads the line that ends with a piece.
func (s *lineSplitter) endLine(piece []byte) {
	if len(s.open) == 0 {
		s.emit(piece)
		return
	}
	s.keep(piece)
	s.emitOpen()
}

// end reads the last line if it has no end of its own, and reports that.
func (s *lineSplitter) end() bool {
	if len(s.open) == 0 {
		return false
	}
	s.emitOpen()
	return !s.afterCR
}

// emitOpen reads the line that is kept, which may end with the CR that ended it.
func (s *lineSplitter) emitOpen() {
	if s.ends != withLF {
		s.open = bytes.TrimSuffix(s.open, []byte("\r"))
	}
	s.emit(s.open)
	s.open = s.open[:0]
}

func (s *lineSplitter) emit(line []byte) {
	s.lines++
	if s.lines == 1 {
		line = bytes.TrimPrefix(line, byteOrderMark)
	}
	s.read(s.lines, line)
}

// keep keeps a piece of a line, as far as needed to see that the line is too long,
// even without a byte order mark.
func (s *lineSplitter) keep(piece []byte) {
	limit := MaxLine + 1 + len(byteOrderMark) - len(s.open)
	s.open = append(s.open, piece[:min(limit, len(piece))]...)
}
