package fields_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"immrecon/export/fields"
)

type tally struct {
	Read int64 `json:"read"`
	Kept int64 `json:"kept,omitempty"`
}

type row struct {
	ID string `json:"id"`
	tally
	Amount string `json:"amount"`
	hidden string
	Secret string `json:"-"`
}

var known = []string{"id", "read", "kept", "amount"}

const document = `{"schema":"test/1","rows":[
 {"id":"a<b>","read":9007199254740993,"kept":1,"amount":"0.10"},
 {"id":"ü","read":2,"kept":0,"amount":"-3.0000000000000000000001"}],"others":[]}`

func TestOf(t *testing.T) {
	_ = row{hidden: ""}
	if got := fields.Of[row](); !slices.Equal(got, known) {
		t.Errorf("%q, want %q", got, known)
	}
}

func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"id":             "id",
		"amount, id ,id": "amount id",
		"":               "name the fields to print, with commas between them: id, read, kept, amount",
		"id,":            "name the fields to print, with commas between them: id, read, kept, amount",
		"id,Amount":      "no field Amount; there are id, read, kept, amount",
		"--jq":           "no field --jq; there are id, read, kept, amount",
	} {
		got, err := fields.Parse(text, known)
		if said := strings.Join(got, " "); err == nil && said != want || err != nil && err.Error() != want {
			t.Errorf("%q: %q, %v; want %q", text, got, err, want)
		}
	}
}

func TestWrite(t *testing.T) {
	var out bytes.Buffer
	if err := fields.Write(&out, []byte(document), "rows", []string{"amount", "id"}); err != nil {
		t.Fatal(err)
	}
	const want = `[
  {
    "amount": "0.10",
    "id": "a<b>"
  },
  {
    "amount": "-3.0000000000000000000001",
    "id": "ü"
  }
]
`
	if out.String() != want {
		t.Errorf("got %s", out.String())
	}
	out.Reset()
	if err := fields.Write(&out, []byte(document), "others", known); err != nil || out.String() != "[]\n" {
		t.Errorf("of no rows: %q, %v", out.String(), err)
	}
}

func TestFilter(t *testing.T) {
	for text, want := range map[string]string{
		".[].id":                         "a<b>\nü\n",
		".[] | {amount}":                 "{\"amount\":\"0.10\"}\n{\"amount\":\"-3.0000000000000000000001\"}\n",
		".[0].read":                      "9007199254740993\n",
		"length":                         "2\n",
		".[] | select(.kept == 1) | .id": "a<b>\n",
		"map(.read) | add":               "9007199254740995\n",
		".[0].nothing":                   "null\n",
		"empty":                          "",
		"env | length":                   "0\n",
		".[0].id, halt, .[1].id":         "a<b>\n",
	} {
		e, err := fields.ParseExpression(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var out bytes.Buffer
		if err := fields.Filter(t.Context(), &out, []byte(document), "rows", known, e); err != nil || out.String() != want {
			t.Errorf("%s: %q, %v; want %q", text, out.String(), err, want)
		}
	}
	for _, text := range []string{".[", "nosuch", "input", `import "a" as a; .`} {
		if _, err := fields.ParseExpression(text); err == nil || !strings.Contains(err.Error(), "no expression of jq") {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{".[0].id + 1", `error("so")`, `"over" | halt_error`} {
		e, err := fields.ParseExpression(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := fields.Filter(t.Context(), &bytes.Buffer{}, []byte(document), "rows", known, e); err == nil || !strings.Contains(err.Error(), "--jq "+text+": ") {
			t.Errorf("%s: %v", text, err)
		}
	}
}
