package reconcile_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"immrecon/reconcile/evidence"
	"immrecon/store/storetest"

	"immrecon/store/runs"

	"immrecon/store/ingest"

	"github.com/shopspring/decimal"

	"immrecon/reconcile"
	"immrecon/store/model"
)

// on is an instant of the month that most tests play in: 4 March 2026.
func on(hour, minute int) int64 {
	return time.Date(2026, 3, 4, hour, minute, 0, 0, model.BillingZone).Unix()
}

func dec(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// month is a month under construction: records go straight into a database of
// its own, one source a call.
type month struct {
	t       *testing.T
	db      *storetest.Database
	options reconcile.Options
	records int       // ids count up over all sources
	now     time.Time // when sources are imported
}

func newMonth(t *testing.T) *month {
	t.Helper()
	return &month{t: t, db: storetest.Open(t), options: reconcile.Options{Month: "2026-03", Now: finalAt}, now: finalAt}
}

// finalAt is when the month's bill is final: noon of 3 April 2026.
var finalAt = time.Date(2026, 4, 3, 12, 0, 0, 0, model.BillingZone)

// source imports one source with a line for each record.
func source[R any](m *month, kind model.Kind, keep func(*ingest.Import, int64, *R), records []R) {
	m.t.Helper()
	m.records++
	name := fmt.Sprintf("%s %d", kind, m.records)
	in := m.db.Begin(kind, name)
	for n := range records {
		keep(in, int64(n+1), &records[n])
	}
	s, err := in.Commit(name, 1, m.now)
	if err != nil {
		m.t.Fatal(err)
	}
	if s.Tally.Kept != int64(len(records)) {
		m.t.Fatalf("%s: %+v, want all of %d kept", name, s.Tally, len(records))
	}
}

func (m *month) projects(all ...model.Project) {
	m.t.Helper()
	source(m, model.KindProjects, (*ingest.Import).KeepProject, all)
}

func (m *month) datasets(all ...model.Dataset) {
	m.t.Helper()
	source(m, model.KindDatasets, (*ingest.Import).KeepDataset, all)
}

func (m *month) bindings(all ...model.Binding) {
	m.t.Helper()
	source(m, model.KindBindings, (*ingest.Import).KeepBinding, all)
}

func (m *month) styles(all ...model.Style) {
	m.t.Helper()
	source(m, model.KindStyles, (*ingest.Import).KeepStyle, all)
}

func (m *month) prices(all ...model.Price) {
	m.t.Helper()
	source(m, model.KindPrices, (*ingest.Import).KeepPrice, all)
}

// requests imports a log; what a request leaves out is a success of its own id
// in the bucket pictures.
func (m *month) requests(all ...model.Request) {
	m.t.Helper()
	source(m, model.KindOSSLog, func(in *ingest.Import, line int64, r *model.Request) {
		m.records++
		r.ID, r.Channel = fmt.Sprintf("65D0A1B2%016X", m.records), model.KindOSSLog
		r.Bucket, r.Status = orDefault(r.Bucket, "pictures"), orDefault(r.Status, 200)
		in.SawBucket(r.Bucket, time.Unix(r.At, 0))
		in.KeepRequest(line, r)
	}, all)
}

// asked is n requests for an operation within an hour.
func asked(n int, operation string, at int64) []model.Request {
	all := make([]model.Request, n)
	for i := range all {
		all[i] = model.Request{At: at + int64(i), Key: "a.jpg", Operations: []string{operation}}
	}
	return all
}

// calls imports calls; what a call leaves out is a success of its own id, seen
// by the application's log, of the project photos.
func (m *month) calls(all ...model.Call) {
	m.t.Helper()
	for n := range all {
		all[n].Project = orDefault(all[n].Project, "photos")
	}
	m.callsOfAny(all...)
}

// callsOfAny imports calls some of which may name no project.
func (m *month) callsOfAny(all ...model.Call) {
	m.t.Helper()
	for n := range all {
		m.records++
		c := &all[n]
		c.RequestID = orDefault(c.RequestID, fmt.Sprintf("R-%d", m.records))
		c.Status, c.Channel = orDefault(c.Status, 200), orDefault(c.Channel, model.KindCalls)
	}
	source(m, model.KindCalls, (*ingest.Import).KeepCall, all)
}

// stated imports what the company states of its evidence: every log, trail and
// call log is complete, the month long and some days beyond.
func (m *month) stated(channels ...model.Kind) {
	m.t.Helper()
	if channels == nil {
		channels = []model.Kind{model.KindOSSLog, model.KindActionTrail, model.KindCalls}
	}
	var all []model.CoverageStatement
	for _, channel := range channels {
		all = append(all, model.CoverageStatement{Channel: channel, From: on(0, 0) - 6*model.Day, To: on(0, 0) + 30*model.Day, Source: "the test"})
	}
	source(m, model.KindCoverage, (*ingest.Import).KeepCoverage, all)
}

// bill imports a bill.
func (m *month) bill(all ...model.BillLine) {
	m.t.Helper()
	source(m, model.KindBill, func(in *ingest.Import, line int64, b *model.BillLine) {
		m.records++
		b.LineID = fmt.Sprintf("L-%d", m.records)
		b.Raw = b.LineID
		in.KeepBillLine(line, b)
	}, all)
}

// billed is a right line of the bill for an hour: quantity single units at a
// list price for per units.
func billed(project, item string, from, quantity int64, price string, per int64) model.BillLine {
	gross := dec(price).Mul(decimal.NewFromInt(quantity)).Div(decimal.NewFromInt(per))
	return model.BillLine{
		Form: "v2-en", Account: "1400000000000017", Month: "2026-03", From: from, To: from + 3600, Grain: model.GrainHour,
		Product: "imm", ItemCode: item, Instance: project, Region: "ap-southeast-1", Type: model.LineUsage,
		Usage: decimal.NewNullDecimal(decimal.NewFromInt(quantity)), UsageUnit: "calls", Quantity: quantity, Unit: "call",
		ListPrice: decimal.NewNullDecimal(dec(price)), PricePer: per, Gross: decimal.NewNullDecimal(gross), Currency: "USD",
	}
}

// detected is a right line for face detection.
func detected(project string, from, quantity int64) model.BillLine {
	return billed(project, "ImageDetect", from, quantity, "0.028", 1000)
}

// lasting gives a line another period.
func lasting(l model.BillLine, from, to int64) model.BillLine {
	l.From, l.To = from, to
	return l
}

// withBill imports a bill that has nothing to compare where there is none: without
// one no run is made.
func (m *month) withBill() {
	m.t.Helper()
	if m.db.Value("SELECT CAST(count(*) AS TEXT) FROM bill_line WHERE product = 'imm' AND month = '2026-03'") == "0" {
		plan := detected("photos", on(1, 0), 0)
		plan.Type, plan.Gross = model.LineSubscription, decimal.NullDecimal{}
		m.bill(plan)
	}
}

// refused holds that no run is made, and what the error says.
func (m *month) refused(says ...string) {
	m.t.Helper()
	_, err := reconcile.Month(m.t.Context(), m.db.DB, m.options)
	for _, part := range says {
		if err == nil || !strings.Contains(err.Error(), part) {
			m.t.Errorf("the error is %v, want it to say %q", err, part)
		}
	}
	if n := m.db.Value("SELECT CAST(count(*) AS TEXT) FROM run"); n != "0" {
		m.t.Errorf("%s runs were kept", n)
	}
}

// reconciled makes a run and reads it back.
func (m *month) reconciled() *model.Report {
	m.t.Helper()
	m.withBill()
	run, err := reconcile.Month(context.Background(), m.db.DB, m.options)
	if err != nil {
		m.t.Fatal(err)
	}
	report, err := runs.Report(m.db.Reader(context.Background()), run.ID)
	if err != nil {
		m.t.Fatal(err)
	}
	chargedAddsUp(m.t, m.evidence(report, 1))
	return report
}

// evidence reads what stands behind the findings of a report, and up to limit
// records of each; all where limit is 0.
func (m *month) evidence(report *model.Report, limit int) []model.Evidence {
	m.t.Helper()
	all, err := evidence.Of(m.db.Reader(context.Background()), report.Run, report.Findings, limit)
	if err != nil {
		m.t.Fatal(err)
	}
	return all
}

// chargedAddsUp holds the usage that a run saved as charged to what it expected.
func chargedAddsUp(t *testing.T, all []model.Evidence) {
	t.Helper()
	for _, e := range all {
		var charged int64
		for _, c := range e.Counts {
			if c.Billable {
				charged += c.Quantity
			}
		}
		if f := &e.Finding; charged != f.Expected.Quantity {
			t.Errorf("%s %s %s %s: usage of %d is charged, and %d expected", f.ID, f.Project, f.Item, f.Tier, charged, f.Expected.Quantity)
		}
	}
}

// written is a cell in one line: project, item and tier, first instant and
// hours, then expected and billed quantity.
func written(c model.Cell) string {
	item := c.Item
	if c.Tier != "" {
		item += ":" + c.Tier
	}
	return fmt.Sprintf("%s %s %s %dh %d/%d", orDefault(c.Project, "?"), item,
		time.Unix(c.From, 0).In(model.BillingZone).Format("02T15"), (c.To-c.From)/3600, c.Expected.Quantity, c.Billed.Quantity)
}

// cellsAre compares the cells of a report, in any order, and checks that those
// and only those whose quantities differ have a finding. Cells that only note
// what is no usage are left out.
func cellsAre(t *testing.T, r *model.Report, want ...string) {
	t.Helper()
	var got []string
	found := map[int64]bool{}
	for _, f := range r.Findings {
		found[f.CellID] = true
	}
	for c := range r.Cells {
		if c.Verdict == model.Note {
			continue
		}
		got = append(got, written(c))
		if differs := c.Expected.Quantity != c.Billed.Quantity; differs != found[c.ID] {
			t.Errorf("%s (%s expected, %s billed): has a finding is %t", written(c), c.Expected.Amount, c.Billed.Amount, found[c.ID])
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("cells\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// amountsAre compares the expected amounts of cells, by the cells' text.
func amountsAre(t *testing.T, r *model.Report, want map[string]string) {
	t.Helper()
	for c := range r.Cells {
		if amount, asked := want[written(c)]; asked && !c.Expected.Amount.Equal(dec(amount)) {
			t.Errorf("%s: %s expected, want %s", written(c), c.Expected.Amount, amount)
		}
		delete(want, written(c))
	}
	for cell := range want {
		t.Errorf("there is no cell %s", cell)
	}
}

func orDefault[T comparable](value, otherwise T) T {
	var unset T
	if value == unset {
		return otherwise
	}
	return value
}
