package ingest_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/ingest"
	"immrecon/store/model"
	"immrecon/store/storetest"
)

func TestBillLinesKnowThemselves(t *testing.T) {
	bill := func(lines ...*model.BillLine) func(*ingest.Import) {
		return func(in *ingest.Import) {
			for n, l := range lines {
				in.KeepBillLine(int64(n+2), l)
			}
		}
	}
	cases := []struct {
		name           string
		first, second  func(*ingest.Import)
		kept, repeated int64 // of both files together
	}{
		{"the same id and content within a file", bill(storetest.BillLine("1", "x"), storetest.BillLine("1", "x")), bill(), 1, 1},
		{"the same id and content in another export", bill(storetest.BillLine("1", "x")), bill(storetest.BillLine("1", "x"), storetest.BillLine("2", "y")), 2, 1},
		{"equal lines without id stay two", bill(storetest.BillLine("", "x"), storetest.BillLine("", "x")), bill(), 2, 0},
		{"the same two in another export are known", bill(storetest.BillLine("", "x"), storetest.BillLine("", "x")), bill(storetest.BillLine("", "x"), storetest.BillLine("", "x")), 2, 2},
		{"a third equal line in a later export is new", bill(storetest.BillLine("", "x"), storetest.BillLine("", "x")),
			bill(storetest.BillLine("", "x"), storetest.BillLine("", "x"), storetest.BillLine("", "x")), 3, 2},
		{"another content without id is another line", bill(storetest.BillLine("", "x")), bill(storetest.BillLine("", "y")), 2, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := storetest.Open(t)
			a := d.Import(model.KindBill, "march.csv", c.first).Tally
			b := d.Import(model.KindBill, "march again.csv", c.second).Tally
			if a.Kept+b.Kept != c.kept || a.Duplicate+b.Duplicate != c.repeated {
				t.Errorf("kept %d, duplicate %d; want %d and %d", a.Kept+b.Kept, a.Duplicate+b.Duplicate, c.kept, c.repeated)
			}
			d.MustHold()
		})
	}
}

func TestTheSameBillLineIDOfAnotherAccountOrMonthIsAnotherLine(t *testing.T) {
	d := storetest.Open(t)
	s := d.Import(model.KindBill, "two accounts.csv", func(in *ingest.Import) {
		other, later := storetest.BillLine("1", "y"), storetest.BillLine("1", "z")
		other.Account, later.Month = "1400000000000099", "2026-04"
		in.KeepBillLine(2, storetest.BillLine("1", "x"))
		in.KeepBillLine(3, other)
		in.KeepBillLine(4, later)
	})
	if s.Tally.Kept != 3 {
		t.Errorf("kept %d, want 3", s.Tally.Kept)
	}
}

func TestAnAmountThatIsNotGivenIsNotTheLastOne(t *testing.T) {
	d := storetest.Open(t)
	d.Import(model.KindBill, "march.csv", func(in *ingest.Import) {
		in.KeepBillLine(2, storetest.BillLine("1", "x"))
		in.KeepBillLine(3, &model.BillLine{LineID: "2", Raw: "y"})
	})
	var gross decimal.NullDecimal
	var all []string
	err := d.Reader(t.Context()).Query("SELECT gross FROM bill_line ORDER BY line", nil,
		func() { all = append(all, fmt.Sprint(gross.Decimal, gross.Valid)) }, &gross)
	if want := []string{"0.000392 true", "0 false"}; err != nil || !slices.Equal(all, want) {
		t.Errorf("amounts %v, %v; want %v", all, err, want)
	}
}

func TestOneBillLineIDWithTwoContentsIsRefused(t *testing.T) {
	places := map[string]func(*storetest.Database) (string, error){
		"within a file": func(d *storetest.Database) (string, error) {
			_, err := d.TryImport(model.KindBill, "march.csv", func(in *ingest.Import) {
				in.KeepBillLine(2, storetest.BillLine("202603_7", "14 calls"))
				in.KeepBillLine(3, storetest.BillLine("202603_7", "15 calls"))
			})
			return "march.csv:2", err
		},
		"across files": func(d *storetest.Database) (string, error) {
			d.Import(model.KindBill, "first.csv", func(in *ingest.Import) { in.KeepBillLine(9, storetest.BillLine("202603_7", "14 calls")) })
			_, err := d.TryImport(model.KindBill, "march.csv", func(in *ingest.Import) { in.KeepBillLine(3, storetest.BillLine("202603_7", "15 calls")) })
			return "first.csv:9", err
		},
	}
	for name, load := range places {
		t.Run(name, func(t *testing.T) {
			d := storetest.Open(t)
			there, err := load(d)
			if err == nil {
				t.Fatal("both contents were imported")
			}
			for _, part := range []string{"march.csv:3", there, "202603_7", "14 calls", "15 calls"} {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error does not say %q: %v", part, err)
				}
			}
			if n := d.Value("SELECT count(*) FROM source WHERE name = 'march.csv'"); n != "0" {
				t.Error("the file that was refused is in")
			}
		})
	}
}
