package loosejson

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Given reports whether raw says anything: it is neither absent nor null nor
// the empty string.
func Given(raw json.RawMessage) bool {
	return len(raw) > 0 && !bytes.Equal(raw, []byte("null")) && !bytes.Equal(raw, []byte(`""`))
}

// Text is a single value as it is written: a string without the blanks around
// it, a number or a truth value. It is "" where no value is given.
type Text string

// UnmarshalJSON implements json.Unmarshaler. Objects and arrays are errors.
func (t *Text) UnmarshalJSON(raw []byte) error {
	*t = ""
	switch {
	case !Given(raw):
		return nil
	case raw[0] == '{' || raw[0] == '[':
		return fmt.Errorf("a single value is expected, not %c…", raw[0])
	case raw[0] != '"':
		*t = Text(raw)
		return nil
	}
	var inner string
	if err := json.Unmarshal(raw, &inner); err != nil {
		return err
	}
	*t = Text(strings.TrimSpace(inner))
	return nil
}

// Nested is a value that is written as JSON by some and as a string that holds
// JSON by others.
type Nested[T any] struct {
	Given bool
	Value T
}

// UnmarshalJSON implements json.Unmarshaler.
func (n *Nested[T]) UnmarshalJSON(raw []byte) error {
	*n = Nested[T]{}
	if !Given(raw) {
		return nil
	}
	if raw[0] == '"' {
		var inner string
		if err := json.Unmarshal(raw, &inner); err != nil {
			return err
		}
		if raw = []byte(inner); !json.Valid(raw) {
			return errors.New("the string does not hold JSON")
		}
	}
	if err := json.Unmarshal(raw, &n.Value); err != nil {
		return err
	}
	n.Given = true
	return nil
}
