package slslog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"immrecon/import/loosejson"
	"immrecon/import/rows"
	"immrecon/import/secret"

	"immrecon/store/model"
)

// required are the columns without which no CSV file is an access log. The
// others a row is asked for: they are spelt in more than one way.
var required = []string{"bucket", "operation"}

// Detect reports whether content that begins with head holds access log records,
// or is an export of a log store that has them.
func Detect(head []byte) bool {
	if first := loosejson.First(head); first != nil {
		if records := loosejson.Unwrapped(loosejson.Item{Text: first}, 0, envelope); len(records) > 0 {
			first = records[0].Text
		}
		o := decode(first)
		return o.err == nil && isAccessLog(o.Text("__topic__"), func(name string) bool { return namedField(o, name) != "" })
	}
	header := rows.Header(head)
	return isAccessLog("", func(name string) bool {
		return rows.Has(header, name) || rows.Has(header, strings.ReplaceAll(name, "_", "-"))
	})
}

// isAccessLog judges a record by its topic, else by the fields it has.
func isAccessLog(topic string, has func(name string) bool) bool {
	if topic != "" {
		return strings.HasPrefix(topic, "oss_") && topic != "oss_metering_log" // which counts requests (package metering)
	}
	return has("bucket") && has("operation") && has("request_id") && has("request_uri") && has("http_status")
}

// Read writes the records of r to to. JSON records are numbered by their place in
// the file, from 1; rows of a CSV file by the line they begin on. The
// errors are a CSV header without a necessary column, and that of reading r.
func Read(r io.Reader, to model.RecordWriter) error {
	to = secret.Masked(to)
	in := bufio.NewReader(r)
	if !beginsJSON(in) {
		parseRow := func(row *rows.Row) entry { return parse(row) }
		return rows.Read(in, to, required, parseRow, func(line int64, e *entry) { writeEntry(line, e, to) })
	}
	number := int64(0)
	for item, err := range loosejson.Items(in) {
		if err != nil {
			return err
		}
		for _, record := range loosejson.Unwrapped(item, number, envelope) {
			number = record.Number
			writeItem(record, to)
		}
	}
	return nil
}

// envelope is under which name an answer of GetLogs has the records.
const envelope = "data"

// beginsJSON skips a byte order mark and blanks.
func beginsJSON(in *bufio.Reader) bool {
	head, _ := in.Peek(1 << 10)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

// writeItem makes exactly one call on to that counts a line.
func writeItem(item loosejson.Item, to model.RecordWriter) {
	if item.Broken != "" {
		to.Reject(item.Number, item.Broken, string(item.Text))
		return
	}
	o := decode(item.Text)
	var e entry
	if o.err == nil {
		e = parse(o)
	}
	if o.err != nil {
		to.Reject(item.Number, o.err.Error(), string(item.Text))
		return
	}
	writeEntry(item.Number, &e, to)
}

// writeEntry makes exactly one call on to that counts a line.
func writeEntry(line int64, e *entry, to model.RecordWriter) {
	if e.request.Bucket != "" {
		to.SawBucket(e.request.Bucket, e.received)
	}
	if e.request.Operations == nil {
		to.Skip(line)
		return
	}
	to.KeepRequest(line, &e.request)
}

func decode(text []byte) *object {
	var o object
	o.err = json.Unmarshal(text, &o.members)
	return &o
}
