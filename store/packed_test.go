package store

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

func TestUnpack(t *testing.T) {
	var text string
	var kind LineType
	var count int64
	var taxed bool
	var amount decimal.Decimal
	given, missing := decimal.NullDecimal{}, decimal.NewNullDecimal(dec("7"))
	into := []any{&text, &kind, &count, &taxed, &amount, &given, &missing}
	if err := unpack("=a,\n"+"\x1fusage\x1f-9007199254740993\x1f1\x1f0.0280000\x1f-1.5\x1f", into); err != nil {
		t.Fatal(err)
	}
	if text != "=a,\n" || kind != LineUsage || count != -9007199254740993 || !taxed || amount.String() != "0.028" || given.Decimal.String() != "-1.5" || missing.Valid {
		t.Errorf("unpacked %q %q %d %v %s %v %v", text, kind, count, taxed, amount, given, missing)
	}
	for row, says := range map[string]string{
		"a\x1fusage\x1f1\x1f1\x1f1\x1f1\x1f1\x1fb": "U+001F",
		"a\x1fb\x1fusage\x1f1\x1f1\x1f1\x1f1\x1f1": "usage",
		"a\x1fusage": `""`,
	} {
		if err := unpack(row, into); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", row, err)
		}
	}
}
