package loosejson

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// items reads a text whole; broken items are marked with "!" before their text.
func items(t *testing.T, in string) []string {
	t.Helper()
	var got []string
	for item, err := range Items(strings.NewReader(in)) {
		if err != nil {
			t.Fatal(err)
		}
		if item.Number != int64(len(got)+1) {
			t.Errorf("%q: item %d is numbered %d", in, len(got)+1, item.Number)
		}
		mark := ""
		if item.Broken != "" {
			mark = "!"
		}
		got = append(got, mark+string(item.Text))
	}
	return got
}

func TestItems(t *testing.T) {
	cases := []struct {
		name, in string
		want     []string
	}{
		{"nothing", "", nil},
		{"blanks", " \n\t\r\n", nil},
		{"empty array", "[]", nil},
		{"single", `{"a":1}`, []string{`{"a":1}`}},
		{"byte order mark", "\ufeff{}", []string{`{}`}},
		{"a line each", "{\"a\":1}\n\n{\"b\":2}\r\n", []string{`{"a":1}`, `{"b":2}`}},
		{"one after another", `{"a":1}{"b":2}`, []string{`{"a":1}`, `{"b":2}`}},
		{"array", `[{"a":1}, {"b":2}]`, []string{`{"a":1}`, `{"b":2}`}},
		{"arrays one after another", "[{}]\n[{},{}]", []string{`{}`, `{}`, `{}`}},
		{"over several lines", "[\n  {\n    \"a\": {\n      \"b\": 1\n    }\n  },\n  {}\n]", []string{"{\n    \"a\": {\n      \"b\": 1\n    }\n  }", `{}`}},
		{"arrays inside", `{"a":[{"b":[1,2]},{"c":[]}]} {}`, []string{`{"a":[{"b":[1,2]},{"c":[]}]}`, `{}`}},
		{"brackets in strings", `{"a":"}]{["} {}`, []string{`{"a":"}]{["}`, `{}`}},
		{"quotes in strings", `{"a":"\"}","b":"\\"} {}`, []string{`{"a":"\"}","b":"\\"}`, `{}`}},

		{"line cut in a string", "{\"a\":\"x\n{\"b\":2}\n", []string{`!{"a":"x`, `{"b":2}`}},
		{"line cut after a value", "{\"a\":1\n{\"b\":2}\n", []string{`!{"a":1`, `{"b":2}`}},
		{"line cut after a comma", "{\"a\":1,\n{\"b\":2}\n", []string{`!{"a":1,`, `{"b":2}`}},
		{"line cut after a colon costs one more", "{\"a\":\n{\"b\":2}\n{\"c\":3}", []string{"!{\"a\":\n{\"b\":2}", `{"c":3}`}},
		{"line cut in an array", "{\"a\":[{}\n{\"b\":2}\n", []string{`!{"a":[{}`, `{"b":2}`}},
		{"array without an end", `[{"a":1},{"b":`, []string{`{"a":1}`, `!{"b":`}},
		{"string without an end", `{"a":"x`, []string{`!{"a":"x`}},
		{"brackets that do not match", `{"a":[1}{}`, []string{`!{"a":[1}`, `{}`}},
		{"a stray bracket", "}\n{}", []string{`!}`, `{}`}},
		{"a blank that JSON does not know", "\v\n{}", []string{"!\v", `{}`}},
		{"stray text", "hello, world\n{} and {}", []string{`!hello, world`, `{}`, `!and`, `{}`}},
		{"values that are no objects", "[1,2]\n\"x\"", []string{`!1,2]`, `!"x"`}},

		{"a string", `"{\"a\":1}"`, []string{`{"a":1}`}},
		{"strings in an array", `["{\"a\":1}", "{\"b\":\"\\\"}\"}" ,{"c":3}]`, []string{`{"a":1}`, `{"b":"\"}"}`, `{"c":3}`}},
		{"a string a line", "\"{}\"\n\"{\\\"a\\\":1}\"\r\n", []string{`{}`, `{"a":1}`}},
		{"a string with several", `"[{\"a\":1},{\"b\":2}]\n{}"{}`, []string{`{"a":1}`, `{"b":2}`, `{}`, `{}`}},
		{"a string with blanks", `" \n {} "`, []string{`{}`}},
		{"a string of a string", `["\"{\\\"a\\\":1}\"",{}]`, []string{`{"a":1}`, `{}`}},
		{"a string with a broken one", `["{\"a\":[1}","{}"]`, []string{`!{"a":[1}`, `{}`}},
		{"a string with a part of one", `["{\"a\":","{}"]`, []string{`!{"a":`, `{}`}},
		{"a string without objects", `["[]",{}]`, []string{`{}`}},
		{"a string of others", `["[1,2]","{}"]`, []string{`!1,2]`, `{}`}},
		{"a string cut", "[\"{\\\"a\\\":1\n\"{}\"", []string{`!"{\"a\":1`, `{}`}},
		{"a string that is none of JSON", `"{\x}" {}`, []string{`!"{\x}"`, `{}`}},
		{"a quote before an object", `"x" {"a":1}`, []string{`!"x"`, `{"a":1}`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := items(t, c.in); !slices.Equal(got, c.want) {
				t.Errorf("%q:\n got %q\nwant %q", c.in, got, c.want)
			}
		})
	}
}

// TestItemsTooLong checks that a text without an end is read in pieces, and that
// what follows it is still found.
func TestItemsTooLong(t *testing.T) {
	const longest = 1 << 10
	for _, start := range []string{`{"a":"`, `{"a":[`, `x`, `"{`} {
		var whole, broken int
		r := newReader(strings.NewReader(start+strings.Repeat("1", 2*longest)+"\n{}"), longest)
		r.longest = longest
		yieldItems(r, 0, func(item Item, err error) bool {
			if err != nil {
				t.Error(err)
			}
			if len(item.Text) > longest {
				t.Errorf("%q…: an item of %d bytes", start, len(item.Text))
			}
			if item.Broken == "" {
				whole++
			} else {
				broken++
			}
			return true
		})
		if whole != 1 || broken != 3 {
			t.Errorf("%q…: %d whole and %d broken items, want 1 and 3", start, whole, broken)
		}
	}
}

func TestItemsReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, before := range []string{"", `{"a":1} `, `{"a":1}{"b":"`, `{"a":1} x`} {
		var got int
		var failure error
		for _, err := range Items(io.MultiReader(strings.NewReader(before), iotest.ErrReader(broken))) {
			if failure = err; err == nil {
				got++
			}
		}
		if !errors.Is(failure, broken) {
			t.Errorf("%q: error %v, want %v", before, failure, broken)
		}
		if want := strings.Count(before, "}"); got != want {
			t.Errorf("%q: %d items before the error, want %d", before, got, want)
		}
	}
}

func TestFirst(t *testing.T) {
	for in, want := range map[string]string{
		`[{"a":1},{"b`:    `{"a":1}`,
		"\ufeff{\"a\":1}": `{"a":1}`,
		`{"a":1`:          ``,
		"a,b\n1,2":        ``,
		``:                ``,
	} {
		if got := string(First([]byte(in))); got != want {
			t.Errorf("First(%q) = %q, want %q", in, got, want)
		}
	}
}

// FuzzItems checks that every text comes to an end, that what it yields as
// whole begins and ends as an object does, and that of an array of objects it
// yields each.
// allItems are the items of a text with what is wrong with each.
func allItems(t *testing.T, in io.Reader) (all []string) {
	t.Helper()
	for item, err := range Items(in) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, item.Broken+":"+string(item.Text))
	}
	return all
}

// FuzzItems checks that items are numbered one by one, are no more than the text, come
// the same byte by byte, and of a plain list of objects are its elements.
func FuzzItems(f *testing.F) {
	for _, seed := range []string{
		`["{\"a\":\"{}\"}","\"{}\""]`, `"[{}`, `[{"a":1},{"b":[{}]}]`, "{\"a\":1}\n{\"b\":2}", `{"a":"\"}`, "{\"a\":\n{}", "\ufeff[]", "x{]}", `{"a":[1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var whole, broken []string
		var number, size int64
		for item, err := range Items(strings.NewReader(string(in))) {
			if err != nil {
				t.Fatal(err)
			}
			if number++; item.Number != number {
				t.Fatalf("%q: item %d has the number %d", in, number, item.Number)
			}
			size += int64(len(item.Text))
			text := string(item.Text)
			if text == "" {
				t.Fatalf("%q: an empty item", in)
			}
			if item.Broken != "" {
				broken = append(broken, text)
				continue
			}
			if text[0] != '{' || text[len(text)-1] != '}' {
				t.Fatalf("%q: item %q is no object", in, text)
			}
			whole = append(whole, text)
		}
		if size > 3*int64(len(in)) { // a byte that is no UTF-8 becomes three in a string
			t.Fatalf("%q: %d bytes of items are in %d", in, size, len(in))
		}
		if bitten := allItems(t, iotest.OneByteReader(bytes.NewReader(in))); !slices.Equal(bitten, allItems(t, bytes.NewReader(in))) {
			t.Fatalf("%q: byte by byte it is %q", in, bitten)
		}
		var elements []map[string]json.RawMessage
		if json.Unmarshal(in, &elements) != nil || slices.ContainsFunc(elements, func(e map[string]json.RawMessage) bool { return e == nil }) {
			return
		}
		if len(whole) != len(elements) || broken != nil {
			t.Fatalf("%q: %q and broken %q, want %d elements", in, whole, broken, len(elements))
		}
	})
}
