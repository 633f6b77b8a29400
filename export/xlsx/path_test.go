package xlsx

import "testing"

func TestNamesOfFilesAreCutInTheMiddle(t *testing.T) {
	for name, want := range map[string]string{
		"":                    "",
		"logs/2026-03-01.log": "logs/2026-03-01.log",
		"archive/2026/März/example-shop/access-2026-03-01-00.log": "archi…-03-01-00.log",
	} {
		if got := path(name, 19).text; got != want {
			t.Errorf("%q is shown as %q, want %q", name, got, want)
		}
	}
}
