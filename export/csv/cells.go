package csv

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"immrecon/export/words"

	"immrecon/store/model"
)

// writeCells writes every cell, also those where bill and evidence agree.
func writeCells(w io.Writer, r *model.Report, o Options) error {
	type row = model.Cell
	zone := words.ZoneFor(o.UTC)
	return writeRows(w, []column[row]{
		count("id", func(c *row) int64 { return c.ID }),
		text("project", func(c *row) string { return c.Project }),
		text("region", func(c *row) string { return c.Region }),
		text("item", func(c *row) string { return c.Item }),
		text("tier", func(c *row) string { return c.Tier }),
		instant("from", zone, func(c *row) int64 { return c.From }),
		instant("to", zone, func(c *row) int64 { return c.To }),
		text("unit", func(c *row) string { return c.Unit }),
		count("billed_quantity", func(c *row) int64 { return c.Billed.Quantity }),
		count("expected_quantity", func(c *row) int64 { return c.Expected.Quantity }),
		amount("billed_amount", func(c *row) decimal.Decimal { return c.Billed.Amount }),
		amount("expected_amount", func(c *row) decimal.Decimal { return c.Expected.Amount }),
		amount("tolerated", func(c *row) decimal.Decimal { return c.Tolerated }),
		text("currency", func(c *row) string { return c.Currency }),
		count("lines", func(c *row) int64 { return c.Lines }),
		text("verdict", func(c *row) model.Verdict { return c.Verdict }),
		text("cause", func(c *row) model.Cause { return c.Cause }),
		text("alternatives", func(c *row) string { return alternatives(c.Alternatives) }),
	}, r.Cells, o)
}

// alternatives writes name=quantity pairs by name, joined by semicolons.
func alternatives(quantities map[string]int64) string {
	pairs := make([]string, 0, len(quantities))
	for _, name := range slices.Sorted(maps.Keys(quantities)) {
		pairs = append(pairs, fmt.Sprintf("%s=%d", name, quantities[name]))
	}
	return strings.Join(pairs, ";")
}
