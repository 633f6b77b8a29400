package answer

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"immrecon/import/loosejson"
)

// First returns the first record that a text beginning with head has, alone, in an
// answer or in a string that holds either; nil if it begins with none of them. The
// first answer that has records may end behind the head, as many are longer. Where no
// answer has any, it is the first of these.
func First(head []byte) []byte { return firstAt(head, 0) }

// firstAt is First of a text that stands at a depth.
func firstAt(head []byte, depth int) (first []byte) {
	for item, err := range loosejson.Items(bytes.NewReader(head)) {
		if err != nil || item.Broken != "" {
			return firstInCut(item.Text, first, depth)
		}
		list, isAnswer, _ := inside(item.Text, 0)
		switch {
		case !isAnswer:
			return slices.Clone(item.Text)
		case len(list) > 0:
			return list[0]
		case first == nil:
			first = slices.Clone(item.Text)
		}
	}
	return first
}

// Empty reports whether a text is answers without a record, and nothing else. The error
// says why one of them is incomplete.
func Empty(text []byte) (empty bool, err error) {
	for item, err := range loosejson.Items(bytes.NewReader(text)) {
		if err != nil || item.Broken != "" {
			return false, nil
		}
		list, isAnswer, err := inside(item.Text, 0)
		if !isAnswer || len(list) > 0 || err != nil {
			return false, err
		}
		empty = true
	}
	return empty, nil
}

// firstInCut returns the first record of an answer that ends within text, as an object
// or as a string that holds one; otherwise if there is none.
func firstInCut(text, otherwise []byte, depth int) []byte {
	text = bytes.TrimLeft(text, " \t\r\n:")
	if len(text) == 0 || depth > maxDepth {
		return otherwise
	}
	switch text[0] {
	case '"':
		return firstInCut(unquotedHead(text), otherwise, depth+1)
	case '[':
		return firstAt(text, depth+1)
	case '{':
		return firstInside(text, otherwise, depth)
	}
	return otherwise
}

// firstInside is firstInCut of an object.
func firstInside(text, otherwise []byte, depth int) []byte {
	in := json.NewDecoder(bytes.NewReader(text))
	if _, err := in.Token(); err != nil {
		return otherwise
	}
	for {
		name, err := in.Token()
		if err != nil || name == json.Delim('}') {
			return otherwise
		}
		if written, _ := name.(string); slices.Contains(names, strings.ToLower(written)) {
			if first := firstInCut(text[in.InputOffset():], nil, depth+1); first != nil {
				return first
			}
		}
		var other json.RawMessage
		if in.Decode(&other) != nil {
			return otherwise
		}
	}
}

// unquotedHead is what the string holds that a text begins with, as far as it is there;
// nil unless that is JSON.
func unquotedHead(text []byte) []byte {
	end := endOfString(text)
	var inner string
	if json.Unmarshal(append(slices.Clone(text[:end]), '"'), &inner) != nil {
		return nil
	}
	if inner = strings.TrimLeft(inner, " \t\r\n"); inner == "" || !strings.Contains(`{["`, inner[:1]) {
		return nil
	}
	return []byte(inner)
}

// endOfString is where the string ends that a text begins with: at its quote, else at
// the end of the text or before the escape that is cut there.
func endOfString(text []byte) int {
	for n := 1; n < len(text); n++ {
		switch {
		case text[n] == '"':
			return n
		case text[n] != '\\':
			continue
		}
		escape := len(`\n`)
		if n+1 < len(text) && text[n+1] == 'u' {
			escape = len(`\u0000`)
		}
		if n+escape > len(text) {
			return n
		}
		n++
	}
	return len(text)
}
