package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/cmd/immrecon/demo"

	"immrecon/export/words"
	"immrecon/store/model"
)

// These tests write the bill of one and the same month in every form and hold
// the audit of each to the audit of the original: whatever form a bill comes
// in, it has the same findings.

// formMonth is a month whose evidence has been imported and whose bill is
// still to be: every form starts from a copy of it.
type formMonth struct {
	evidence []byte // the database
	rows     []printedRow
}

// formMonths are the month with faults and the one without, each made once for
// all tests.
var formMonths = struct {
	sync.Mutex
	made map[bool]*formMonth
}{made: map[bool]*formMonth{}}

// newFormMonth is the month with faults or the one without, which only copies are
// made of.
func newFormMonth(t *testing.T, faults bool) *formMonth {
	t.Helper()
	formMonths.Lock()
	defer formMonths.Unlock()
	if m := formMonths.made[faults]; m != nil {
		return m
	}
	days := 1
	if faults {
		days = 2 // it takes that long until every fault has found a place
	}
	folder, _ := demoMonth(t, demo.Options{Days: days, Seed: 3, Faults: faults})
	bill, path := billOf(t, folder), filepath.Join(t.TempDir(), "evidence.db")
	db := openMonth(t, path)
	importAll(t, db, slices.DeleteFunc(evidenceOf(t, folder), func(file string) bool { return file == bill })...)
	noError(t, db.Close())
	m := &formMonth{[]byte(readText(t, path)), printedBill(t, folder)}
	formMonths.made[faults] = m
	return m
}

// with reconciles the month with bills, which are imported in the order given.
func (m *formMonth) with(t *testing.T, bills ...[]byte) *model.Report {
	t.Helper()
	folder := t.TempDir()
	copied := filepath.Join(folder, "month.db")
	noError(t, os.WriteFile(copied, m.evidence, 0o600))
	db := openMonth(t, copied)
	t.Cleanup(func() { db.Close() }) // the report reads on
	for n, bill := range bills {
		// No name says what it is.
		name := filepath.Join(folder, fmt.Sprint("download-", n+1))
		if err := os.WriteFile(name, bill, 0o600); err != nil {
			t.Fatal(err)
		}
		importAll(t, db, name)
	}
	return monthReport(t, db)
}

// found lists what a report finds, with the ids; that the same is found in
// other lines of another file is what a form is.
func found(r *model.Report) []string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, fmt.Sprint(f.ID, " ", f.Verdict, " ", f.Cause, " ", cellName(f.Project, f.Item, f.Tier, fmt.Sprint(f.From)), " ",
			f.Billed.Quantity, " ", f.Billed.Amount, " ", f.Expected.Quantity, " ", f.Expected.Amount, " ", f.Difference.Quantity, " ", f.Difference.Amount))
	}
	slices.Sort(all)
	return all
}

// sameFindings holds a report to another of the same bill.
func sameFindings(t *testing.T, got, want *model.Report) {
	t.Helper()
	if len(got.Rejected) > 0 {
		t.Errorf("rejected: %+v", got.Rejected[0])
	}
	g, w := found(got), found(want)
	for _, f := range g {
		if !slices.Contains(w, f) {
			t.Errorf("found beside the original's: %s", f)
		}
	}
	for _, f := range w {
		if !slices.Contains(g, f) {
			t.Errorf("not found: %s", f)
		}
	}
	if !got.Statement.Billed.Equal(want.Statement.Billed) || !got.Statement.Expected.Equal(want.Statement.Expected) {
		t.Errorf("billed %s, expected %s; want %s, %s", got.Statement.Billed, got.Statement.Expected, want.Statement.Billed, want.Statement.Expected)
	}
}

func TestEveryFormHasTheSameFindings(t *testing.T) {
	t.Parallel()
	for name, faults := range map[string]bool{"a month with faults": true, "a correct month": false} {
		m := newFormMonth(t, faults)
		days := byDay(m.rows)
		byHour := m.with(t, csvText(tableOf(v2EnglishFields, m.rows)))
		ofDays := m.with(t, csvText(tableOf(v2EnglishFields, days)))
		if faults == (len(byHour.Findings) == 0) || faults == (len(ofDays.Findings) == 0) {
			t.Fatalf("%s: %d findings by hour, %d by day", name, len(byHour.Findings), len(ofDays.Findings))
		}
		v2Chinese, legacy := csvText(tableOf(v2ChineseFields, m.rows)), csvText(tableOf(legacyFields(legacy41), m.rows))
		half := len(m.rows) / 2
		for form, test := range map[string]struct {
			bills [][]byte
			want  *model.Report
		}{
			"V2 in Chinese":               {[][]byte{withMark(v2Chinese)}, byHour},
			"legacy, 41 columns":          {[][]byte{legacy}, byHour},
			"legacy, GB18030":             {[][]byte{inGB18030(t, legacy)}, byHour},
			"legacy, 76 columns":          {[][]byte{withMark(csvText(tableOf(legacyFields(legacy76()), m.rows)))}, byHour},
			"legacy, 76 columns, GB18030": {[][]byte{inGB18030(t, csvText(tableOf(legacyFields(legacy76()), m.rows)))}, byHour},
			"legacy in English":           {[][]byte{csvText(tableOf(englishKeys, m.rows))}, byHour},
			"legacy in English, by day":   {[][]byte{csvText(tableOf(englishKeys, days))}, ofDays},
			"API, pages in one file":      {[][]byte{slices.Concat(apiPages(t, days, 40)...)}, ofDays},
			"API, a file a page":          {apiPages(t, days, 40), ofDays},
			"workbook":                    {[][]byte{workbook(t, tableOf(v2ChineseFields, m.rows))}, byHour},
			"gzip":                        {[][]byte{gzipped(t, withMark(v2Chinese))}, byHour},
			"zip of two parts": {[][]byte{zipped(t, map[string][]byte{
				"账单明细/1": legacyPart(m.rows[:half]), "账单明细/2": legacyPart(m.rows[half:]), "empty.csv": nil,
			})}, byHour},
			"zip of a workbook":   {[][]byte{zipped(t, map[string][]byte{"bill": workbook(t, tableOf(v2ChineseFields, m.rows))})}, byHour},
			"the same in two":     {[][]byte{withMark(v2Chinese), csvText(tableOf(v2EnglishFields, m.rows))}, byHour},
			"saved again as well": {[][]byte{v2Chinese, workbook(t, tableOf(v2ChineseFields, m.rows))}, byHour},
		} {
			t.Run(name+", "+form, func(t *testing.T) {
				t.Parallel()
				r := m.with(t, test.bills...)
				sameFindings(t, r, test.want)
				if len(r.Notes) > 0 {
					t.Errorf("notes: %s", r.Notes)
				}
			})
		}
	}
}

func legacyPart(rows []printedRow) []byte { return csvText(tableOf(legacyFields(legacy41), rows)) }

// TestUsageShownTwiceCountsOnce imports the same month in several versions.
func TestUsageShownTwiceCountsOnce(t *testing.T) {
	t.Parallel()
	m := newFormMonth(t, true)
	days, half := byDay(m.rows), len(m.rows)/2
	table := tableOf(legacyFields(legacy41), m.rows)
	for _, row := range table[1:] {
		row[18] = "named since" // a nickname that the daily files do not have yet
	}
	monthFile := csvText(table)
	hours := csvText(tableOf(v2EnglishFields, m.rows))
	byHour := m.with(t, hours)
	for name, test := range map[string]struct {
		bills      [][]byte
		superseded int
		note       string
	}{
		"by day, then by hour":                {[][]byte{slices.Concat(apiPages(t, days, 300)...), hours}, len(days), "download-2 (source "},
		"by hour, then by day":                {[][]byte{hours, slices.Concat(apiPages(t, days, 300)...)}, len(days), "download-1 (source "},
		"daily files, then the month's":       {[][]byte{legacyPart(m.rows[:half]), legacyPart(m.rows[half:]), monthFile}, len(m.rows), "download-3 (source "},
		"a form of equal grain imported last": {[][]byte{hours, csvText(tableOf(englishKeys, m.rows))}, len(m.rows), "download-2 (source "},
		"FOCUS beside":                        {[][]byte{hours, csvText(tableOf(focusFields, m.rows))}, len(m.rows), "not valid for reconciliation"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := m.with(t, test.bills...)
			sameFindings(t, r, byHour)
			if n := setAside(r); n != test.superseded {
				t.Errorf("%d lines are not used, want %d", n, test.superseded)
			}
			if !strings.Contains(words.English.Explain(r.Notes), test.note) {
				t.Errorf("notes %s do not say %q", r.Notes, test.note)
			}
		})
	}
}

// setAside counts the lines that another source supersedes, or that are there
// for reference only.
func setAside(r *model.Report) (n int) {
	for l := range r.Lines {
		if l.Status == model.LineSuperseded || l.Status == model.LineReferenceOnly {
			n++
		}
	}
	return n
}

// TestNoMoneyIsDropped imports a finer bill that is not complete: the coarser
// one, which bills more, must not be lost to it.
func TestNoMoneyIsDropped(t *testing.T) {
	t.Parallel()
	m := newFormMonth(t, false)
	days := byDay(m.rows)
	want := m.with(t, csvText(tableOf(englishKeys, days)))
	firstHours := slices.DeleteFunc(slices.Clone(m.rows), func(r printedRow) bool { return r.from.Hour() >= 6 })
	r := m.with(t, csvText(tableOf(englishKeys, days)), csvText(tableOf(v2EnglishFields, firstHours)))
	sameFindings(t, r, want)
	if len(r.Notes) == 0 {
		t.Error("nothing is said of the two forms")
	}
}

// TestPartnerBillIsComparedByAmount: a partner's bill has neither items nor
// usage, so that only the amounts of whole projects can be compared.
func TestPartnerBillIsComparedByAmount(t *testing.T) {
	t.Parallel()
	for _, faults := range []bool{false, true} {
		m := newFormMonth(t, faults)
		want := m.with(t, csvText(tableOf(v2EnglishFields, m.rows)))
		r := m.with(t, csvText(tableOf(partnerFields, m.rows)))
		if !r.Statement.Difference.Sub(want.Statement.Difference).Abs().LessThan(closeEnough) {
			t.Errorf("difference %s, want %s", r.Statement.Difference, want.Statement.Difference)
		}
		if faults == (len(r.Findings) == 0) {
			t.Errorf("faults %t: findings %v", faults, found(r))
		}
		var unverifiable decimal.Decimal
		for _, f := range r.Findings {
			unverifiable = unverifiable.Add(f.Difference.Amount)
			if f.Verdict != model.Unverifiable || f.Item != "" || f.Project == "" {
				t.Errorf("an accusation that this form cannot bear: %+v", f)
			}
		}
		if !unverifiable.Equal(r.Statement.Unverifiable) {
			t.Errorf("unverifiable %s, want %s", r.Statement.Unverifiable, unverifiable)
		}
	}
}

// TestLinesThatAreNoUsage adds rounding, a refund and an adjustment, and asks
// for more on one line than its list amount less discount.
func TestLinesThatAreNoUsage(t *testing.T) {
	t.Parallel()
	m := newFormMonth(t, true)
	want := m.with(t, csvText(tableOf(v2EnglishFields, m.rows)))
	dearer := slices.Clone(m.rows)
	dearer[7].payable = dearer[7].payable.Add(decimal.RequireFromString("0.5"))
	table := tableOf(v2EnglishFields, append(dearer, m.rows[:3]...))
	for n, other := range []struct{ lineType, payable string }{{"RoundDown", "-0.0031"}, {"Refund", "-1.25"}, {"Adjustment", "0.4"}} {
		row := table[len(table)-3+n]
		for column, header := range table[0] {
			switch name := header[strings.Index(header, "/")+1:]; name {
			case "LineItemId":
				row[column] = "other-" + other.lineType
			case "LineItemType":
				row[column] = other.lineType
			case "TaxExclusivePayableAmount":
				row[column] = other.payable
			case "Usage", "UsageUnit", "ListPrice", "GrossAmount", "DiscountAmount", "BillingItemCode", "ServiceStartTime", "ServiceEndTime":
				row[column] = ""
			}
		}
	}
	r := m.with(t, csvText(table))
	if !r.Statement.Difference.Equal(want.Statement.Difference) || !r.Statement.Billed.Equal(want.Statement.Billed) {
		t.Errorf("list level: billed %s, difference %s; want %s, %s", r.Statement.Billed, r.Statement.Difference, want.Statement.Billed, want.Statement.Difference)
	}
	causes := map[model.Cause]int{}
	for _, f := range r.Findings {
		if f.Verdict == model.Note {
			causes[f.Cause]++
			if !f.Difference.Amount.IsZero() {
				t.Errorf("a note moves money at list level: %+v", f)
			}
		}
	}
	for cause, n := range map[model.Cause]int{model.RoundDown: 1, model.RefundOrAdjustment: 1, model.DiscountMismatch: 1} {
		if causes[cause] != n {
			t.Errorf("%s: %d findings, want %d", cause, causes[cause], n)
		}
	}
	steps := map[model.Step]string{}
	var sum decimal.Decimal
	for _, s := range r.Payable {
		steps[s.Step] = s.Amount.String()
		if s.Step != model.StepPayable {
			sum = sum.Add(s.Amount)
		}
	}
	for step, amount := range map[model.Step]string{
		model.StepList: r.Statement.Billed.String(), model.StepMismatch: "0.5", model.StepRoundDown: "-0.0031",
		model.StepRefund: "-1.25", model.StepAdjustment: "0.4", model.StepPayable: sum.String(),
	} {
		if steps[step] != amount {
			t.Errorf("step %s is %s, want %s", step, steps[step], amount)
		}
	}
	if !r.PayableDiffers() {
		t.Error("half a dollar too much is no difference")
	}
}
