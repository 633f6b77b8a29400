package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/store/storetest"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

// uploads is objects written into a bucket that is indexed with every operator:
// three photos and a document, and one upload that failed.
func uploads(m *month) {
	m.projects(model.Project{Name: "photos", Region: "ap-southeast-1", Template: "Official:AllFunction"})
	m.datasets(model.Dataset{Project: "photos", Name: "all"})
	m.bindings(model.Binding{Bucket: "pictures", Project: "photos", Dataset: "all"})
	var puts []model.Request
	for n, key := range []string{"a.jpg", "b.jpg", "c.jpg", "d.pdf", "e.jpg"} {
		puts = append(puts, model.Request{At: on(10, n), Key: key, Operations: []string{"PutObject"}})
	}
	puts[4].Status = 503
	m.requests(puts...)
}

// TestRequestsThatOSSBills: OSSMeta reads each object once and EXIF each photo
// once more; OSS must have billed as many, and may have billed any number more.
func TestRequestsThatOSSBills(t *testing.T) {
	for billedByOSS, want := range map[int64]string{
		7: "oss_requests_billed(7, 7)",
		5: "oss_requests_short(7, 5)",
		0: "",
	} {
		m := newMonth(t)
		uploads(m)
		line := billed("pictures", "GetRequest", on(10, 0), billedByOSS, "0.002", 10000)
		line.Product = "oss"
		m.bill(line)
		r := m.reconciled()
		if got := r.Notes.String(); got != want {
			t.Errorf("OSS billed %d: notes %q, want %q", billedByOSS, got, want)
		}
		if l := storetest.Collect(t, r.Lines)[0]; l.Status != model.LineOtherProduct {
			t.Errorf("the OSS line is %q", l.Status)
		}
	}
}

// TestAmountWithoutUsage: a line that does not say the usage it is for can be
// right in its amount, and be wrong in nothing that could be proved.
func TestAmountWithoutUsage(t *testing.T) {
	for amount, want := range map[string]string{
		"0.000084": "",
		"0.5":      "unverifiable no_evidence_source 0.499916",
		"0.000001": "unverifiable no_evidence_source -0.000083",
	} {
		m := newMonth(t)
		m.calls(model.Call{Operation: "DetectImageFaces", At: on(10, 0)}, model.Call{Operation: "DetectImageFaces", At: on(10, 1)},
			model.Call{Operation: "DetectImageFaces", At: on(10, 2)})
		line := detected("photos", on(10, 0), 3)
		line.Usage, line.UsageUnit, line.Quantity, line.Unit = decimal.NullDecimal{}, "", 0, ""
		line.Gross = decimal.NewNullDecimal(dec(amount))
		m.bill(line)
		var got []string
		for _, f := range m.reconciled().Findings {
			got = append(got, fmt.Sprint(f.Verdict, " ", f.Cause, " ", f.Difference.Amount))
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("amount %s: %q, want %q", amount, got, want)
		}
	}
}

// TestAmountWithoutItem: all usage of a project meets a line that names no item;
// usage of other projects, and of items with lines of their own, does not.
func TestAmountWithoutItem(t *testing.T) {
	m := newMonth(t)
	m.calls(
		model.Call{Operation: "DetectImageFaces", At: on(10, 0)}, model.Call{Operation: "DetectImageLabels", At: on(11, 0)},
		model.Call{Operation: "DetectImageCodes", At: on(11, 0)}, model.Call{Operation: "DetectImageFaces", Project: "other", At: on(12, 0)})
	lump := lasting(detected("photos", on(0, 0), 1), on(0, 0), on(0, 0)+86400)
	lump.ItemCode, lump.Usage, lump.UsageUnit, lump.Quantity, lump.Unit = "", decimal.NullDecimal{}, "", 0, ""
	lump.Gross = decimal.NewNullDecimal(dec("0.00017")) // 0.028 for faces and 0.142 for labels, per 1,000
	m.bill(lump, billed("photos", "ImageQRCodes", on(11, 0), 1, "0.1132075", 1000), detected("other", on(12, 0), 1))
	r := m.reconciled()
	if len(r.Findings) > 0 {
		t.Errorf("findings %+v", r.Findings)
	}
	var cells []string
	for c := range r.Cells {
		cells = append(cells, fmt.Sprintf("%s %q %s", c.Project, c.Item, c.Expected.Amount))
	}
	slices.Sort(cells)
	want := []string{`other "ImageDetect" 0.000028`, `photos "" 0.00017`, `photos "ImageQRCodes" 0.0001132075`}
	if !slices.Equal(cells, want) {
		t.Errorf("cells %q, want %q", cells, want)
	}
}

// TestFOCUSAloneIsNoBill: it is kept, and nothing is compared with it.
func TestFOCUSAloneIsNoBill(t *testing.T) {
	m := newMonth(t)
	line := detected("photos", on(10, 0), 3)
	line.Form = "focus"
	m.bill(line)
	m.refused("no bill has a line of media management (IMM) in 2026-03", "1 bill line of imm 2026-03")
}

// TestPartOfAMonthHasNoPayable: refunds and rounding are the month's.
func TestPartOfAMonthHasNoPayable(t *testing.T) {
	m := newMonth(t)
	refund := detected("photos", on(10, 0), 0)
	refund.Type = model.LineRefund
	m.bill(detected("photos", on(10, 0), 3), refund)
	if r := m.reconciled(); len(r.Payable) == 0 || len(notes(r)) != 1 {
		t.Errorf("whole month: payable %v, notes %v", r.Payable, notes(r))
	}
	m.options.From = time.Unix(on(0, 0), 0)
	if r := m.reconciled(); len(r.Payable) > 0 || len(notes(r)) > 0 {
		t.Errorf("part of a month: payable %v, notes %v", r.Payable, notes(r))
	}
}

// notes are the findings that claim nothing.
func notes(r *model.Report) (all []model.Finding) {
	for _, f := range r.Findings {
		if f.Verdict == model.Note {
			all = append(all, f)
		}
	}
	return all
}

// ImageInsight stood for what two items stand for since; until a day that nobody
// states a right bill may print either name for the same operations.
func TestABillMayPrintOneNameForSeveralItems(t *testing.T) {
	march := time.Date(2025, 9, 4, 10, 0, 0, 0, model.BillingZone).Unix()
	line := func(code string, quantity int64) model.BillLine {
		l := billed("photos", "ImageDetect", march, quantity, "0.028", 1000)
		l.ItemCode, l.Month = code, "2025-09"
		return l
	}
	for name, test := range map[string]struct {
		lines []model.BillLine
		want  string
	}{
		"as before":             {[]model.BillLine{line("ImageInsight", 3)}, "photos ImageInsight 04T10 1h 3/3"},
		"in part":               {[]model.BillLine{line("ImageInsight", 1), line("ImageDetect", 2)}, "photos ImageInsight 04T10 1h 3/3"},
		"too many of them":      {[]model.BillLine{line("ImageInsight", 5)}, "photos ImageInsight 04T10 1h 3/5"},
		"by the names of later": {[]model.BillLine{line("ImageFace", 1), line("ImageDetect", 2)}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := newMonth(t)
			m.options.Month = "2025-09"
			m.projects(model.Project{Name: "photos", Region: "ap-southeast-1"})
			m.calls(model.Call{Operation: "CompareImageFaces", At: march}, model.Call{Operation: "CreateFacesSearchingTask", At: march})
			m.bill(test.lines...)
			r := m.reconciled()
			if test.want == "" {
				cellsAre(t, r, "photos ImageDetect 04T10 1h 2/2", "photos ImageFace 04T10 1h 1/1")
				return
			}
			cellsAre(t, r, test.want)
		})
	}
}
