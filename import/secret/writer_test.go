package secret_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"immrecon/import/readertest"
	"immrecon/import/secret"
	"immrecon/store/model"
)

const canary = "token=CANARY0123456789"

// filled puts a text into every text of a value, so that none can be forgotten.
func filled(value reflect.Value, text string) {
	if value.Type() == reflect.TypeFor[model.Kind]() { // a constant of the reader
		return
	}
	switch value.Kind() {
	case reflect.String:
		value.SetString(text)
	case reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 2, 2))
		for n := range value.Len() {
			filled(value.Index(n), text)
		}
	case reflect.Struct:
		for n := range value.NumField() {
			if field := value.Field(n); field.CanSet() {
				filled(field, text)
			}
		}
	}
}

// seen is a record writer that keeps all that it is given, as text.
type seen struct {
	model.RecordWriter
	calls map[string]string // by method
}

func (s *seen) note(method string, what ...any) { s.calls[method] = fmt.Sprintf("%+v", what) }

func (s *seen) Skip(line int64)                                  { s.note("Skip", line) }
func (s *seen) Reject(line int64, reason, text string)           { s.note("Reject", reason, text) }
func (s *seen) KeepRequest(_ int64, r *model.Request)            { s.note("KeepRequest", *r) }
func (s *seen) KeepCall(_ int64, c *model.Call)                  { s.note("KeepCall", *c) }
func (s *seen) KeepBillLine(_ int64, b *model.BillLine)          { s.note("KeepBillLine", *b) }
func (s *seen) KeepBillTotal(_ int64, t *model.BillTotal)        { s.note("KeepBillTotal", *t) }
func (s *seen) KeepProject(_ int64, p *model.Project)            { s.note("KeepProject", *p) }
func (s *seen) KeepDataset(_ int64, d *model.Dataset)            { s.note("KeepDataset", *d) }
func (s *seen) KeepBinding(_ int64, b *model.Binding)            { s.note("KeepBinding", *b) }
func (s *seen) KeepStyle(_ int64, k *model.Style)                { s.note("KeepStyle", *k) }
func (s *seen) KeepPrice(_ int64, p *model.Price)                { s.note("KeepPrice", *p) }
func (s *seen) KeepCoverage(_ int64, c *model.CoverageStatement) { s.note("KeepCoverage", *c) }
func (s *seen) KeepAlias(_ int64, a *model.Alias)                { s.note("KeepAlias", *a) }
func (s *seen) KeepMetering(_ int64, m *model.MeteringHour)      { s.note("KeepMetering", *m) }
func (s *seen) SawBucket(bucket string, _ time.Time)             { s.note("SawBucket", bucket) }
func (s *seen) DescribeBill(f *model.BillFile)                   { s.note("DescribeBill", *f) }
func (s *seen) Remark(_ int64, text string)                      { s.note("Remark", text) }
func (s *seen) BreaksOff()                                       { s.note("BreaksOff") }

// Every method of a record writer, with a secret in every text that it takes.
func TestNothingGetsThroughUnmasked(t *testing.T) {
	got := &seen{calls: map[string]string{}}
	to := reflect.ValueOf(secret.Masked(got))
	methods := reflect.TypeFor[model.RecordWriter]()
	for n := range methods.NumMethod() {
		method := methods.Method(n)
		args := make([]reflect.Value, method.Type.NumIn())
		var records []reflect.Value
		for n := range args {
			in := method.Type.In(n)
			args[n] = reflect.New(in).Elem()
			if in.Kind() == reflect.Pointer {
				args[n] = reflect.New(in.Elem())
				filled(args[n].Elem(), canary)
				records = append(records, args[n].Elem())
			} else {
				filled(args[n], canary)
			}
		}
		before := fmt.Sprintf("%+v", records)
		to.MethodByName(method.Name).Call(args)
		said, called := got.calls[method.Name]
		switch {
		case !called:
			t.Errorf("%s does not get through", method.Name)
		case strings.Contains(said, "CANARY"):
			t.Errorf("%s writes %s", method.Name, said)
		case len(records) > 0 && !strings.Contains(said, "token=***"):
			t.Errorf("%s writes no text: %s", method.Name, said)
		}
		if after := fmt.Sprintf("%+v", records); after != before {
			t.Errorf("%s changes the record of its reader: %s", method.Name, after)
		}
	}
}

func TestMaskedRejects(t *testing.T) {
	var got readertest.Collected
	to := secret.Masked(&got)
	to.Skip(1)
	to.Reject(2, "column x: token=s3cret", `{"AccessToken":"s3cret"}`)
	want := model.Rejected{Line: 2, Reason: "column x: token=***", Text: `{"AccessToken":"***"}`}
	if got.Tally.Skipped != 1 || len(got.Rejects) != 1 || got.Rejects[0] != want {
		t.Errorf("%+v, want one skipped and %+v", got, want)
	}
}

func TestARejectedTextIsCutAndStaysText(t *testing.T) {
	var got readertest.Collected
	to := secret.Masked(&got)
	to.Reject(1, "why", strings.Repeat("a", secret.KeptText-1)+"é"+strings.Repeat("b", secret.KeptText))
	to.Reject(2, "why", strings.Repeat("a", secret.KeptText-20)+"https://user:"+strings.Repeat("CANARY", 1000)+"@example.com")
	text := got.Rejects[0].Text
	if text != strings.Repeat("a", secret.KeptText-1) {
		t.Errorf("the end is %q, want the character left out that does not fit", text[len(text)-8:])
	}
	if text := got.Rejects[1].Text; strings.Contains(text, "CANARY") {
		t.Errorf("a secret that is cut stays: %q", text[secret.KeptText-40:])
	}
}

// A private key over several lines has nothing to tell them by but its first one.
func TestLinesOfAPrivateKey(t *testing.T) {
	var got readertest.Collected
	to := secret.Masked(&got)
	for n, text := range []string{"before", "-----BEGIN PRIVATE KEY-----", "MIIEvQCANARY", "CANARY==", "-----END PRIVATE KEY-----", "after"} {
		to.Reject(int64(n), "why", text)
	}
	var texts []string
	for _, r := range got.Rejects {
		texts = append(texts, r.Text)
	}
	if want := "before|-----BEGIN PRIVATE KEY-----|***|***|***|after"; strings.Join(texts, "|") != want {
		t.Errorf("%s, want %s", strings.Join(texts, "|"), want)
	}
}

// What belonged together before belongs together masked.
func TestMaskedRecordsStayTogether(t *testing.T) {
	var got readertest.Collected
	to := secret.Masked(&got)
	to.KeepBinding(1, &model.Binding{Bucket: "b", Prefix: "user/token=s3cret/", Project: "p"})
	to.KeepRequest(2, &model.Request{Bucket: "b", Key: "user/token=s3cret/movie-f00d-0.ts", Operations: []string{"hls/ts"}})
	to.KeepCall(3, &model.Call{Operation: "GenerateVideoPlaylist", Token: "f00d", TargetURI: "oss://b/user/movie?x=s3cret&y=1"})
	if prefix := got.Bindings[0].Prefix; !strings.HasPrefix(got.Requests[0].Key, prefix) {
		t.Errorf("%q does not begin with %q", got.Requests[0].Key, prefix)
	}
	if key := got.Requests[0].Key; !strings.HasSuffix(key, "movie-"+got.Calls[0].Token+"-0.ts") {
		t.Errorf("the segment %q lost its token", key)
	}
	if uri := got.Calls[0].TargetURI; uri != "oss://b/user/movie" {
		t.Errorf("the playlist is at %q", uri)
	}
}

func FuzzMasked(f *testing.F) {
	f.Add("why", "text")
	f.Add(strings.Repeat("\xff.", secret.KeptReason), strings.Repeat("\xff.", secret.KeptText))
	f.Add(`column a: "token=x"`, "-----BEGIN PRIVATE KEY-----\xff")
	f.Fuzz(func(t *testing.T, reason, text string) {
		var got readertest.Collected
		to := secret.Masked(&got)
		to.Reject(1, reason, text)
		to.Reject(2, got.Rejects[0].Reason, got.Rejects[0].Text)
		for _, r := range got.Rejects {
			if !utf8.ValidString(r.Reason) || !utf8.ValidString(r.Text) {
				t.Errorf("%q and %q are no text", r.Reason, r.Text)
			}
			if len(r.Text) > secret.KeptText || len(r.Reason) > secret.KeptReason {
				t.Errorf("%d and %d bytes are kept", len(r.Reason), len(r.Text))
			}
		}
	})
}
