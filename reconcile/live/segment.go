package live

import (
	"strconv"
	"strings"
)

// ParseSegment splits the object key of a segment: OBJECT-TOKEN-INDEX.ts,
// where OBJECT may itself hold dashes but TOKEN does not. It reports false for
// any other key, such as that of a subtitle (OBJECT-TOKEN_INDEX.ts).
func ParseSegment(key string) (object, token string, index int64, ok bool) {
	stem, isTS := strings.CutSuffix(key, ".ts")
	dash := strings.LastIndexByte(stem, '-')
	if !isTS || dash < 0 {
		return "", "", 0, false
	}
	number := stem[dash+1:]
	index, err := strconv.ParseInt(number, 10, 64)
	if err != nil || strconv.FormatInt(index, 10) != number { // neither "+1" nor "01"
		return "", "", 0, false
	}
	stem = stem[:dash]
	dash = strings.LastIndexByte(stem, '-')
	if dash < 0 || dash == len(stem)-1 {
		return "", "", 0, false
	}
	return stem[:dash], stem[dash+1:], index, true
}

// StreamOf is the object and token that the segments of one playlist share in
// their keys. Of a key that is no segment's it is the key itself.
func StreamOf(key string) (object, token string) {
	if object, token, _, ok := ParseSegment(key); ok {
		return object, token
	}
	return key, ""
}
