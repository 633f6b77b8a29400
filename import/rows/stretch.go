package rows

import "strings"

// A stretch is lines that follow each other, in one text: held line by line, short ones
// would take twenty times as much memory.
type stretch struct {
	number int64  // of the first line
	lines  int    // how many there are
	text   string // with \n between two of them
	cut    bool   // the last line is longer than a row may be
}

// stretchOf is a stretch of one line.
func stretchOf(l line) stretch { return stretch{l.number, 1, l.text, l.cut} }

// last is the number of its last line.
func (s *stretch) last() int64 { return s.number + int64(s.lines) - 1 }

// take takes the first line out of it.
func (s *stretch) take() line {
	if s.lines == 1 {
		s.lines = 0
		return line{s.number, s.text, s.cut}
	}
	first, rest, _ := strings.Cut(s.text, "\n")
	l := line{number: s.number, text: first}
	s.number, s.lines, s.text = s.number+1, s.lines-1, rest
	return l
}
