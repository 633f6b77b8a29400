package osslog

import (
	"bytes"
	"time"
)

// fastParser splits regular lines in one pass: every field is written as its shape
// is, in quotes where the shape has some, no name has an escaped character, and
// there is no second request id. Most values of a line are those of the line
// before; these are compared with it and not checked again.
type fastParser struct {
	times timeParser

	host, requester, operation, bucket, user repeatedField
}

// split leaves the fields of a line that anything is read from in f, and returns
// when the request was received. It reports false for a line that is not regular,
// which may still be readable; splitCarefully makes the same fields of a line that
// is.
func (p *fastParser) split(line []byte, f *fields) (received time.Time, ok bool) {
	at, received := p.splitTime(line, f)
	if at = splitRequest(line, at, f); at < 0 {
		return time.Time{}, false
	}
	if at = p.splitNames(line, at, f); at < 0 {
		return time.Time{}, false
	}
	if at = p.splitRest(line, at, f); at < 0 {
		return time.Time{}, false
	}
	return received, !hasRequestID(line[at:])
}

// Each of the following functions reads or skips one field or several, each with
// the blank behind it, and returns where the next begins; -1 if a field is not
// regular or at is -1 already.

// reserved is what stands between the address and the time.
const reserved = "- - ["

// splitTime skips the address and reads the time.
func (p *fastParser) splitTime(line []byte, f *fields) (at int, received time.Time) {
	at = skipWord(line, 0)
	end := at + len(reserved) + len(timeLayout)
	if at < 0 || end+2 > len(line) || string(line[at:at+len(reserved)]) != reserved || line[end] != ']' || line[end+1] != ' ' {
		return -1, time.Time{}
	}
	f[fieldTime] = line[at+len(reserved) : end]
	received, ok := p.times.parse(f[fieldTime]) // no time holds a bracket
	if !ok {
		return -1, time.Time{}
	}
	return end + 2, received
}

// splitRequest reads request line, status and request time, and skips the fields
// from there to the user agent.
func splitRequest(line []byte, at int, f *fields) int {
	status := skipText(line, at)
	if status < 0 {
		return -1
	}
	f[fieldRequest] = line[at+1 : status-2]
	sent := skipCount(line, status)
	if sent != status+4 {
		return -1
	}
	f[fieldStatus] = line[status : sent-1]
	requestTime := skipCount(line, sent)
	referer := skipCount(line, requestTime)
	if referer < 0 {
		return -1
	}
	f[fieldRequestTime] = line[requestTime : referer-1]
	return skipText(line, skipText(line, referer))
}

// splitNames reads the fields from the host name to the object.
func (p *fastParser) splitNames(line []byte, at int, f *fields) int {
	id := p.host.skip(line, at, skipName)
	flag := skipRequestID(line, id)
	if flag < 0 {
		return -1
	}
	f[fieldHost], f[fieldRequestID] = line[at+1:id-2], line[id+1:flag-2]
	operation := p.requester.skip(line, skipFlag(line, flag), skipText)
	bucket := p.operation.skip(line, operation, skipName)
	object := p.bucket.skip(line, bucket, skipName)
	end := skipText(line, object)
	if end < 0 {
		return -1
	}
	f[fieldOperation], f[fieldBucket], f[fieldObject] = line[operation+1:bucket-2], line[bucket+1:object-2], line[object+1:end-2]
	return end
}

// splitRest reads the error code and skips the other fields behind the object, to
// the end of the line or to what later generations add.
func (p *fastParser) splitRest(line []byte, at int, f *fields) int {
	code := skipCount(line, skipCount(line, at))
	length := skipName(line, code)
	if length < 0 {
		return -1
	}
	f[fieldErrorCode] = line[code+1 : length-2]
	delta := p.user.skip(line, skipCount(line, length), skipText)
	return skipLastText(line, skipCount(line, delta))
}

// repeatedField is the last value of a field, with its quotes and blank.
type repeatedField []byte

// skip skips the same value again, or another one with skipOther.
func (r *repeatedField) skip(line []byte, at int, skipOther func(line []byte, at int) int) int {
	if at < 0 {
		return -1
	}
	if len(*r) > 0 && bytes.HasPrefix(line[at:], *r) {
		return at + len(*r)
	}
	next := skipOther(line, at)
	if next >= 0 {
		*r = append((*r)[:0], line[at:next]...)
	}
	return next
}

func skipWord(line []byte, at int) int {
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

func skipCount(line []byte, at int) int {
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

// quotedMissing is the commonest value in quotes, with the blank behind it.
const quotedMissing = `"-" `

func skipText(line []byte, at int) int {
	if end := at + len(quotedMissing); at >= 0 && end <= len(line) && string(line[at:end]) == quotedMissing {
		return end
	}
	end := skipQuotes(line, at)
	if end < 0 || end >= len(line) || line[end] != ' ' {
		return -1
	}
	return end + 1
}

// skipLastText may also end where the line does.
func skipLastText(line []byte, at int) int {
	switch end := skipQuotes(line, at); {
	case end < 0 || end == len(line):
		return end
	case line[end] == ' ':
		return end + 1
	}
	return -1
}

// skipQuotes skips a value in quotes, without a blank.
func skipQuotes(line []byte, at int) int {
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

func skipName(line []byte, at int) int {
	end := skipText(line, at)
	if end < 0 || end-2 == at+1 || !every(line[at+1:end-2], &isPlain) {
		return -1
	}
	return end
}

func skipRequestID(line []byte, at int) int {
	end := at + 1 + requestIDLength
	if at < 0 || end+1 >= len(line) || line[at] != '"' || line[end] != '"' || line[end+1] != ' ' || !every(line[at+1:end], &isHexDigit) {
		return -1
	}
	return end + 2
}

// quotedFlags are the values of a flag with quotes and blank.
var quotedFlags = [...]string{`"true" `, `"false" `}

func skipFlag(line []byte, at int) int {
	for _, flag := range quotedFlags {
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
