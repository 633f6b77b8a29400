package source

import (
	"errors"
	"fmt"
	"strings"

	"immrecon/store/model"
)

// Detector detects files of one kind.
type Detector struct {
	Kind model.Kind
	// Detect reports whether content that begins with head is of the kind. The
	// head may end in the middle of a line.
	Detect func(head []byte) bool
	// Exclusive: no other kind has such content, and no other need be asked.
	Exclusive bool
}

// What Detect returns for content that has no kind.
var (
	ErrEmpty       = errors.New("there is no content")
	ErrUnknownKind = errors.New("the content is of no kind that is known")
)

// UnknownKind is the ErrUnknownKind of content for which more can be said.
type UnknownKind struct {
	Hint string // what the content is, and what to do
}

func (e UnknownKind) Error() string { return fmt.Sprintf("%v: %s", ErrUnknownKind, e.Hint) }

// Is makes it an ErrUnknownKind.
func (e UnknownKind) Is(target error) bool { return target == ErrUnknownKind }

// Detect returns the one kind that the content is of. It is an error, which says
// how to name the kind, if there is none or more than one.
func Detect(head []byte, detectors []Detector) (model.Kind, error) {
	if len(head) == 0 {
		return "", ErrEmpty
	}
	var names []string
	var kind model.Kind
	for _, d := range detectors {
		if !d.Detect(head) {
			continue
		}
		if kind = d.Kind; d.Exclusive {
			return kind, nil
		}
		names = append(names, string(kind))
	}
	switch len(names) {
	case 1:
		return kind, nil
	case 0:
		if format := foreignFormat(head); format != "" {
			return "", UnknownKind{fmt.Sprintf("it is %s; unpack it and import the files in it", format)}
		}
		for _, d := range detectors {
			names = append(names, string(d.Kind))
		}
		return "", fmt.Errorf("%w; name it with --kind, one of %s", ErrUnknownKind, strings.Join(names, ", "))
	default:
		return "", fmt.Errorf("the content looks like %s; name the kind with --kind", strings.Join(names, " and "))
	}
}
