package osslog

import (
	"bytes"
	"time"
)

// skimmer splits lines of the usual make: every field written as its shape is
// and in quotes where the shape has some, no name with an escaped character, no
// second request id. Most values of a log stand in the line before as well;
// these are compared with it and not looked at again.
type skimmer struct {
	clock clock

	host, requester, operation, bucket, user recurring
}

// skim leaves the fields of a line in f that anything is read from, and says
// when the request was received. It reports false for any line
// that is not of the usual make, of which nothing is said by that; of a line it
// splits, split makes the same fields.
func (s *skimmer) skim(line []byte, f *fields) (received time.Time, ok bool) {
	at, received := s.front(line, f)
	if at = sizes(line, at, f); at < 0 {
		return time.Time{}, false
	}
	if at = s.names(line, at, f); at < 0 {
		return time.Time{}, false
	}
	if at = s.tail(line, at, f); at < 0 {
		return time.Time{}, false
	}
	return received, !hasRequestID(line[at:])
}

// What follows goes past one field or several, each with the blank behind it,
// and returns where the next begins, -1 if a field is not of the usual make or
// at is -1 already.

// reserved is what stands between the address and the time.
const reserved = "- - ["

// front goes past address and time.
func (s *skimmer) front(line []byte, f *fields) (at int, received time.Time) {
	at = pastWord(line, 0)
	end := at + len(reserved) + len(timeLayout)
	if at < 0 || end+2 > len(line) || string(line[at:at+len(reserved)]) != reserved || line[end] != ']' || line[end+1] != ' ' {
		return -1, time.Time{}
	}
	f[fieldTime] = line[at+len(reserved) : end]
	received, ok := s.clock.read(f[fieldTime]) // no time holds a bracket
	if !ok {
		return -1, time.Time{}
	}
	return end + 2, received
}

// sizes goes past request line, status and sizes, and past referer and user
// agent, of which nothing is read.
func sizes(line []byte, at int, f *fields) int {
	status := pastText(line, at)
	if status < 0 {
		return -1
	}
	f[fieldRequest] = line[at+1 : status-2]
	sent := pastCount(line, status)
	if sent != status+4 {
		return -1
	}
	f[fieldStatus] = line[status : sent-1]
	taken := pastCount(line, sent)
	referer := pastCount(line, taken)
	if referer < 0 {
		return -1
	}
	f[fieldRequestTime] = line[taken : referer-1]
	return pastText(line, pastText(line, referer))
}

// names goes past host name and request id up to the object.
func (s *skimmer) names(line []byte, at int, f *fields) int {
	id := s.host.past(line, at, pastName)
	flag := pastRequestID(line, id)
	if flag < 0 {
		return -1
	}
	f[fieldHost], f[fieldRequestID] = line[at+1:id-2], line[id+1:flag-2]
	operation := s.requester.past(line, pastFlag(line, flag), pastText)
	bucket := s.operation.past(line, operation, pastName)
	object := s.bucket.past(line, bucket, pastName)
	end := pastText(line, object)
	if end < 0 {
		return -1
	}
	f[fieldOperation], f[fieldBucket], f[fieldObject] = line[operation+1:bucket-2], line[bucket+1:object-2], line[object+1:end-2]
	return end
}

// tail goes past the fields behind the object, to the end of the line or to what
// later generations add.
func (s *skimmer) tail(line []byte, at int, f *fields) int {
	code := pastCount(line, pastCount(line, at))
	length := pastName(line, code)
	if length < 0 {
		return -1
	}
	f[fieldErrorCode] = line[code+1 : length-2]
	delta := s.user.past(line, pastCount(line, length), pastText)
	return pastLastText(line, pastCount(line, delta))
}

// recurring is the last value of a field, with its quotes and blank.
type recurring []byte

// past goes past the same value again, or past another one as read does.
func (r *recurring) past(line []byte, at int, read func(line []byte, at int) int) int {
	if at < 0 {
		return -1
	}
	if len(*r) > 0 && bytes.HasPrefix(line[at:], *r) {
		return at + len(*r)
	}
	next := read(line, at)
	if next >= 0 {
		*r = append((*r)[:0], line[at:next]...)
	}
	return next
}

func pastWord(line []byte, at int) int {
	for start := at; at < len(line); at++ {
		switch line[at] {
		case '"':
			return -1
		case ' ':
			if at == start {
				return -1
			}
			return at + 1
		}
	}
	return -1
}

func pastCount(line []byte, at int) int {
	if at < 0 {
		return -1
	}
	start := at
	for at < len(line) && isDigit[line[at]] {
		at++
	}
	length := at - start
	if length == 0 && at < len(line) && line[at] == '-' {
		at, length = at+1, 1
	}
	if length == 0 || length > 18 || at >= len(line) || line[at] != ' ' {
		return -1
	}
	return at + 1
}

// nothing is the commonest value in quotes, with the blank behind it.
const nothing = `"-" `

func pastText(line []byte, at int) int {
	if end := at + len(nothing); at >= 0 && end <= len(line) && string(line[at:end]) == nothing {
		return end
	}
	end := pastQuotes(line, at)
	if end < 0 || end >= len(line) || line[end] != ' ' {
		return -1
	}
	return end + 1
}

// pastLastText may also end where the line does.
func pastLastText(line []byte, at int) int {
	switch end := pastQuotes(line, at); {
	case end < 0 || end == len(line):
		return end
	case line[end] == ' ':
		return end + 1
	}
	return -1
}

// pastQuotes goes past a value in quotes, but not past a blank. It is closing
// once more, for values without a backslash before their quote.
func pastQuotes(line []byte, at int) int {
	if at < 0 || at >= len(line) || line[at] != '"' {
		return -1
	}
	value := line[at+1:]
	length := bytes.IndexByte(value, '"')
	if length > 0 && value[length-1] == '\\' {
		length = closingEscaped(value, '"')
	}
	if length < 0 {
		return -1
	}
	return at + 1 + length + 1
}

func pastName(line []byte, at int) int {
	end := pastText(line, at)
	if end < 0 || end-2 == at+1 || !every(line[at+1:end-2], &isPlain) {
		return -1
	}
	return end
}

func pastRequestID(line []byte, at int) int {
	end := at + 1 + requestIDLength
	if at < 0 || end+1 >= len(line) || line[at] != '"' || line[end] != '"' || line[end+1] != ' ' || !every(line[at+1:end], &isHexDigit) {
		return -1
	}
	return end + 2
}

// usualFlags are the values of a flag with quotes and blank.
var usualFlags = [...]string{`"true" `, `"false" `}

func pastFlag(line []byte, at int) int {
	for _, flag := range usualFlags {
		if end := at + len(flag); at >= 0 && end <= len(line) && string(line[at:end]) == flag {
			return end
		}
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
