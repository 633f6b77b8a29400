package slslog

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"immrecon/import/answer"
	"immrecon/import/loosejson"
	"immrecon/import/process"
	"immrecon/import/rows"

	"immrecon/store/model"
)

// required are the columns without which no CSV file is an access log. The
// others a row is asked for: they are spelt in more than one way.
var required = []string{"bucket", "operation"}

// Detect reports whether content that begins with head holds access log records,
// or is an export of a log store that has them.
func Detect(head []byte) bool {
	if first := answer.First(head); first != nil {
		o := decode(first)
		topic := o.Text("__topic__")
		if strings.HasPrefix(topic, topicFamily) {
			return o.err == nil && topic != "oss_metering_log" // which counts requests (package metering)
		}
		return o.err == nil && isRequest(o)
	}
	header := rows.Header(head)
	return hasAll(func(name string) bool {
		return rows.Has(header, name) || rows.Has(header, strings.ReplaceAll(name, "_", "-"))
	})
}

// isRequest reports whether a record has the fields of a request, whatever its topic.
func isRequest(r record) bool {
	return hasAll(func(name string) bool { return namedField(r, name) != "" })
}

// hasAll reports whether all of the fields are there that tell the log of a request
// from other records.
func hasAll(has func(name string) bool) bool {
	return has("bucket") && has("operation") && has("request_id") && has("request_uri") && has("http_status")
}

// Read writes the records of r to to. JSON records are numbered by their place in
// the file, from 1; rows of a CSV file by the line they begin on. The
// errors are a CSV header without a necessary column, an answer that is incomplete or
// damaged, and that of reading r.
func Read(r io.Reader, to model.RecordWriter) error { return ReadStyled(r, nil, to) }

// ReadStyled is Read for buckets whose requests may ask for styles.
func ReadStyled(r io.Reader, styles process.Styles, to model.RecordWriter) error {
	requests := process.Reader{Styles: styles}
	in := bufio.NewReader(r)
	if !beginsJSON(in) {
		parseRow := func(row *rows.Row) entry { return parse(row, &requests) }
		return rows.Read(in, to, required, parseRow, func(line int64, e *entry) { writeEntry(line, e, to) })
	}
	number := int64(0)
	for item, err := range loosejson.Items(in) {
		if err != nil {
			return err
		}
		records, err := answer.Records(item, number)
		if err != nil {
			return fmt.Errorf("near JSON object %d: %w", number+1, err)
		}
		for _, record := range records {
			number = record.Number
			writeItem(record, &requests, to)
		}
	}
	return nil
}

// beginsJSON skips a byte order mark and blanks.
func beginsJSON(in *bufio.Reader) bool {
	head, _ := in.Peek(1 << 10)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

// writeItem makes exactly one call on to that counts a line.
func writeItem(item loosejson.Item, requests *process.Reader, to model.RecordWriter) {
	if item.Broken != "" {
		to.Reject(item.Number, item.Broken, string(item.Text))
		return
	}
	o := decode(item.Text)
	var e entry
	if o.err == nil {
		e = parse(o, requests)
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
