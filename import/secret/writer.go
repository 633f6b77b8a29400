package secret

import (
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"immrecon/store/model"
)

// How much of a rejected line is kept, in bytes: enough to see what is wrong with it. A
// secret that goes on behind that is looked for in more.
const (
	keptText   = 4 << 10
	keptReason = 1 << 10
	lookedAt   = 64 << 10
)

// Masked returns a record writer that writes everything to to, every text in it masked.
// Of the text of a rejected line the first 4 KiB are kept, of its reason the first.
//
// Names, keys and prefixes are masked alike in every record, so that what belonged
// together still does.
func Masked(to model.RecordWriter) model.RecordWriter { return &writer{RecordWriter: to} }

// writer masks what goes through it.
type writer struct {
	model.RecordWriter
	inKey   bool          // the lines that are rejected are of a private key
	request model.Request // used again for every one
}

// Reject implements model.RecordWriter.
func (w *writer) Reject(line int64, reason, text string) {
	w.RecordWriter.Reject(line, kept(reason, keptReason), w.rejected(text))
}

// rejected is the text of a rejected line. A private key goes on over several, which
// have nothing to tell them by.
func (w *writer) rejected(text string) string {
	text = text[:min(len(text), lookedAt)]
	began := w.inKey
	if at := strings.LastIndex(text, dashes+"BEGIN "); at >= 0 && (&masker{text: text}).behindKeyHead(at) > 0 {
		w.inKey = !strings.Contains(text[at:], endOfKey)
	} else if strings.Contains(text, endOfKey) {
		w.inKey = false
	}
	if began {
		return blot
	}
	return kept(text, keptText)
}

// kept is a text that is masked, made text in UTF-8 and cut to so many bytes.
func kept(text string, length int) string {
	text = strings.ToValidUTF8(Mask(text[:min(len(text), lookedAt)]), "\uFFFD")
	if len(text) <= length {
		return text
	}
	for !utf8.RuneStart(text[length]) {
		length--
	}
	return text[:length]
}

// Remark implements model.RecordWriter.
func (w *writer) Remark(line int64, text string) { w.RecordWriter.Remark(line, Mask(text)) }

// SawBucket implements model.RecordWriter.
func (w *writer) SawBucket(bucket string, received time.Time) {
	w.RecordWriter.SawBucket(Mask(bucket), received)
}

// KeepRequest implements model.RecordWriter. Requests come by the million, and hardly
// one has anything to mask.
func (w *writer) KeepRequest(line int64, r *model.Request) {
	m := &w.request
	*m = *r
	m.ID, m.Bucket, m.Region, m.Key, m.ErrorCode = Mask(r.ID), Mask(r.Bucket), Mask(r.Region), maskKey(r.Key), Mask(r.ErrorCode)
	m.Operations = maskAll(r.Operations)
	w.RecordWriter.KeepRequest(line, m)
}

// maskAll masks texts, and returns them themselves where that changes none.
func maskAll(texts []string) []string {
	if !slices.ContainsFunc(texts, func(text string) bool { return Mask(text) != text }) {
		return texts
	}
	all := make([]string, len(texts))
	for n, text := range texts {
		all[n] = Mask(text)
	}
	return all
}

// KeepCall implements model.RecordWriter.
func (w *writer) KeepCall(line int64, c *model.Call) {
	m := masked(c)
	m.TargetURI = maskKey(withoutQuery(c.TargetURI))
	for n, object := range c.Objects {
		m.Objects[n] = maskKey(object)
	}
	w.RecordWriter.KeepCall(line, m)
}

// withoutQuery is the address of a playlist, by which its segments are found, without a
// query behind it. A key may have a question mark.
func withoutQuery(address string) string {
	if before, query, found := strings.Cut(address, "?"); found && strings.Contains(query, "=") {
		return before
	}
	return address
}

// KeepBillLine implements model.RecordWriter.
func (w *writer) KeepBillLine(line int64, b *model.BillLine) {
	w.RecordWriter.KeepBillLine(line, masked(b))
}

// KeepBillTotal implements model.RecordWriter.
func (w *writer) KeepBillTotal(line int64, t *model.BillTotal) {
	w.RecordWriter.KeepBillTotal(line, masked(t))
}

// DescribeBill implements model.RecordWriter.
func (w *writer) DescribeBill(f *model.BillFile) { w.RecordWriter.DescribeBill(masked(f)) }

// KeepProject implements model.RecordWriter.
func (w *writer) KeepProject(line int64, p *model.Project) {
	w.RecordWriter.KeepProject(line, masked(p))
}

// KeepDataset implements model.RecordWriter.
func (w *writer) KeepDataset(line int64, d *model.Dataset) {
	w.RecordWriter.KeepDataset(line, masked(d))
}

// KeepBinding implements model.RecordWriter.
func (w *writer) KeepBinding(line int64, b *model.Binding) {
	m := masked(b)
	m.Prefix = maskKey(b.Prefix)
	w.RecordWriter.KeepBinding(line, m)
}

// KeepStyle implements model.RecordWriter.
func (w *writer) KeepStyle(line int64, s *model.Style) { w.RecordWriter.KeepStyle(line, masked(s)) }

// KeepPrice implements model.RecordWriter.
func (w *writer) KeepPrice(line int64, p *model.Price) { w.RecordWriter.KeepPrice(line, masked(p)) }

// KeepCoverage implements model.RecordWriter.
func (w *writer) KeepCoverage(line int64, s *model.CoverageStatement) {
	w.RecordWriter.KeepCoverage(line, masked(s))
}

// KeepAlias implements model.RecordWriter.
func (w *writer) KeepAlias(line int64, a *model.Alias) { w.RecordWriter.KeepAlias(line, masked(a)) }

// KeepMetering implements model.RecordWriter.
func (w *writer) KeepMetering(line int64, m *model.MeteringHour) {
	w.RecordWriter.KeepMetering(line, masked(m))
}

// masked is a copy of a record with all of its texts masked: a field that is added
// cannot be forgotten here.
func masked[R any](record *R) *R {
	c := *record
	maskTexts(reflect.ValueOf(&c).Elem())
	return &c
}

// maskTexts masks the texts in a value, whose lists are replaced, not written to.
func maskTexts(value reflect.Value) {
	switch value.Kind() {
	case reflect.String:
		if text := value.String(); text != "" {
			value.SetString(Mask(text))
		}
	case reflect.Struct:
		for n := range value.NumField() {
			if field := value.Field(n); field.CanSet() {
				maskTexts(field)
			}
		}
	case reflect.Slice:
		all := reflect.MakeSlice(value.Type(), value.Len(), value.Len())
		reflect.Copy(all, value)
		for n := range all.Len() {
			maskTexts(all.Index(n))
		}
		if !value.IsNil() {
			value.Set(all)
		}
	}
}
