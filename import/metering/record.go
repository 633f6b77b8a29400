package metering

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"immrecon/import/loosejson"

	"immrecon/store/model"
)

// A record is what was counted of a bucket in a time, with the names of the API
// and of the log service.
type record struct {
	Topic loosejson.Text `json:"__topic__,omitempty"`

	Bucket         loosejson.Text
	StartTime      loosejson.Text
	EndTime        loosejson.Text
	GetRequest     loosejson.Text
	PutRequest     loosejson.Text
	ProcessImgSize loosejson.Text

	Start   loosejson.Text `json:"start_time,omitempty"`
	End     loosejson.Text `json:"end_time,omitempty"`
	Gets    loosejson.Text `json:"get_request,omitempty"`
	Puts    loosejson.Text `json:"put_request,omitempty"`
	Process loosejson.Text `json:"process_img_size,omitempty"`
}

// recordsOf reads an answer of the API, of many records, or one record of a log.
func recordsOf(text []byte) ([]record, error) {
	var in struct {
		Data struct{ OmsData *[]record }
		record
	}
	if err := json.Unmarshal(text, &in); err != nil {
		return nil, err
	}
	if in.Data.OmsData != nil {
		return *in.Data.OmsData, nil
	}
	return []record{in.record}, nil
}

// isCutAnswer reports whether a text that ends within its first object begins an
// answer of the API.
func isCutAnswer(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \t\r\n["), []byte("{")) && bytes.Contains(head, []byte(`"OmsData"`))
}

// isMetering reports whether a record counts requests.
func (r *record) isMetering() bool {
	return r.Topic == topic || r.Topic == "" && r.Bucket != "" && (r.StartTime != "" && r.GetRequest != "" || r.Start != "" && r.Gets != "")
}

// hour is the record as one of an hour: of a day nothing could be told of its
// hours.
func (r *record) hour() (m model.MeteringHour, err error) {
	m.Bucket = string(r.Bucket)
	if m.Bucket == "" {
		return m, fmt.Errorf("it names no Bucket")
	}
	if m.Hour, err = instant("StartTime", cmp.Or(r.StartTime, r.Start)); err != nil {
		return m, err
	}
	end, err := instant("EndTime", cmp.Or(r.EndTime, r.End))
	if err != nil {
		return m, err
	}
	if end-m.Hour != model.Hour || m.Hour%model.Hour != 0 {
		return m, fmt.Errorf("it is of %d s from second %d of an hour: ask for DataType Hour", end-m.Hour, m.Hour%model.Hour)
	}
	for _, count := range []struct {
		name string
		text loosejson.Text
		into **int64
	}{
		{"GetRequest", cmp.Or(r.GetRequest, r.Gets), &m.GetRequests},
		{"PutRequest", cmp.Or(r.PutRequest, r.Puts), &m.PutRequests},
		{"ProcessImgSize", cmp.Or(r.ProcessImgSize, r.Process), &m.ProcessBytes},
	} {
		if count.text == "" {
			continue
		}
		n, err := strconv.ParseInt(string(count.text), 10, 64)
		if err != nil || n < 0 {
			return m, fmt.Errorf("%s: %q is no number of requests or bytes", count.name, string(count.text))
		}
		*count.into = &n
	}
	return m, nil
}

// instant reads a time as the API writes it, or as the log service does, in Unix
// seconds.
func instant(name string, text loosejson.Text) (int64, error) {
	if at, err := strconv.ParseInt(string(text), 10, 64); err == nil && at > 0 {
		return at, nil
	}
	at, err := time.Parse(time.RFC3339, string(text))
	if err != nil || at.Unix() <= 0 {
		return 0, fmt.Errorf("%s: %q is neither an RFC 3339 time nor Unix seconds", name, string(text))
	}
	return at.Unix(), nil
}
