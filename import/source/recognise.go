package source

import (
	"errors"
	"fmt"
	"strings"

	"immrecon/store/model"
)

// Recogniser tells whether content that begins with head is of its kind. The
// head may end in the middle of a line.
type Recogniser struct {
	Kind  model.Kind
	Looks func(head []byte) bool
	// Alone: what looks so looks like nothing else, and no other needs to be asked.
	Alone bool
}

// What Recognise returns for content that has no kind.
var (
	ErrEmpty        = errors.New("there is no content")
	ErrUnrecognised = errors.New("the content is of no kind that is known")
)

// Recognise returns the one kind that the content looks like. It is an error,
// which says how to name the kind, if there is none or more than one.
func Recognise(head []byte, recognisers []Recogniser) (model.Kind, error) {
	if len(head) == 0 {
		return "", ErrEmpty
	}
	var names []string
	var kind model.Kind
	for _, r := range recognisers {
		if !r.Looks(head) {
			continue
		}
		if kind = r.Kind; r.Alone {
			return kind, nil
		}
		names = append(names, string(kind))
	}
	switch len(names) {
	case 1:
		return kind, nil
	case 0:
		for _, r := range recognisers {
			names = append(names, string(r.Kind))
		}
		return "", fmt.Errorf("%w; name it with --kind, one of %s", ErrUnrecognised, strings.Join(names, ", "))
	default:
		return "", fmt.Errorf("the content looks like %s; name the kind with --kind", strings.Join(names, " and "))
	}
}
