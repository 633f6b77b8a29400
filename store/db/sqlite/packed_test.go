package sqlite

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// kind is a text under a name of its own.
type kind string

func TestUnpack(t *testing.T) {
	var text string
	var named kind
	var count int64
	var taxed bool
	var amount decimal.Decimal
	given, missing := decimal.NullDecimal{}, decimal.NewNullDecimal(decimal.NewFromInt(7))
	into := []any{&text, &named, &count, &taxed, &amount, &given, &missing}
	if err := unpack("=a,\n"+"\x1fusage\x1f-9007199254740993\x1f1\x1f0.0280000\x1f-1.5\x1f", into); err != nil {
		t.Fatal(err)
	}
	if text != "=a,\n" || named != "usage" || count != -9007199254740993 || !taxed || amount.String() != "0.028" || given.Decimal.String() != "-1.5" || missing.Valid {
		t.Errorf("unpacked %q %q %d %v %s %v %v", text, named, count, taxed, amount, given, missing)
	}
	if err := unpack("a\x1fusage", into); err == nil || !strings.Contains(err.Error(), `""`) {
		t.Errorf("of a row that breaks off: %v", err)
	}
}
