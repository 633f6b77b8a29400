package bill

import (
	"encoding/json"
	"testing"
)

// FuzzRaw holds the plain way of writing a cell against the library's.
func FuzzRaw(f *testing.F) {
	for _, cell := range []string{"", "0.000392", "1,000 calls", "图片", `5" "x"`, `a\b`, "<&>", "\x7f", "\u2028", "\xff"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		one := &headerRow{keys: rawKeys([]string{"Usage"})}
		got := one.raw([]string{cell})
		if want := `{"Usage":` + string(quoted(cell)) + "}"; got != want {
			t.Fatalf("raw(%q) is %s, want %s", cell, got, want)
		}
		if !json.Valid([]byte(got)) {
			t.Fatalf("raw(%q) is no JSON: %s", cell, got)
		}
	})
}
