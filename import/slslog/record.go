package slslog

import (
	"encoding/json"
	"fmt"
	"strings"

	"immrecon/import/loosejson"
)

// A record is one log record, whatever form it is exported in. A *rows.Row is
// one too.
type record interface {
	// Text returns a field without the blanks around it, "" if there is none.
	Text(name string) string
	// Fail rejects the record for what is wrong with a field.
	Fail(name, format string, args ...any)
}

// namedField returns a field of the name the log service's documentation gives it,
// or of the name with hyphens that the log audit service writes.
func namedField(r record, name string) string {
	if text := r.Text(name); text != "" {
		return text
	}
	return r.Text(strings.ReplaceAll(name, "_", "-"))
}

// field returns a field in which a lone hyphen means nothing.
func field(r record, name string) string {
	text := namedField(r, name)
	if text == "-" {
		return ""
	}
	return text
}

// requiredField returns a field that must say something.
func requiredField(r record, name string) string {
	text := field(r, name)
	if text == "" {
		r.Fail(name, "is missing")
	}
	return text
}

// object is a record in JSON. Its values are strings, or numbers where the
// exporter kept the type of the index.
type object struct {
	members map[string]json.RawMessage
	err     error // the first failure
}

// Text implements record.
func (o *object) Text(name string) string {
	raw, there := o.members[name]
	if !there {
		return ""
	}
	var value loosejson.Text
	if err := value.UnmarshalJSON(raw); err != nil {
		o.Fail(name, "%w", err)
	}
	return string(value)
}

// Fail implements record.
func (o *object) Fail(name, format string, args ...any) {
	if o.err == nil {
		o.err = fmt.Errorf("field %s: %w", name, fmt.Errorf(format, args...))
	}
}
