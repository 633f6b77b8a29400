package model

import (
	"encoding/hex"
	"strings"
)

// hexIDLength is the number of digits of a request id as the provider writes it.
const hexIDLength = 24

// PackRequestID is a request id as the database keeps it. It makes 12 bytes of a 24-digit hex id, whose case does not
// matter, and of any other a zero byte and its text. A hex id that begins with
// a zero byte counts among the others, so that the two never meet.
func PackRequestID(id string) []byte { return AppendRequestID(nil, id) }

// appendRequestID appends to text what PackRequestID makes of an id.
func AppendRequestID(text []byte, id string) []byte {
	if len(id) == hexIDLength {
		var packed [hexIDLength / 2]byte
		if _, err := hex.Decode(packed[:], []byte(id)); err == nil {
			if packed[0] != 0 {
				return append(text, packed[:]...)
			}
			id = strings.ToUpper(id)
		}
	}
	text = append(text, 0)
	return append(text, id...)
}

// unPackRequestID gives the id back as the provider writes it.
func UnpackRequestID(packed []byte) string {
	if len(packed) > 0 && packed[0] == 0 {
		return string(packed[1:])
	}
	return strings.ToUpper(hex.EncodeToString(packed))
}
