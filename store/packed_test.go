package store

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/store/model"
)

func TestUnpack(t *testing.T) {
	var text string
	var kind model.LineType
	var count int64
	var taxed bool
	var amount decimal.Decimal
	given, missing := decimal.NullDecimal{}, decimal.NewNullDecimal(dec("7"))
	into := []any{&text, &kind, &count, &taxed, &amount, &given, &missing}
	if err := unpack("=a,\n"+"\x1fusage\x1f-9007199254740993\x1f1\x1f0.0280000\x1f-1.5\x1f", into); err != nil {
		t.Fatal(err)
	}
	if text != "=a,\n" || kind != model.LineUsage || count != -9007199254740993 || !taxed || amount.String() != "0.028" || given.Decimal.String() != "-1.5" || missing.Valid {
		t.Errorf("unpacked %q %q %d %v %s %v %v", text, kind, count, taxed, amount, given, missing)
	}
	if err := unpack("a\x1fusage", into); err == nil || !strings.Contains(err.Error(), `""`) {
		t.Errorf("of a row that breaks off: %v", err)
	}
}

// Whatever a text holds, a packed row is the row.
func TestScanPackedIsScan(t *testing.T) {
	db := openNew(t)
	ctx := context.Background()
	names := []string{"plain", "", "a\x1fb", "\x1f", "after it", "x\x1f\x1f\x1f\x1f"}
	for from := range names { // whichever comes first
		_, err := db.write.Exec("DELETE FROM word")
		for id, name := range slices.Concat(names[from:], names[:from]) {
			_, failed := db.write.Exec("INSERT INTO word (id, word) VALUES (?, ?)", id, name)
			err = errors.Join(err, failed)
		}
		read := func(rows func(...any) iter.Seq[error]) (all []string) {
			var id int64
			var name string
			var amount decimal.NullDecimal
			for failed := range rows(&id, &name, &amount) {
				err = errors.Join(err, failed)
				all = append(all, fmt.Sprintf("%d %q %v", id, name, amount))
			}
			return all
		}
		columns, tables, args := "id, word, CASE id % 3 WHEN 1 THEN NULL ELSE id END", "FROM word WHERE id <> ? ORDER BY id", []any{2}
		packed := read(func(into ...any) iter.Seq[error] { return scanPacked(ctx, db.read, columns, tables, args, into...) })
		plain := read(func(into ...any) iter.Seq[error] {
			return scan(ctx, db.read, "SELECT "+columns+" "+tables, args, into...)
		})
		if err != nil || len(plain) != len(names)-1 || !slices.Equal(packed, plain) {
			t.Errorf("packed\n%q\nplain\n%q\n%v", packed, plain, err)
		}
	}
}
