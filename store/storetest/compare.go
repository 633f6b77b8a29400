package storetest

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// Same wants two values to be equal, however their decimals are written and in
// whichever zone their instants are.
func Same(t testing.TB, what string, got, want any) {
	t.Helper()
	if !reflect.DeepEqual(printed(reflect.ValueOf(got)), printed(reflect.ValueOf(want))) {
		t.Errorf("%s:\n got %+v\nwant %+v", what, got, want)
	}
}

// printed replaces decimals, deep in a value, by their shortest text, and
// instants by their Unix seconds.
func printed(v reflect.Value) any {
	switch value := v.Interface().(type) {
	case decimal.Decimal:
		return value.String()
	case time.Time:
		return value.Unix()
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return printed(v.Elem())
		}
	case reflect.Struct:
		fields := map[string]any{}
		for n := range v.NumField() {
			fields[v.Type().Field(n).Name] = printed(v.Field(n))
		}
		return fields
	case reflect.Slice:
		var all []any
		for n := range v.Len() {
			all = append(all, printed(v.Index(n)))
		}
		return all
	}
	return v.Interface()
}

// Refused wants an error that holds a text.
func Refused(t testing.TB, err error, text string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) {
		t.Errorf("error %v, want one that says %q", err, text)
	}
}
