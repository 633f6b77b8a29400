package process

import (
	"strings"
	"unicode/utf8"

	"immrecon/store/model"
)

// ObjectWrite is the usual spelling of a logged OSS operation if it writes an
// object, and "" if it does not. The logs are not strict about capitals.
func ObjectWrite(operation string) string {
	for _, write := range model.ObjectWrites {
		if strings.EqualFold(operation, write) {
			return write
		}
	}
	return ""
}

// SegmentDelete is model.SegmentDelete if a logged OSS operation deletes a segment
// of live transcoding, or objects that the log does not name, and "" if not. What
// else is deleted concerns no charge.
func SegmentDelete(operation, key string) string {
	switch {
	case strings.EqualFold(operation, "DeleteObject") && strings.HasSuffix(key, ".ts"):
		return model.SegmentDelete
	case strings.EqualFold(operation, "DeleteObjects"), strings.EqualFold(operation, "DeleteMultipleObjects"):
		return model.SegmentDelete
	}
	return ""
}

// Key decodes the name of an object as logged, once. A name that is not text
// when decoded stays encoded: records keep text, and the key must not be lost.
func Key(logged string) string {
	if key := Unescape(logged); isText(key) {
		return key
	}
	if isText(logged) {
		return logged
	}
	return strings.ToValidUTF8(strings.ReplaceAll(logged, "\x00", "%00"), "\uFFFD")
}

// isText reports whether every database we write to accepts s as text.
func isText(s string) bool { return utf8.ValidString(s) && !strings.Contains(s, "\x00") }
