package fields

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Of lists the names that a struct has in JSON, in their order, those of the
// structs that are embedded in it among them.
func Of[T any]() []string { return of(reflect.TypeFor[T]()) }

func of(t reflect.Type) (names []string) {
	for n := range t.NumField() {
		f := t.Field(n)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && name == "":
			names = append(names, of(f.Type)...)
		case name != "" && name != "-":
			names = append(names, name)
		}
	}
	return names
}

// Parse reads fields with commas between them, each once. The error lists the
// fields there are.
func Parse(text string, known []string) ([]string, error) {
	var asked []string
	for field := range strings.SplitSeq(text, ",") {
		switch field = strings.TrimSpace(field); {
		case field == "":
			return nil, Choose(known)
		case !slices.Contains(known, field):
			return nil, fmt.Errorf("no field %s; there are %s", field, strings.Join(known, ", "))
		case !slices.Contains(asked, field):
			asked = append(asked, field)
		}
	}
	return asked, nil
}

// Choose is the error where fields must be named and are not: it lists those
// there are.
func Choose(known []string) error {
	return fmt.Errorf("name the fields to print, with commas between them: %s", strings.Join(known, ", "))
}
