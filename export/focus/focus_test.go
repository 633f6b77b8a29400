package focus

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"immrecon/export/internal/records"
	"immrecon/export/internal/sample"
	"immrecon/store/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// reported is the made-up month with more on its bill: a refund of February, and
// a line of each kind that another line shows as well.
func reported() *model.Report {
	r := sample.Report()
	lines, _ := model.Collect(r.Lines) // of a sample, which cannot fail
	again, aside := lines[1], lines[1]
	again.Line, again.LineID, again.Status, again.Detail = 8, "202603_0000003", model.LineSuperseded, "3"
	aside.Line, aside.LineID, aside.Status = 9, "202603_0000005", model.LineReferenceOnly
	r.Lines = model.Listed(append(lines, again, aside, refund("2026-02-10", "2026-02-11")))
	return r
}

// refund is a refund of a period of days, on the bill of March 2026.
func refund(from, to string) model.ReportLine {
	day := func(text string) int64 {
		at, err := time.ParseInLocation(time.DateOnly, text, model.BillingZone)
		if err != nil {
			panic(err)
		}
		return at.Unix()
	}
	back := decimal.NewNullDecimal(decimal.RequireFromString("-0.25"))
	return model.ReportLine{
		BillLine: model.BillLine{LineID: "202603_0000006", Account: "1200000000000042", Month: "2026-03", From: day(from), To: day(to),
			Product: "imm", Type: model.LineRefund, TypeText: "退款", Gross: back, Payable: back, Currency: "USD"},
		SourceID: 2, File: "bill/202603.csv", Line: 10, Status: model.LineNotUsage, Detail: string(model.LineRefund),
	}
}

func TestGolden(t *testing.T) {
	for version, names := range map[Version][]string{V12: {"charges.csv", "expected.csv"}, V14: {"charges.csv", "expected.csv", "invoices.csv"}} {
		folder, golden := filepath.Join(t.TempDir(), "new", "folder"), filepath.Join("testdata", string(version))
		if err := Write(folder, reported(), version); err != nil {
			t.Fatal(err)
		}
		if *update {
			if err := errors.Join(os.RemoveAll(golden), os.CopyFS(golden, os.DirFS(folder))); err != nil {
				t.Fatal(err)
			}
		}
		written, err := os.ReadDir(folder)
		if err != nil || len(written) != len(names) {
			t.Errorf("%s has %d files, want %v (%v)", version, len(written), names, err)
		}
		for _, name := range names {
			want, err := os.ReadFile(filepath.Join(golden, name))
			if err != nil {
				t.Fatal(err)
			}
			if got, _ := os.ReadFile(filepath.Join(folder, name)); !bytes.Equal(got, want) {
				t.Errorf("%s %s differs:\n%s", version, name, got)
			}
		}
	}
}

// rows writes and reads charges in the newest version, each row by column.
func rows(t *testing.T, charges iter.Seq2[charge, error]) []map[string]string {
	t.Helper()
	return rowsOf(t, columnsOf(V14), charges)
}

// rowsOf writes and reads the rows of a table, each by column.
func rowsOf[R any](t *testing.T, table records.Table[R], all iter.Seq2[R, error]) []map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := table.Write(&out, all); err != nil {
		t.Fatal(err)
	}
	return rowsIn(t, &out)
}

func rowsIn(t *testing.T, in io.Reader) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for n, name := range records[0] {
			row[name] = record[n]
		}
		all = append(all, row)
	}
	return all
}

// TestColumns holds how many columns the specification's lists have, and which
// make the difference between the versions.
func TestColumns(t *testing.T) {
	namesOf := func(v Version) (names []string) {
		for _, c := range columnsOf(v) {
			names = append(names, c.Name)
		}
		return names
	}
	var ofInvoices []string
	for _, c := range invoiceColumns {
		ofInvoices = append(ofInvoices, c.Name)
	}
	older, newer := namesOf(V12), namesOf(V14)
	for _, test := range []struct {
		names []string
		count int
	}{{older, 57}, {newer, 65}, {ofInvoices, 22}} {
		own := slices.IndexFunc(test.names, func(name string) bool { return strings.HasPrefix(name, "x_") })
		if own != test.count || !slices.IsSorted(test.names) || slices.ContainsFunc(test.names[own:], isNoneOfOurs) {
			t.Errorf("%d columns of the specification, want %d, in %q", own, test.count, test.names)
		}
	}
	removed := slices.DeleteFunc(older, func(name string) bool { return slices.Contains(newer, name) })
	if !slices.Equal(removed, []string{"ProviderName", "PublisherName"}) {
		t.Errorf("%q are in 1.2 only", removed)
	}
}

func isNoneOfOurs(name string) bool { return !strings.HasPrefix(name, "x_") }

// neverNull are the columns that the specification wants filled on every row.
var neverNull = []string{
	"BilledCost", "BillingAccountId", "BillingAccountType", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "ChargeCategory",
	"ChargeDescription", "ChargeFrequency", "ChargePeriodStart", "ChargePeriodEnd", "ContractedCost", "EffectiveCost", "HostProviderName",
	"InvoiceIssuerName", "ListCost", "PricingCurrency", "PricingCurrencyEffectiveCost", "ServiceCategory", "ServiceName",
	"ServiceProviderName", "ServiceSubcategory",
}

// together are columns of which all are NULL or none.
var together = [][]string{
	{"PricingQuantity", "PricingUnit"}, {"ConsumedQuantity", "ConsumedUnit"}, {"RegionId", "RegionName"},
	{"ResourceId", "ResourceName", "ResourceType"}, {"SubAccountId", "SubAccountName", "SubAccountType"},
	{"InvoiceId", "InvoiceDetailId"},
}

func TestNullRules(t *testing.T) {
	r := reported()
	for name, charges := range map[string]iter.Seq2[charge, error]{"billed": billed(r), "expected": expected(r)} {
		for n, row := range rows(t, charges) {
			for _, column := range neverNull {
				if row[column] == "" {
					t.Errorf("%s row %d: %s is NULL", name, n+1, column)
				}
			}
			for _, set := range together {
				for _, column := range set[1:] {
					if (row[column] == "") != (row[set[0]] == "") {
						t.Errorf("%s row %d: %s %q, but %s %q", name, n+1, set[0], row[set[0]], column, row[column])
					}
				}
			}
			priced := row["ChargeCategory"] == usage || row["ChargeCategory"] == purchase
			for _, column := range []string{"PricingQuantity", "ListUnitPrice", "ContractedUnitPrice", "PricingCategory", "SkuId", "SkuPriceId"} {
				if priced && row[column] == "" || !priced && column != "PricingQuantity" && row[column] != "" {
					t.Errorf("%s row %d, %s: %s is %q", name, n+1, row["ChargeCategory"], column, row[column])
				}
			}
			if row["ConsumedQuantity"] != "" && row["ChargeCategory"] != usage {
				t.Errorf("%s row %d: %s consumes", name, n+1, row["ChargeCategory"])
			}
		}
	}
}

// The datasets add up to the statement: what was billed for IMM usage, and what
// was expected.
func TestSumsAreTheStatements(t *testing.T) {
	r := sample.Report()
	var sum decimal.Decimal
	for _, row := range rows(t, expected(r)) {
		sum = sum.Add(decimal.RequireFromString(row["ListCost"]))
	}
	if !sum.Equal(r.Statement.Expected) {
		t.Errorf("expected charges come to %s, the statement says %s", sum, r.Statement.Expected)
	}
	var gross decimal.Decimal
	for l := range r.Lines {
		gross = gross.Add(l.Gross.Decimal)
	}
	sum = decimal.Zero
	for _, row := range rows(t, billed(r)) {
		sum = sum.Add(decimal.RequireFromString(row["ListCost"]))
	}
	if !sum.Equal(gross) {
		t.Errorf("billed charges come to %s, the lines to %s", sum, gross)
	}
}

func TestPricePerUnitTimesQuantityIsTheListCost(t *testing.T) {
	cell := expected(sample.Report())
	for n, row := range rows(t, cell) {
		product := decimal.RequireFromString(row["ListUnitPrice"]).Mul(decimal.RequireFromString(row["PricingQuantity"]))
		if !product.Sub(decimal.RequireFromString(row["ListCost"])).Round(3).IsZero() {
			t.Errorf("row %d: %s × %s is not %s", n+1, row["ListUnitPrice"], row["PricingQuantity"], row["ListCost"])
		}
	}
}

func TestPeriodsAreUTC(t *testing.T) {
	row := rows(t, billed(sample.Report()))[1]
	for column, want := range map[string]string{
		"BillingPeriodStart": "2026-02-28T16:00:00Z", "BillingPeriodEnd": "2026-03-31T16:00:00Z",
		"ChargePeriodStart": "2026-03-04T02:00:00Z", "ChargePeriodEnd": "2026-03-04T03:00:00Z",
		"x_Verdict": "overcharged", "x_Cause": "server_error_billed",
	} {
		if row[column] != want {
			t.Errorf("%s is %q, want %q", column, row[column], want)
		}
	}
}
