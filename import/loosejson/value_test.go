package loosejson

import (
	"encoding/json"
	"testing"
)

func TestText(t *testing.T) {
	cases := []struct {
		in   string
		want Text
		bad  bool
	}{
		{`"a b"`, "a b", false},
		{`" 10 "`, "10", false},
		{`10`, "10", false},
		{`0.1`, "0.1", false},
		{`12345678901234567890`, "12345678901234567890", false},
		{`true`, "true", false},
		{`null`, "", false},
		{`""`, "", false},
		{`{"a":1}`, "", true},
		{`[1]`, "", true},
	}
	for _, c := range cases {
		got := Text("from before")
		err := json.Unmarshal([]byte(c.in), &got)
		if got != c.want || (err != nil) != c.bad {
			t.Errorf("%s: %q, %v; want %q, error %t", c.in, got, err, c.want, c.bad)
		}
	}
}

func TestNested(t *testing.T) {
	cases := []struct {
		in    string
		given bool
		want  int
		bad   bool
	}{
		{`{"N":{"A":7}}`, true, 7, false},
		{`{"N":"{\"A\": 7}"}`, true, 7, false},
		{`{"N":{}}`, true, 0, false},
		{`{"N":null}`, false, 0, false},
		{`{"N":""}`, false, 0, false},
		{`{}`, false, 0, false},
		{`{"N":"{"}`, false, 0, true},
		{`{"N":"seven"}`, false, 0, true},
		{`{"N":[7]}`, false, 0, true},
	}
	for _, c := range cases {
		var got struct{ N Nested[struct{ A int }] }
		err := json.Unmarshal([]byte(c.in), &got)
		if got.N.Given != c.given || got.N.Value.A != c.want || (err != nil) != c.bad {
			t.Errorf("%s: %+v, %v; want %d, given %t, error %t", c.in, got.N, err, c.want, c.given, c.bad)
		}
	}
}
