package metering

import (
	"encoding/json"
	"io"

	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// topic marks metering among the records of a log store.
const topic = "oss_metering_log"

// Detect reports whether content that begins with head is metering.
func Detect(head []byte) bool {
	first := loosejson.First(head)
	if first == nil {
		return isCutAnswer(head)
	}
	records, err := recordsOf(first)
	return err == nil && len(records) > 0 && records[0].isMetering()
}

// Read writes every record of r to to, numbered by its place among them. The only
// error is that of reading r.
func Read(r io.Reader, to model.RecordWriter) error {
	number := int64(0)
	for item, err := range loosejson.Items(r) {
		if err != nil {
			return err
		}
		records, err := recordsOf(item.Text)
		switch {
		case item.Broken != "":
			number++
			to.Reject(number, item.Broken, string(item.Text))
			continue
		case err != nil:
			number++
			to.Reject(number, "not metering: "+err.Error(), string(item.Text))
			continue
		}
		for n := range records {
			number++
			write(&records[n], number, to)
		}
	}
	return nil
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
