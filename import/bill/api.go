package bill

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// api is an item of an answer of the billing API, or a record of the log service's
// table instance_bill, which has the same names. Amounts stay the digits they are
// written with; the provider's own Go client would put them into 32-bit floats. The
// finest period of the API is a day.
var api = newForm(form{name: "api", headers: englishKeys, spare: englishSpare})

// isAPIAnswer reports whether JSON text is a bill: item names that nothing
// else has, or the envelope of an answer whose items come later.
func isAPIAnswer(head []byte) bool {
	has := func(name string) bool { return bytes.Contains(head, []byte(`"`+name+`"`)) }
	return has("PretaxGrossAmount") || has("PretaxAmount") || has("BillingCycle") && has("Items") ||
		has("BillingDate") && has("BillingItem") && has("ProductCode")
}

// maxPage is the longest answer or record that is read, in bytes. The API puts at most
// 300 items on a page; an array around pages or records may be of any length.
const maxPage = 32 << 20

// readAPI reads answers of the billing API as the aliyun command prints them, or
// records: one or several after each other, or an array of them. It keeps one in
// memory at a time.
func (in *reading) readAPI(t *text) error {
	from := &pageReader{from: t}
	from.values = json.NewDecoder(from)
	items := &apiItems{reading: in, page: 1}
	if err := items.readFile(from.values); err != nil {
		return fmt.Errorf("page %d of the API's answers, before byte %d: %w; fetch the page again",
			items.page, from.values.InputOffset(), err)
	}
	return nil
}

// pageReader ends the reading within an answer that is too long.
type pageReader struct {
	from   io.Reader
	values *json.Decoder
	read   int64
}

// Read implements io.Reader.
func (r *pageReader) Read(p []byte) (int, error) {
	if r.read-r.values.InputOffset() > maxPage {
		return 0, fmt.Errorf("longer than %d bytes, the longest answer that is read", maxPage)
	}
	n, err := r.from.Read(p)
	r.read += int64(n)
	return n, err
}

// readFile reads the values of a file, and those of an array one by one.
func (a *apiItems) readFile(values *json.Decoder) error {
	for values.More() {
		read := a.readValue
		var begin [1]byte // More has passed over the space before it
		if _, err := values.Buffered().Read(begin[:]); err == nil && begin[0] == '[' {
			read = a.readArray
		}
		if err := read(values); err != nil {
			return err
		}
	}
	if _, err := values.Token(); err != io.EOF {
		return err
	}
	return nil
}

func (a *apiItems) readArray(values *json.Decoder) error {
	_, _ = values.Token() // the opening bracket
	for values.More() {
		if err := a.readValue(values); err != nil {
			return err
		}
	}
	_, err := values.Token() // the closing one
	return noEnd(err)
}

func (a *apiItems) readValue(values *json.Decoder) error {
	var value json.RawMessage
	if err := values.Decode(&value); err != nil {
		return noEnd(err)
	}
	if err := a.read(value, envelope{}); err != nil {
		return err
	}
	a.page++
	return nil
}

// noEnd is an error of a text that ends within a value.
func noEnd(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// apiItems writes the items of pages under running numbers.
type apiItems struct {
	*reading
	number int64
	page   int // that is being read
	depth  int // of the value that is being read, in lists and pages
}

// maxDepth bounds how deep lists and pages may stand in each other, for each is read once
// more for each that it is in. Real ones have six.
const maxDepth = 16

// read goes from a page down to its items: an array of values, a page with something
// inside, or an item.
func (a *apiItems) read(value json.RawMessage, about envelope) error {
	a.depth++
	defer func() { a.depth-- }()
	if a.depth > maxDepth {
		a.number++
		a.reject(a.number, fmt.Sprintf("more than %d lists and pages stand in each other here, so it is no item of a bill", maxDepth), string(value))
		return nil
	}
	switch kindOf(value) {
	case '[':
		return a.readAll(value, about)
	case '{':
	default:
		a.writeItem(value, about)
		return nil
	}
	page, err := parsePage(value)
	if err != nil {
		return err
	}
	if inner := page.inside(); inner != nil {
		return a.read(inner, about.with(page.envelope))
	}
	if page.isItem() {
		a.writeItem(value, about)
	}
	return nil
}

func (a *apiItems) readAll(value json.RawMessage, about envelope) error {
	values := json.NewDecoder(bytes.NewReader(value))
	_, _ = values.Token() // the opening bracket
	for values.More() {
		var value json.RawMessage
		if err := values.Decode(&value); err != nil {
			return err
		}
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
		a.reject(a.number, err.Error(), string(value))
		return
	}
	a.write(a.number, e, func(reason string) { a.reject(a.number, reason, string(value)) })
}

// member is a name of an item and its value.
type member struct {
	name  string
	value json.RawMessage
}

// apiEntry reads an item, name by name in the order it is written.
func apiEntry(value json.RawMessage, about envelope) (*entry, error) {
	members, err := membersOf(value)
	if err != nil {
		return nil, err
	}
	e := &entry{form: api.name, names: new([columnCount]string), raw: func() string { return compact(value) }}
	for _, m := range members {
		if err := e.setMember(m); err != nil {
			return nil, err
		}
	}
	e.setSpare(members)
	e.overview = isOverview(e, members)
	api.nameMissing(e.names)
	if e.cells[colMonth] == "" {
		e.set(colMonth, cellOf(about.BillingCycle))
	}
	if e.cells[colAccount] == "" {
		e.set(colAccount, cellOf(about.AccountID))
	}
	return e, nil
}

func compact(value json.RawMessage) string {
	var raw bytes.Buffer
	_ = json.Compact(&raw, value) // it has been parsed
	return raw.String()
}

// maxMembers is how many members of an item are read. The API's items have some sixty.
const maxMembers = 1000

// membersOf parts an item into its members.
func membersOf(value json.RawMessage) ([]member, error) {
	if kindOf(value) != '{' || !json.Valid(value) {
		return nil, errors.New("not a JSON object, so no item of a bill")
	}
	var all []member
	values := json.NewDecoder(bytes.NewReader(value))
	_, _ = values.Token() // the opening brace
	for values.More() {
		if len(all) == maxMembers {
			return nil, fmt.Errorf("it has more than %d members, so it is no item of a bill", maxMembers)
		}
		name, err := values.Token()
		var m member
		if err == nil {
			m.name = fmt.Sprint(name)
			err = values.Decode(&m.value)
		}
		if err != nil {
			return nil, err
		}
		all = append(all, m)
	}
	return all, nil
}

// setMember sets the cell of one name and value of an item.
func (e *entry) setMember(m member) error {
	col, known := api.column(m.name)
	if !known {
		return nil
	}
	if e.names[col] != "" {
		return fmt.Errorf("names %q and %q both stand for %s", e.names[col], m.name, api.headers[col][0])
	}
	e.names[col] = m.name
	e.set(col, cellOf(m.value))
	return nil
}

// setSpare sets the columns that an item gives under a spare name only.
func (e *entry) setSpare(members []member) {
	for col, names := range api.spare {
		for _, name := range names {
			for _, m := range members {
				if e.cells[col] == "" && normalize(m.name) == normalize(name) {
					e.names[col] = m.name
					e.set(col, cellOf(m.value))
				}
			}
		}
	}
}

// settlement are names that only answers about what is paid have (QueryBillOverview,
// QueryBill, QuerySettleBill): those of the API's bills by instance have none.
var settlement = map[string]bool{
	"rounddowndiscount": true, "aftertaxamount": true, "pretaxamountlocal": true, "paymenttransactionid": true, "suborderid": true,
}

// isOverview reports whether an item is a control total: it does not even name what
// a line is for, or has no value there and is about what is paid.
func isOverview(e *entry, members []member) bool {
	named := false
	for _, col := range lineColumns {
		if e.cells[col] != "" {
			return false
		}
		named = named || e.names[col] != ""
	}
	for _, m := range members {
		if settlement[normalize(m.name)] {
			return true
		}
	}
	return !named
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
