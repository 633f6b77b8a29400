package osslog

import "bytes"

// skim splits a line of the usual make: every field written as its shape is, no
// name with an escaped character, no second request id. It reports false for any
// other line, of which nothing is said by that; of a line it splits, split makes
// the same fields.
func (f *fields) skim(line []byte) bool {
	at := 0
	for i := range layout {
		s := layout[i].shape
		if s.open != 0 {
			if at >= len(line) || line[at] != s.open {
				return false
			}
			at++
		}
		end := s.skim(line, at)
		if end < 0 {
			return false
		}
		f[i] = line[at:end]
		if at = end; s.close != 0 {
			at++
		}
		if at < len(line) && line[at] == ' ' {
			at++
		} else if at < len(line) || i < fieldCount-1 {
			return false
		}
	}
	return !hasRequestID(line[at:])
}

// What follows finds the end of a usual value that begins at at, or returns -1.
// A quoted value ends at its quote, which is there; a bare one where it stops.

func skimWord(line []byte, at int) int {
	start := at
	for at < len(line) && line[at] != ' ' && line[at] != '"' {
		at++
	}
	if at == start || at < len(line) && line[at] == '"' {
		return -1
	}
	return at
}

func skimTime(line []byte, at int) int { return skimTo(line, at, ']') }

func skimText(line []byte, at int) int { return skimTo(line, at, '"') }

func skimTo(line []byte, at int, mark byte) int {
	length := closing(line[at:], mark)
	if length < 0 {
		return -1
	}
	return at + length
}

func skimStatus(line []byte, at int) int {
	if end := skimCount(line, at); end == at+3 {
		return end
	}
	return -1
}

func skimCount(line []byte, at int) int {
	start := at
	for at < len(line) && isDigit[line[at]] {
		at++
	}
	switch length := at - start; {
	case length == 0 && at < len(line) && line[at] == '-':
		return at + 1
	case length == 0 || length > 18:
		return -1
	}
	return at
}

func skimName(line []byte, at int) int {
	start := at
	for at < len(line) && isPlain[line[at]] {
		at++
	}
	if at == start {
		return -1
	}
	return quoted(line, at)
}

func skimRequestID(line []byte, at int) int {
	end := at + requestIDLength
	if end >= len(line) || !every(line[at:end], &isHexDigit) {
		return -1
	}
	return quoted(line, end)
}

func skimFlag(line []byte, at int) int {
	for _, flag := range [...]string{"true", "false"} {
		if bytes.HasPrefix(line[at:], []byte(flag)) {
			return quoted(line, at+len(flag))
		}
	}
	return -1
}

// quoted is at if a closing quote stands there, or -1.
func quoted(line []byte, at int) int {
	if at < len(line) && line[at] == '"' {
		return at
	}
	return -1
}

// hasRequestID reports whether as many hexadecimal digits as a request id has
// stand together in line. One of so many is at any place that is a multiple of
// their number.
func hasRequestID(line []byte) bool {
	for at := requestIDLength - 1; at < len(line); at += requestIDLength {
		from, to := at, at
		for from > 0 && isHexDigit[line[from-1]] {
			from--
		}
		for to < len(line) && isHexDigit[line[to]] {
			to++
		}
		if to-from >= requestIDLength && isHexDigit[line[at]] {
			return true
		}
	}
	return false
}
