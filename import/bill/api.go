package bill

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"immrecon/store/model"
)

// api is an item of DescribeInstanceBill or QueryInstanceBill. Amounts stay the
// digits they are written with; the provider's own Go client would put them
// into 32-bit floats. The finest period of the API is a day.
var api = newForm(form{name: "api", headers: englishKeys})

// isAPIAnswer reports whether JSON text is a bill: item names that nothing
// else has, or the envelope of an answer whose items come later.
func isAPIAnswer(head []byte) bool {
	has := func(name string) bool { return bytes.Contains(head, []byte(`"`+name+`"`)) }
	return has("PretaxGrossAmount") || has("PretaxAmount") || has("BillingCycle") && has("Items")
}

// readAPI reads answers of the billing API as the aliyun command prints them:
// one or several pages after each other, or an array of them. It keeps one page
// in memory at a time; the API puts at most 300 items on one.
func readAPI(r io.Reader, to model.RecordWriter) error {
	pages := json.NewDecoder(r)
	items := &apiItems{to: to}
	for page := 1; ; page++ {
		var value json.RawMessage
		err := pages.Decode(&value)
		if err == io.EOF {
			return nil
		}
		if err == nil {
			err = items.read(value, envelope{})
		}
		if err != nil {
			return fmt.Errorf("page %d of the API's answers, before byte %d: %w; fetch the page again",
				page, pages.InputOffset(), err)
		}
	}
}

// envelope is what a page says once for all its items.
type envelope struct {
	BillingCycle json.RawMessage
	AccountID    json.RawMessage
}

// answer is a page, or the value of Data in it.
type answer struct {
	envelope
	Success, Code, Message json.RawMessage
	Data, Items            json.RawMessage
	Item                   json.RawMessage // the items once more wrapped, in QueryInstanceBill
}

// apiItems writes the items of pages under running numbers.
type apiItems struct {
	to     model.RecordWriter
	number int64
}

// read goes from a page down to its items: an array of values, an answer with
// Data or Items, or an item.
func (a *apiItems) read(value json.RawMessage, about envelope) error {
	switch kindOf(value) {
	case '[':
		return a.readAll(value, about)
	case '{':
	default:
		a.writeItem(value, about)
		return nil
	}
	var page answer
	if err := json.Unmarshal(value, &page); err != nil {
		return err
	}
	if cellOf(page.Success) == "false" {
		return fmt.Errorf("the API answered %s: %s", cellOf(page.Code), cellOf(page.Message))
	}
	about = about.with(page.envelope)
	for _, inner := range []json.RawMessage{page.Data, page.Items, page.Item} {
		if kind := kindOf(inner); kind == '{' || kind == '[' {
			return a.read(inner, about)
		}
	}
	a.writeItem(value, about)
	return nil
}

func (a *apiItems) readAll(value json.RawMessage, about envelope) error {
	var values []json.RawMessage
	if err := json.Unmarshal(value, &values); err != nil {
		return err
	}
	for _, value := range values {
		if err := a.read(value, about); err != nil {
			return err
		}
	}
	return nil
}

// writeItem writes one item.
func (a *apiItems) writeItem(value json.RawMessage, about envelope) {
	a.number++
	e, err := apiEntry(value, about)
	if err != nil {
		a.to.Reject(a.number, err.Error(), string(value))
		return
	}
	writeLine(a.number, e, a.to, func() string { return string(value) })
}

// with adds what an inner envelope says.
func (of envelope) with(inner envelope) envelope {
	if inner.BillingCycle != nil {
		of.BillingCycle = inner.BillingCycle
	}
	if inner.AccountID != nil {
		of.AccountID = inner.AccountID
	}
	return of
}

// apiEntry reads an item, name by name in the order it is written.
func apiEntry(value json.RawMessage, about envelope) (*entry, error) {
	var raw bytes.Buffer
	if err := json.Compact(&raw, value); err != nil || kindOf(value) != '{' {
		return nil, errors.New("not a JSON object, so no item of a bill")
	}
	e := &entry{form: api.name, raw: raw.String()}
	members := json.NewDecoder(bytes.NewReader(value))
	_, _ = members.Token() // the opening brace
	for members.More() {
		name, _ := members.Token()
		var member json.RawMessage
		if err := members.Decode(&member); err != nil {
			return nil, err
		}
		if err := e.setMember(fmt.Sprint(name), member); err != nil {
			return nil, err
		}
	}
	api.nameMissing(&e.names)
	if e.cells[colMonth] == "" {
		e.set(colMonth, cellOf(about.BillingCycle))
	}
	if e.cells[colAccount] == "" {
		e.set(colAccount, cellOf(about.AccountID))
	}
	return e, nil
}

// setMember sets the cell of one name and value of an item.
func (e *entry) setMember(name string, member json.RawMessage) error {
	col, known := api.column(name)
	if !known {
		return nil
	}
	if e.names[col] != "" {
		return fmt.Errorf("names %q and %q both stand for %s", e.names[col], name, api.headers[col][0])
	}
	e.names[col] = name
	e.set(col, cellOf(member))
	return nil
}

// cellOf is a JSON value as a cell: the text of a string, the digits of a
// number as written, nothing for null.
func cellOf(value json.RawMessage) string {
	var text string
	if kindOf(value) == '"' && json.Unmarshal(value, &text) == nil {
		return text
	}
	if string(value) == "null" {
		return ""
	}
	return strings.TrimSpace(string(value))
}

// kindOf returns the first character of a JSON value, 0 where there is none.
func kindOf(value json.RawMessage) byte {
	value = bytes.TrimSpace(value)
	if len(value) == 0 {
		return 0
	}
	return value[0]
}
