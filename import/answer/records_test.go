package answer

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"immrecon/import/loosejson"
)

// An answer's records count on one by one; what is no answer is a record itself.
func TestRecords(t *testing.T) {
	for name, test := range map[string]struct {
		item  loosejson.Item
		texts []string
	}{
		"LookupEvents":                    {loosejson.Item{Text: []byte(`{"Events":[{"a":1},{"b":2}],"NextToken":"x"}`)}, []string{`{"a":1}`, `{"b":2}`}},
		"GetLogs":                         {loosejson.Item{Text: []byte(`{"meta":{"progress":"Complete"},"data":[{"a":1}]}`)}, []string{`{"a":1}`}},
		"GetLogs, of the Go client":       {loosejson.Item{Text: []byte(`{"progress":"Complete","count":1,"logs":[{"a":1}]}`)}, []string{`{"a":1}`}},
		"the answer with its head":        {loosejson.Item{Text: []byte(`{"headers":{},"statusCode":200,"body":{"Events":[{"a":1}]}}`)}, []string{`{"a":1}`}},
		"a list with its head":            {loosejson.Item{Text: []byte(`{"headers":{},"statusCode":200,"body":[{"a":1}]}`)}, []string{`{"a":1}`}},
		"records as strings":              {loosejson.Item{Text: []byte(`{"Events":["{\"a\":1}","b"]}`)}, []string{`{"a":1}`, `"b"`}},
		"in any case":                     {loosejson.Item{Text: []byte(`{"Response":{"events":[{"a":1}]}}`)}, []string{`{"a":1}`}},
		"the list as a string":            {loosejson.Item{Text: []byte(`{"Events":"[{\"a\":1},\"{}\"]"}`)}, []string{`{"a":1}`, `{}`}},
		"the answer as a string":          {loosejson.Item{Text: []byte(`{"statusCode":200,"body":"{\"Events\":[{\"a\":1}]}"}`)}, []string{`{"a":1}`}},
		"records as strings of strings":   {loosejson.Item{Text: []byte(`{"Events":["\"{}\""]}`)}, []string{`{}`}},
		"lists in the list":               {loosejson.Item{Text: []byte(`{"data":[[{"a":1}],"[{\"b\":2}]",[],{"c":3}]}`)}, []string{`{"a":1}`, `{"b":2}`, `{"c":3}`}},
		"answers in the list":             {loosejson.Item{Text: []byte(`{"result":[{"Events":[{"a":1}]},{"Events":[]}]}`)}, []string{`{"a":1}`}},
		"a log with such a member":        {loosejson.Item{Text: []byte(`{"__topic__":"app","data":"[{}]"}`)}, []string{`{"__topic__":"app","data":"[{}]"}`}},
		"a null for it, of the Go client": {loosejson.Item{Text: []byte(`{"progress":"Complete","count":0,"logs":null}`)}, nil},
		"an answer without a list":        {loosejson.Item{Text: []byte(`{"meta":{"progress":"Complete","count":0}}`)}, nil},
		"an event for it":                 {loosejson.Item{Text: []byte(`{"type":"ActionTrail:ApiCall","data":{"eventName":"A"}}`)}, []string{`{"eventName":"A"}`}},
		"a text for it":                   {loosejson.Item{Text: []byte(`{"data":"[none"}`)}, []string{`{"data":"[none"}`}},
		"an answer without records":       {loosejson.Item{Text: []byte(`{"Events":[]}`)}, nil},
		"a record":                        {loosejson.Item{Text: []byte(`{"eventName":"A"}`)}, []string{`{"eventName":"A"}`}},
		"a record that has such a member": {loosejson.Item{Text: []byte(`{"Events":"none","body":{"a":1}}`)}, []string{`{"Events":"none","body":{"a":1}}`}},
		"a record with such a mark":       {loosejson.Item{Text: []byte(`{"progress":"Incomplete"}`)}, []string{`{"progress":"Incomplete"}`}},
		"a null for it":                   {loosejson.Item{Text: []byte(`{"Events":null}`)}, []string{`{"Events":null}`}},
		"no object":                       {loosejson.Item{Text: []byte(`[1]`)}, []string{`[1]`}},
		"broken":                          {loosejson.Item{Text: []byte(`{"eventName":"A","x":[{"a":1}`), Broken: "cut"}, []string{`{"eventName":"A","x":[{"a":1}`}},
	} {
		got, err := Records(test.item, 7)
		if len(got) != len(test.texts) || err != nil {
			t.Errorf("%s: %d items, %v, want %d", name, len(got), err, len(test.texts))
			continue
		}
		for n, item := range got {
			if string(item.Text) != test.texts[n] || item.Number != int64(8+n) || item.Broken != test.item.Broken {
				t.Errorf("%s: item %d is %q of number %d, broken %q", name, n, item.Text, item.Number, item.Broken)
			}
		}
	}
}

// An answer that is not all of what was asked for is an error, wherever it says so.
func TestIncomplete(t *testing.T) {
	for text, want := range map[string]string{
		`{"meta":{"progress":"Incomplete","count":1},"data":[{"a":1}]}`:                            `meta.progress is "Incomplete"`,
		`{"meta":{"progress":"incomplete"},"data":[]}`:                                             `meta.progress is "incomplete"`,
		`{"data":[{"a":1}],"meta":{"progress":"Complete","isAccurate":false}}`:                     `meta.isAccurate is "false"`,
		`{"meta":{"phraseQueryInfo":{"scanAll":false}},"data":[{"a":1}]}`:                          `scanAll is "false"`,
		`{"Events":[{"a":1}],"EVENTS":[],"events":null}`:                                           `the answer has records as EVENTS and as Events`,
		`{"Data":"none","data":[{"a":1}]}`:                                                         "",
		`{"progress":"Incomplete","count":1,"logs":[{"a":1}]}`:                                     `progress is "Incomplete"`,
		`{"headers":{"X-Log-Progress":"Incomplete"},"body":[{"a":1}]}`:                             `x-log-progress is "Incomplete"`,
		`{"headers":{"x-log-progress":"Incomplete"},"body":{"data":[{"a":1}]}}`:                    `x-log-progress is "Incomplete"`,
		`{"header":{"X-Log-Progress":["Incomplete"]},"logs":[{"a":1}]}`:                            `x-log-progress is "Incomplete"`,
		`{"body":{"meta":{"progress":"Incomplete"},"data":[{"a":1}]}}`:                             `meta.progress is "Incomplete"`,
		`{"x-log-progress":"Incomplete","data":[{"a":1}]}`:                                         `x-log-progress is "Incomplete"`,
		`{"data":[{"a":1}],"headers":{"X-LOG-PROGRESS":"incomplete"}}`:                             `x-log-progress is "incomplete"`,
		`{"data":[{"a":1}],"response_headers":{"x_log_progress":"Incomplete"}}`:                    `x-log-progress is "Incomplete"`,
		`{"headers":[{"name":"x-log-progress","value":"Incomplete"}],"body":"[{}]"}`:               `x-log-progress is "Incomplete"`,
		`{"headers":[["Date","x"],["x-log-progress","Incomplete"]],"body":[{"a":1}]}`:              `x-log-progress is "Incomplete"`,
		`{"headers":"HTTP/1.1 200 OK\r\nx-log-progress: Incomplete\r\n","body":[{"a":1}]}`:         `x-log-progress is "Incomplete"`,
		`{"headers":"{\"x-log-progress\":\"Incomplete\"}","body":[{"a":1}]}`:                       `x-log-progress is "Incomplete"`,
		`{"headers":{"x-log-progress":"Incomplete"},"statusCode":200}`:                             `x-log-progress is "Incomplete"`,
		`{"headers":{"x-log-progress":"Incomplete"},"body":"{\"data\":[{}]}"}`:                     `x-log-progress is "Incomplete"`,
		`{"body":"{\"meta\":{\"progress\":\"Incomplete\"},\"data\":[]}"}`:                          `meta.progress is "Incomplete"`,
		`{"result":[{"meta":{"progress":"Incomplete"},"data":[]},{"data":[{}]}]}`:                  `meta.progress is "Incomplete"`,
		`{"Meta":{"Progress":"Incomplete"},"Data":[{"a":1}]}`:                                      `Meta.Progress is "Incomplete"`,
		`{"meta":{"progress":"Incomplete"},"data":null}`:                                           `meta.progress is "Incomplete"`,
		`{"meta":{"progress":"Incomplete"}}`:                                                       `meta.progress is "Incomplete"`,
		`{"meta":"{\"progress\":\"Incomplete\"}","data":[]}`:                                       `meta.progress is "Incomplete"`,
		`{"progress":"Incomplete","count":0,"logs":null}`:                                          `progress is "Incomplete"`,
		`{"progress":"InComplete","data":[]}`:                                                      `progress is "InComplete"`,
		`{"is_completed":false,"logs":[{"a":1}]}`:                                                  `is_completed is "false"`,
		`{"progress":"Complete","logs":[{}],"contents":"{\"isAccurate\":0}"}`:                      `contents.isAccurate is "0"; run the query again until it is "true"`,
		`{"progress":"Complete","logs":[{}],"contents":"{\"isAccurate\":1,\"limited\":\"100\"}"}`:  "",
		`{"__topic__":"app","progress":"Incomplete","data":[{"a":1}]}`:                             "",
		`{"headers":{"x-log-progress":"Complete"},"body":{"meta":{"isAccurate":true},"data":[]}}`:  "",
		`{"header":{"X-Log-Progress":["Complete"]},"progress":"COMPLETE","logs":[]}`:               "",
		`{"meta":{"progress":"Complete","phraseQueryInfo":{"scanAll":true}},"data":[{"a":1}]}`:     "",
		`{"meta":"of no kind we know","progress":{"of":"another"},"headers":[1],"data":[{"a":1}]}`: "",
	} {
		_, err := Records(loosejson.Item{Text: []byte(text)}, 0)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

// An answer that is damaged takes its records with it, and the mark that may stand
// behind them: it is an error.
func TestDamaged(t *testing.T) {
	for _, text := range []string{
		`{"Events":[{"a":1}`, `{"Events":[{"a":1},{"b`, `{"meta":{},"data":["{\"a\":1}","`, `{"body":{"data":[{"a":1}`, `"{\"Events\":[{\"a\":1}`,
		`{"Events":"[{\"a\":1},`,
	} {
		if _, err := Records(loosejson.Item{Text: []byte(text), Broken: "cut"}, 0); err == nil || err.Error() != "the answer of an API is damaged: cut; fetch it again" {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// The first record is found in an answer that is longer than what is seen of it.
func TestFirst(t *testing.T) {
	for head, want := range map[string]string{
		`{"Events":[{"a":1},{"b":`:                                        `{"a":1}`,
		"\ufeff [" + `{"meta":{"progress":"Complete"},"data":[{"a":1},`:   `{"a":1}`,
		`{"headers":{"x":["y"]},"body":{"RequestId":"1","data":[{"a":1},`: `{"a":1}`,
		`{"body":[{"a":1}`:                     `{"a":1}`,
		`{"Events":["{\"a\":1}","{`:            `{"a":1}`,
		`{"body":{"a":1},"b":2} {"c":3}`:       `{"body":{"a":1},"b":2}`,
		`{"data":"none","b":2}`:                `{"data":"none","b":2}`,
		`{"Events":[]}`:                        `{"Events":[]}`,
		`[{"a":1},{"b":2}]`:                    `{"a":1}`,
		`["{\"a\":1}","{\"b\`:                  `{"a":1}`,
		`"{\"a\":1}"` + "\n" + `"{\"b`:         `{"a":1}`,
		`"[{\"a\":1},{\"b\`:                    `{"a":1}`,
		`{"Events":"[{\"a\":1},{\"b\u00`:       `{"a":1}`,
		`{"body":"{\"Events\":[{\"a\":1},{\"b`: `{"a":1}`,
		`{"x":1,"Events":["{\"a\":1}","{\"b`:   `{"a":1}`,
		`{"Events":[]} {"Events":[{"a":1}]}`:   `{"a":1}`,
		`{"Events":[]} {"Events":[{"a":1},{`:   `{"a":1}`,
		`"__topic__","event"`:                  "",
		`"{\"a\":`:                             "",
		`{"Events":[{"a":`:                     "",
		`{"a":`:                                "",
		`bucket,operation`:                     "",
		``:                                     "",
	} {
		if got := First([]byte(head)); string(got) != want {
			t.Errorf("%s begins with %q, want %q", head, got, want)
		}
	}
}

// Only answers without a record are empty, and one of them that is incomplete is an error.
func TestEmpty(t *testing.T) {
	for text, want := range map[string]string{
		`{"Events":[]}`: "true",
		`{"meta":{"progress":"Complete","count":0},"data":[]}` + "\n" + `{"data":[]}`: "true",
		`{"meta":{"progress":"Complete"},"data":[]}{"data":[{"a":1}]}`:                "false",
		`{"progress":"Incomplete","logs":null}`:                                       "progress is",
		`{"data":[]}{"progress":"Incomplete","logs":[]}`:                              "progress is",
		`{"a":1}`:           "false",
		`{"data":[]}{"a":1`: "false",
		`a,b`:               "false",
		``:                  "false",
	} {
		empty, err := Empty([]byte(text))
		if got := fmt.Sprint(empty, " ", err); !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// FuzzRecords checks that records are numbered one by one and are no more than the text,
// that the first of a text is the first that is read of it, and that a text that is said
// to be empty has none.
func FuzzRecords(f *testing.F) {
	for _, text := range []string{
		`{"meta":{"progress":"Incomplete"},"data":[{"a":1}]}`, `{"headers":{"X-Log-Progress":["Complete"]},"body":{"Events":[{"a":1},2,null]}}`,
		`{"Events":["{\"a\":1}","b"]}`, `{"body":"{\"Events\":[{\"a\":1}]}"}`, `{"data":[[{"a":1}],"[{\"b\":2}]",[]]}`, `{"Events":[]} {"Events":[{"a":1}]}`,
		`{"progress":"Complete","logs":null}`, `{"eventName":"A"}`, `[{"a":1},{"b":2}]`, `"{\"Events\":[{\"a\":1}]}"`, `{"Events":[],"events":[{"a":1}]}`,
		`{"EVENTS":[{"a":1}],"eVENTS":[{"a":2}],"evENTS":[{"a":3}],"eveNTS":[{"a":4}],"evenTS":[{"a":5}],"eventS":[{"a":6}]}`,
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var all []string
		number, whole := int64(0), true
		for item, err := range loosejson.Items(bytes.NewReader(text)) {
			if err != nil {
				t.Fatal(err)
			}
			records, err := Records(item, number)
			if again, errAgain := Records(item, number); !reflect.DeepEqual(again, records) || fmt.Sprint(errAgain) != fmt.Sprint(err) {
				t.Fatalf("%q has %+v, %v, and then %+v, %v", text, records, err, again, errAgain)
			}
			whole = whole && err == nil && item.Broken == ""
			for _, record := range records {
				if number++; err == nil && record.Number != number {
					t.Fatalf("record %d of %q has number %d", number, text, record.Number)
				}
				all = append(all, string(record.Text))
			}
		}
		if size := len(strings.Join(all, "")); size > 3*len(text) { // a byte that is no UTF-8 becomes three in a string
			t.Errorf("%d bytes of records are in %d", size, len(text))
		}
		if first := First(text); whole && len(all) > 0 && string(first) != all[0] {
			t.Errorf("%q begins with %q, the first record is %q", text, first, all[0])
		}
		if empty, err := Empty(text); empty && (err != nil || len(all) > 0) {
			t.Errorf("%q is empty, but has %q, %v", text, all, err)
		}
	})
}
