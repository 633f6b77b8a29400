package focus

import (
	"bytes"
	"encoding/csv"
	"flag"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/export/internal/sample"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "folder")
	if err := Write(folder, sample.Report()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.CopyFS("testdata", os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"charges.csv", "expected.csv"} {
		want, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(filepath.Join(folder, name)); !bytes.Equal(got, want) {
			t.Errorf("%s differs:\n%s", name, got)
		}
	}
}

// rows reads what was written, each row by column.
func rows(t *testing.T, charges iter.Seq2[charge, error]) []map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out, charges); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&out).ReadAll()
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

// TestColumns holds the specification's list: 57 columns by name, then our own.
func TestColumns(t *testing.T) {
	var names []string
	for _, c := range columns {
		names = append(names, c.Name)
	}
	own := slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, "x_") })
	if own != 57 || !slices.IsSorted(names[:own]) {
		t.Errorf("%d columns of the specification, sorted: %v", own, slices.IsSorted(names[:own]))
	}
	for _, name := range names[own:] {
		if !strings.HasPrefix(name, "x_") {
			t.Errorf("%s is no column of the specification and has no x_", name)
		}
	}
}

// neverNull are the columns that the specification wants filled on every row.
var neverNull = []string{
	"BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodStart", "BillingPeriodEnd", "ChargeCategory", "ChargeDescription",
	"ChargePeriodStart", "ChargePeriodEnd", "ContractedCost", "EffectiveCost", "InvoiceIssuerName", "ListCost", "ProviderName",
	"PublisherName", "ServiceCategory", "ServiceName",
}

// together are columns of which all are NULL or none.
var together = [][]string{
	{"PricingQuantity", "PricingUnit"}, {"ConsumedQuantity", "ConsumedUnit"}, {"RegionId", "RegionName"},
	{"ResourceId", "ResourceName", "ResourceType"}, {"SubAccountId", "SubAccountName", "SubAccountType"},
}

func TestNullRules(t *testing.T) {
	r := sample.Report()
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
