package bill

import (
	"strings"
	"testing"
)

// FuzzHeader holds that a header row that is taken gives each column one place within
// it, and that its order and what stands beside it change nothing.
func FuzzHeader(f *testing.F) {
	f.Add(smallHeader)
	f.Add("Billing Cycle,Product Code,Instance ID,Pretax Gross Amount")
	f.Add("账单月份,账单月份")
	for _, name := range samples {
		line, _, _ := strings.Cut(string(sample(f, name)), "\n")
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, text string) {
		header := strings.Split(text, ",")
		h, err := newHeaderRow(header)
		if err != nil {
			return
		}
		seen := map[column]bool{}
		for _, p := range h.positions {
			if seen[p.col] || p.index < 0 || p.index >= len(header) || h.names[p.col] == "" {
				t.Fatalf("column %v at %d of %q", p.col, p.index, header)
			}
			seen[p.col] = true
		}
		turned, err := newHeaderRow(append([]string{""}, header...))
		if err != nil || turned.form != h.form || len(turned.positions) != len(h.positions) || turned.overview != h.overview {
			t.Errorf("%q: behind an empty column it is %+v, %v", header, turned, err)
		}
	})
}
