package answer

import (
	"bytes"
	"encoding/json"
	"slices"

	"immrecon/import/loosejson"
)

// First returns the first record of the answer, or the first object, that a text
// beginning with head begins with; nil if it begins with neither. An answer may end
// behind the head, as many are longer.
func First(head []byte) []byte {
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n,[]")
	if bytes.HasPrefix(text, []byte("{")) {
		if first, err := firstOf(json.NewDecoder(bytes.NewReader(text))); first != nil && err == nil {
			return first
		}
	}
	return loosejson.First(head)
}

// firstOf reads a value up to the first record in it, or to its end.
func firstOf(in *json.Decoder) (first []byte, err error) {
	switch begin, err := in.Token(); {
	case err != nil:
		return nil, err
	case begin == json.Delim('{'):
		return firstInside(in)
	case begin == json.Delim('['):
		var record json.RawMessage
		err := in.Decode(&record) // an empty list has none, which is an error
		return unquoted(record), err
	}
	return nil, nil
}

// firstInside reads an answer, whose opening brace has been read.
func firstInside(in *json.Decoder) (first []byte, err error) {
	for err == nil && first == nil {
		var name json.Token
		if name, err = in.Token(); err != nil || name == json.Delim('}') {
			break
		}
		if text, _ := name.(string); slices.Contains(names, text) {
			first, err = firstOf(in)
			continue
		}
		var other json.RawMessage
		err = in.Decode(&other)
	}
	return first, err
}
