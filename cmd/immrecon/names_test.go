package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"immrecon/cmd/immrecon/demo"
)

// A file name is any bytes. What is printed and stored of it is text.
func TestFileNamesThatAreNoText(t *testing.T) {
	t.Parallel()
	month, _ := demoMonth(t, demo.Options{Days: 1, Seed: 5, Faults: true})
	folder := filepath.Join(t.TempDir(), "m\xe4rz")
	noError(t, os.Rename(month, folder))
	noError(t, os.Rename(filepath.Join(folder, "bill", "1400000000000017_26842_BillingItemDetail_202603.csv"), filepath.Join(folder, "bill", "bill\xff.csv")))
	noError(t, os.WriteFile(filepath.Join(folder, "letter\xff.txt"), []byte("Dear colleague,\n"), 0o644))
	noError(t, os.WriteFile(filepath.Join(folder, "styles\xff.csv"), []byte("bucket,style,content,from,to\nb,s,image/faces,never,\n"), 0o644))
	out := t.TempDir()
	db := filepath.Join(out, "audit.db")

	for _, args := range [][]string{
		{"--log-format", "json", "audit", folder, "--month", "2026-03", "--out", filepath.Join(out, "audit.xlsx")},
		{"import", folder, "--verify"},
		{"import", filepath.Join(folder, "bill", "bill\xff.csv")},
		{"sources"}, {"sources", "rejected"}, {"sources", "--bills"}, {"sources", "--format", "json"},
		{"findings", "--month", "2026-03", "--format", "json"},
		{"export", "csv", "--month", "2026-03", "--out", filepath.Join(out, "csv")},
		{"export", "json", "--month", "2026-03", "--out", filepath.Join(out, "month.json")},
		{"check"},
	} {
		stdout, stderr, code := told(append([]string{"--db", db}, args...)...)
		if code != exitDone && (args[0] != "--log-format" || code != exitDiscrepancies) {
			t.Errorf("%q ends with %d\n%s%s", args, code, stdout, stderr)
		}
		if !utf8.ValidString(stdout) || !utf8.ValidString(stderr) {
			t.Errorf("%q prints what is no text:\n%q\n%q", args, stdout, stderr)
		}
		if strings.HasSuffix(args[len(args)-1], "json") && args[0] != "export" && !json.Valid([]byte(stdout)) {
			t.Errorf("%q prints no JSON", args)
		}
		if args[0] == "sources" && !strings.Contains(stdout, `m\xe4rz`) && !strings.Contains(stdout, `m\\xe4rz`) {
			t.Errorf("%q does not name the folder:\n%s", args, stdout)
		}
	}
}
