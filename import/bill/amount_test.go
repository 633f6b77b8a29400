package bill

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestParseAmount(t *testing.T) {
	const none, refused = "none", "refused"
	for cell, want := range map[string]string{
		"":                      none,
		"-":                     none,
		" \t":                   none,
		"NULL":                  none,
		"null":                  none,
		"－":                     none,
		"0":                     "0",
		"0.00":                  "0.00",
		"1.4150943":             "1.4150943",
		"\t12.30\t":             "12.30",
		"-0.0049":               "-0.0049",
		"−0.5":                  "-0.5",
		"－０．５":                  "-0.5",
		"+3":                    "3",
		".5":                    "0.5",
		"5.":                    "5",
		"(1.23)":                "-1.23",
		"（1.23）":                "-1.23",
		"(1,234.50)":            "-1234.50",
		"1,234.5":               "1234.5",
		"1，234，567.8901234567":  "1234567.8901234567",
		"12,345,678":            "12345678",
		"1.1886792e-05":         "0.000011886792",
		"2.8E-6":                "0.0000028",
		"1E3":                   "1000",
		"0.0000000000000000001": "0.0000000000000000001",
		"999999999999999999":    "999999999999999999",
		"1000000000000000000":   refused,
		"1e99":                  refused,
		"1e-99":                 refused,
		"1e999999999":           refused,
		"0,028":                 refused, // a decimal comma
		"1,23":                  refused,
		"12,34,567":             refused,
		"1,234,5":               refused,
		"1 234":                 refused,
		"1.2.3":                 refused,
		"--1":                   refused,
		"(-1)":                  refused,
		"(1":                    refused,
		"1)":                    refused,
		"()":                    refused,
		".":                     refused,
		"e5":                    refused,
		"0x10":                  refused,
		"1_000":                 refused,
		"NaN":                   refused,
		"Infinity":              refused,
		"USD 1":                 refused,
		"￥1":                    refused,
		"5%":                    refused,
		"N/A":                   refused,
		"١":                     refused, // a digit, but none that bills use
	} {
		got, err := parseAmount(cell)
		switch want {
		case refused:
			if err == nil {
				t.Errorf("%q is read as %s", cell, got.Decimal)
			}
		case none:
			if err != nil || got.Valid {
				t.Errorf("%q is read as %s, %v; want nothing", cell, got.Decimal, err)
			}
		default:
			if err != nil || !got.Valid || !got.Decimal.Equal(decimal.RequireFromString(want)) {
				t.Errorf("%q is read as %s, %v; want %s", cell, got.Decimal, err, want)
			}
		}
	}
}

func FuzzAmount(f *testing.F) {
	for _, cell := range []string{"", "-", "NULL", "1,234.5", "(1.23)", "（１）", "2.8E-6", "-0.0049", "5.", ".5", "0,028", "1e99"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		got, err := parseAmount(cell)
		if err != nil || !got.Valid {
			return
		}
		if !strings.ContainsAny(cell, "0123456789０１２３４５６７８９") && !isDigitForm(cell) {
			t.Errorf("%q has no digit but is read as %s", cell, got.Decimal)
		}
		again, err := parseAmount(got.Decimal.String())
		if err != nil || !again.Decimal.Equal(got.Decimal) {
			t.Errorf("%q: %s is read again as %s, %v", cell, got.Decimal, again.Decimal, err)
		}
	})
}

// isDigitForm reports whether folding compatibility forms brings out digits,
// as of "①".
func isDigitForm(cell string) bool { return strings.ContainsAny(normalize(cell), "0123456789") }
