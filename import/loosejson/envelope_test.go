package loosejson

import "testing"

// An answer's records count on one by one; what is no answer is a record itself.
func TestUnwrapped(t *testing.T) {
	for name, test := range map[string]struct {
		item  Item
		texts []string
	}{
		"an answer":                       {Item{Text: []byte(`{"Events":[{"a":1},{"b":2}],"NextToken":"x"}`)}, []string{`{"a":1}`, `{"b":2}`}},
		"another name for it":             {Item{Text: []byte(`{"data":[{"a":1}]}`)}, []string{`{"a":1}`}},
		"an answer without records":       {Item{Text: []byte(`{"Events":[]}`)}, nil},
		"a record":                        {Item{Text: []byte(`{"eventName":"A"}`)}, []string{`{"eventName":"A"}`}},
		"a record that has such a member": {Item{Text: []byte(`{"Events":"none"}`)}, []string{`{"Events":"none"}`}},
		"a null for it":                   {Item{Text: []byte(`{"Events":null}`)}, []string{`{"Events":null}`}},
		"no object":                       {Item{Text: []byte(`[1]`)}, []string{`[1]`}},
		"broken":                          {Item{Text: []byte(`{"Events":[{"a":1}`), Broken: "cut"}, []string{`{"Events":[{"a":1}`}},
	} {
		got := Unwrapped(test.item, 7, "Events", "data")
		if len(got) != len(test.texts) {
			t.Errorf("%s: %d items, want %d", name, len(got), len(test.texts))
			continue
		}
		for n, item := range got {
			if string(item.Text) != test.texts[n] || item.Number != int64(8+n) || item.Broken != test.item.Broken {
				t.Errorf("%s: item %d is %q of number %d, broken %q", name, n, item.Text, item.Number, item.Broken)
			}
		}
	}
}
