package osslog

import (
	"bytes"
	"fmt"
)

// The fields of a line that are used, and two that bound a stretch of others.
// They are counted from 0 here, from 1 in the provider's manual and in messages.
const (
	fieldTime        = 3
	fieldRequest     = 4
	fieldStatus      = 5
	fieldRequestTime = 7
	fieldReferer     = 8
	fieldHost        = 10
	fieldRequestID   = 11
	fieldOperation   = 14
	fieldBucket      = 15
	fieldObject      = 16
	fieldErrorCode   = 19
	fieldCount       = 24 // every generation has at least these
)

// layout is what a line looks like, from the provider's description of the
// format. Later generations append fields at the end, which nothing here needs.
var layout = [fieldCount]struct {
	name  string
	shape *shape
}{
	{"RemoteIP", &aWord},
	{"Reserved", &aWord},
	{"Reserved", &aWord},
	{"Time", &aTime},
	{"RequestURL", &aText},
	{"HTTPStatus", &aStatus},
	{"SentBytes", &aCount},
	{"RequestTime", &aCount},
	{"Referer", &aText},
	{"UserAgent", &aText},
	{"HostName", &aName},
	{"RequestID", &aRequestID},
	{"LoggingFlag", &aFlag},
	{"RequesterAliyunID", &aText},
	{"Operation", &aName},
	{"BucketName", &aName},
	{"ObjectName", &aText},
	{"ObjectSize", &aCount},
	{"ServerCostTime", &aCount},
	{"ErrorCode", &aName},
	{"RequestLength", &aCount},
	{"UserID", &aText},
	{"DeltaDataSize", &aChange},
	{"SyncRequest", &aText},
}

// mismatch says that a field is not what the layout has there.
func mismatch(field int) string {
	return fmt.Sprintf("field %d (%s): expected %s", field+1, layout[field].name, layout[field].shape.want)
}

// shape is how the values of a field are written.
type shape struct {
	open, close byte                    // around the value; 0 for a bare one
	fits        func(value []byte) bool // nil: anything does
	want        string                  // for people
}

var (
	aWord   = shape{fits: isWord, want: "one word without quotes"}
	aTime   = shape{open: '[', close: ']', want: "a time like [" + timeLayout + "]"}
	aStatus = shape{fits: isStatus, want: "three digits or -"}
	aCount  = shape{fits: isCount, want: "a number or -"}
	aChange = shape{fits: isChange, want: "a number, negative perhaps, or -"}

	aText      = shape{open: '"', close: '"', want: "a value in quotes"}
	aName      = shape{open: '"', close: '"', fits: isName, want: "a name in quotes"}
	aRequestID = shape{open: '"', close: '"', fits: isRequestID, want: "24 hexadecimal digits in quotes"}
	aFlag      = shape{open: '"', close: '"', fits: isFlag, want: `"true" or "false"`}
)

// missing is what any field holds where it is unknown or does not apply.
const missing = "-"

// requestIDLength is the number of hexadecimal digits in a request id.
const requestIDLength = 24

func isWord(b []byte) bool { return len(b) > 0 && bytes.IndexByte(b, '"') < 0 }

func isStatus(b []byte) bool { return string(b) == missing || len(b) == 3 && every(b, &isDigit) }

func isCount(b []byte) bool { return string(b) == missing || isNumber(b) }

func isChange(b []byte) bool {
	return string(b) == missing || isNumber(bytes.TrimPrefix(b, []byte("-")))
}

// isNumber has at most 18 digits, so that the number fits an int64.
func isNumber(b []byte) bool { return len(b) > 0 && len(b) <= 18 && every(b, &isDigit) }

func isName(b []byte) bool { return len(b) > 0 && every(b, &isVisible) }

func isRequestID(b []byte) bool {
	return string(b) == missing || len(b) == requestIDLength && every(b, &isHexDigit)
}

func isFlag(b []byte) bool {
	return string(b) == "true" || string(b) == "false" || string(b) == missing
}

func every(b []byte, is *alphabet) bool {
	for _, c := range b {
		if !is[c] {
			return false
		}
	}
	return true
}

// alphabet is a set of bytes.
type alphabet [256]bool

var (
	isDigit    = alphabetOf("0123456789")
	isHexDigit = alphabetOf("0123456789ABCDEFabcdef")
	isVisible  = between('!', '~')
	isPlain    = func() alphabet { // visible and no part of an escape
		set := between('!', '~')
		set['"'], set['\\'] = false, false
		return set
	}()
)

func alphabetOf(all string) (set alphabet) {
	for _, c := range []byte(all) {
		set[c] = true
	}
	return set
}

func between(first, last byte) (set alphabet) {
	for c := first; c <= last; c++ {
		set[c] = true
	}
	return set
}
