package metering

import (
	"encoding/json"
	"fmt"
	"io"

	"immrecon/import/answer"
	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// topic marks metering among the records of a log store.
const topic = "oss_metering_log"

// Detect reports whether content that begins with head is metering.
func Detect(head []byte) bool {
	first := answer.First(head)
	if first == nil {
		return isCutAnswer(head)
	}
	records, err := recordsOf(first)
	return err == nil && len(records) > 0 && records[0].isMetering()
}

// Read writes every record of r to to, numbered by its place among them. The errors
// are that of reading r, and an answer that is incomplete or damaged.
func Read(r io.Reader, to model.RecordWriter) error {
	number := int64(0)
	for item, err := range loosejson.Items(r) {
		if err != nil {
			return err
		}
		logs, err := answer.Records(item, number)
		if err != nil {
			return fmt.Errorf("near JSON object %d: %w", number+1, err)
		}
		for _, log := range logs {
			number = writeItem(log, number, to)
		}
	}
	return nil
}

// writeItem writes a record, or the many of an answer of QueryUserOmsData, and returns
// the number of the last.
func writeItem(item loosejson.Item, number int64, to model.RecordWriter) int64 {
	records, err := recordsOf(item.Text)
	switch {
	case item.Broken != "":
		to.Reject(number+1, item.Broken, string(item.Text))
		return number + 1
	case err != nil:
		to.Reject(number+1, "not metering: "+err.Error(), string(item.Text))
		return number + 1
	}
	for n := range records {
		number++
		write(&records[n], number, to)
	}
	return number
}

// write makes exactly one call on to.
func write(r *record, number int64, to model.RecordWriter) {
	if r.Topic != "" && r.Topic != topic {
		to.Skip(number)
		return
	}
	hour, err := r.hour()
	if err != nil {
		text, _ := json.Marshal(r) // of texts alone, which cannot fail
		to.Reject(number, err.Error(), string(text))
		return
	}
	to.KeepMetering(number, &hour)
}
