package model

import (
	"encoding/json"
	"reflect"
	"testing"
	"unicode/utf8"
)

// FuzzSayings checks that whatever the database holds is read, and that what was read
// comes back as it is once it has been stored.
func FuzzSayings(f *testing.F) {
	f.Add(Sayings{everyFact, SaysFocusAlone.With()}.Stored())
	f.Add(everyFact.Stored())
	f.Add("Billed 2, the evidence shows 1.")
	for _, text := range []string{
		`[]`, `["a"]`, `["[\"a\"]"]`, `[ding`, `[null]`, `[{"code":"","facts":["{\"code\":\"a\"}"]}]`, `{"code":"a","facts":[null]}`, `{"code":"a"}`,
		`{"code":"a","facts":[[{"code":"b","facts":["x"]}],-0,{}]}`, `{"code":"\ud800","facts":["` + "\xff" + `"]}`, `{"code":"a","facts":[1.5]}`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // which no column of a database holds
		}
		var all, allAgain Sayings
		if err := all.Scan(text); err != nil {
			t.Fatal(err)
		}
		if err := allAgain.Scan(all.Stored()); err != nil || !reflect.DeepEqual(all, allAgain) {
			t.Errorf("%q is %#v, stored as %q, which is %#v, %v", text, all, all.Stored(), allAgain, err)
		}
		var one, oneAgain Saying
		if err := one.Scan([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := oneAgain.Scan(one.Stored()); err != nil || !reflect.DeepEqual(one, oneAgain) {
			t.Errorf("%q is %#v, stored as %q, which is %#v, %v", text, one, one.Stored(), oneAgain, err)
		}
		var read Saying
		written, err := json.Marshal(one)
		if err == nil {
			err = json.Unmarshal(written, &read)
		}
		if err != nil || json.Valid([]byte(text)) && !reflect.DeepEqual(read, one) {
			t.Errorf("%q is written as %s, which is %#v, %v", text, written, read, err)
		}
	})
}
