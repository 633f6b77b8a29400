package storetest

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/store/ingest"
	"immrecon/store/model"
)

// Noon is an instant of the month that the records are of: 4 March 2026, 12:00
// in the billing zone.
var Noon = time.Date(2026, 3, 4, 12, 0, 0, 0, model.BillingZone).Unix()

// Decimal reads a number.
func Decimal(text string) decimal.Decimal { return decimal.RequireFromString(text) }

// Amount reads a number that is given.
func Amount(text string) decimal.NullDecimal { return decimal.NewNullDecimal(Decimal(text)) }

// RequestID is the nth request id as the provider writes them.
func RequestID(n int) string { return fmt.Sprintf("65D0A1B2%016X", n) }

// Request is a finished request, for image/faces where no operation is given.
func Request(id, bucket, key string, at int64, operations ...string) *model.Request {
	if len(operations) == 0 {
		operations = []string{"image/faces"}
	}
	return &model.Request{ID: id, At: at, Bucket: bucket, Region: "ap-southeast-1", Key: key, Status: 200, Operations: operations, Channel: model.KindOSSLog}
}

// Call is a call to detect faces, at noon.
func Call(id string, channel model.Kind) *model.Call {
	return &model.Call{RequestID: id, At: Noon, Project: "photos", Operation: "DetectImageFaces", Status: 200, Channel: channel}
}

// BillLine is a line for 14 calls in the hour from noon. The id may be empty.
// The row names the instance, so that another row is another content.
func BillLine(id, row string) *model.BillLine {
	return &model.BillLine{
		Form: "v2-en", LineID: id, Account: "1400000000000017", Month: "2026-03", From: Noon, To: Noon + 3600, Grain: model.GrainHour,
		Product: "imm", ItemCode: "ImageDetect", Instance: row, Region: "ap-southeast-1", Type: model.LineUsage,
		Usage: Amount("0.014"), UsageUnit: "1,000 calls", Quantity: 14, Unit: "call", Gross: Amount("0.000392"), Currency: "USD", Raw: row,
	}
}

// OneOfEach keeps, as line n, a record of a kind that nothing else resembles.
func OneOfEach(kind model.Kind) (keep func(to model.RecordWriter, n int64)) {
	name := func(n int64) string { return fmt.Sprintf("name-%d", n) }
	request := func(to model.RecordWriter, n int64) {
		to.KeepRequest(n, Request(RequestID(int(n)), "photos", "a.jpg", Noon))
	}
	return map[model.Kind]func(model.RecordWriter, int64){
		model.KindOSSLog:      request,
		model.KindSLSLog:      request,
		model.KindActionTrail: func(to model.RecordWriter, n int64) { to.KeepCall(n, Call(name(n), model.KindActionTrail)) },
		model.KindCalls:       func(to model.RecordWriter, n int64) { to.KeepCall(n, Call(name(n), model.KindCalls)) },
		model.KindBill:        func(to model.RecordWriter, n int64) { to.KeepBillLine(n, BillLine(name(n), name(n))) },
		model.KindProjects:    func(to model.RecordWriter, n int64) { to.KeepProject(n, &model.Project{Name: name(n)}) },
		model.KindDatasets: func(to model.RecordWriter, n int64) {
			to.KeepDataset(n, &model.Dataset{Project: "photos", Name: name(n)})
		},
		model.KindBindings: func(to model.RecordWriter, n int64) {
			to.KeepBinding(n, &model.Binding{Bucket: name(n), Project: "photos"})
		},
		model.KindStyles: func(to model.RecordWriter, n int64) {
			to.KeepStyle(n, &model.Style{Bucket: "photos", Name: name(n), Operations: []string{"image/faces"}})
		},
		model.KindCoverage: func(to model.RecordWriter, n int64) {
			to.KeepCoverage(n, &model.CoverageStatement{Channel: model.KindCalls, Subject: name(n), From: Noon, To: Noon + 3600, Operations: []string{"WebofficeOpen"}})
		},
		model.KindAliases: func(to model.RecordWriter, n int64) {
			to.KeepAlias(n, &model.Alias{BillID: name(n), Project: "photos"})
		},
		model.KindMetering: func(to model.RecordWriter, n int64) {
			to.KeepMetering(n, &model.MeteringHour{Bucket: name(n), Hour: Noon})
		},
		model.KindPrices: func(to model.RecordWriter, n int64) { to.KeepPrice(n, &model.Price{Item: name(n), Per: 1000}) },
	}[kind]
}

// ImportBill imports the bill that Judged and Coherent are about: three lines,
// and one that cannot be read.
func (d *Database) ImportBill() model.Source {
	d.t.Helper()
	return d.Import(model.KindBill, "march.csv", func(in *ingest.Import) {
		for n, id := range []string{"L-1", "L-2", "L-3"} {
			in.KeepBillLine(int64(n+2), BillLine(id, id))
		}
		in.Reject(5, "no number", "x;y")
	})
}
