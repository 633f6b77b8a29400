package xlsx

import (
	"testing"

	"github.com/shopspring/decimal"
)

func TestDecimalsOfMoney(t *testing.T) {
	for text, want := range map[string]struct{ row, total int }{
		"0":                        {0, 0},
		"12":                       {2, 2},
		"1200":                     {2, 2},
		"0.5":                      {2, 2},
		"0.505":                    {3, 2},
		"-0.0000020000":            {6, 6},
		"0.0049":                   {4, 4},
		"-0.005":                   {3, 2},
		"8.6768726401":             {10, 2},
		"0.00000000004":            {0, 0},
		"0.0000000002":             {10, 0},
		"0.123456789012345":        {9, 2},
		"12345678901.1234567000":   {10, 2},
		"123456789012345.67890123": {8, 2},
	} {
		d := decimal.RequireFromString(text)
		row, total := amount(d), amount(d).as(lookSumAmount)
		if row.decimals() != want.row || total.decimals() != want.total {
			t.Errorf("%s: %d in a row and %d in a total, want %d and %d", text, row.decimals(), total.decimals(), want.row, want.total)
		}
	}
	name, some := text(lookText, "a name"), count(3)
	if name.decimals() != 0 || some.decimals() != 0 {
		t.Error("what is no money has decimals")
	}
	if got, want := changeFormat(9), "+#,##0.000000000_0;-#,##0.000000000_0;#,##0.00_0_0_0_0_0_0_0_0"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := changeFormat(nothingShown), "#,##0.00_0_0_0_0_0_0_0_0;#,##0.00_0_0_0_0_0_0_0_0;#,##0.00_0_0_0_0_0_0_0_0"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
