package grid_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"immrecon/export/grid"
	"immrecon/export/words"
	"immrecon/migrations/catalogue"

	"immrecon/store/model"
)

func written(t *testing.T, g *grid.Grid, format string) string {
	t.Helper()
	var b bytes.Buffer
	if err := g.Write(&b, format); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func parsed(t *testing.T, content string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// What is shown of the catalogue is what stands in its files, headers included.
func TestTheCatalogueComesOutAsItStands(t *testing.T) {
	c, err := catalogue.Read()
	if err != nil {
		t.Fatal(err)
	}
	var prices []model.Price
	for _, p := range c.Prices {
		prices = append(prices, model.Price(p))
	}
	for _, g := range []*grid.Grid{
		grid.Prices(prices, words.Billing), grid.Items(c), grid.Operations(c), grid.Operators(c), grid.Templates(c), grid.Rules(c.Rules),
	} {
		t.Run(g.Name, func(t *testing.T) {
			file, err := os.ReadFile(filepath.Join("..", "..", "migrations", "catalogue", g.Name+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			got, want := parsed(t, written(t, g, "csv")), parsed(t, string(file))
			if len(got) != len(want) {
				t.Fatalf("%d rows, want %d", len(got), len(want))
			}
			for n := range got {
				if !slices.EqualFunc(got[n], want[n], sameCell) {
					t.Errorf("row %d: got %q, want %q", n, got[n], want[n])
				}
			}
		})
	}
}

// sameCell takes 0.990566 and 0.9905660 for the same price.
func sameCell(a, b string) bool {
	x, err := decimal.NewFromString(a)
	y, other := decimal.NewFromString(b)
	return a == b || (err == nil && other == nil && x.Equal(y))
}

func sample() *grid.Grid {
	return grid.Prices([]model.Price{{Site: "intl", Currency: "USD", Item: "ImageDetect", Tier: "=1+1", Amount: decimal.RequireFromString("0.028"), Per: 1000,
		Unit: "call", From: 1_753_671_600, Basis: "assumed", Source: `a "quoted" <page>`}}, words.Billing)
}

func TestCSV(t *testing.T) {
	want := "site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,basis,source\r\n" +
		"intl,USD,ImageDetect,,'=1+1,0.028,1000,call,2025-07-28T11:00:00+08:00,,assumed,\"a \"\"quoted\"\" <page>\"\r\n"
	if got := written(t, sample(), "csv"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestJSON(t *testing.T) {
	got := written(t, sample(), "json")
	var document struct {
		Schema string
		Prices []map[string]string
	}
	if err := json.Unmarshal([]byte(got), &document); err != nil {
		t.Fatalf("%v\n%s", err, got)
	}
	if document.Schema != "immrecon.catalog.prices/1" || len(document.Prices) != 1 {
		t.Fatalf("got %s", got)
	}
	row := document.Prices[0]
	if len(row) != 12 || row["price"] != "0.028" || row["per"] != "1000" || row["source"] != `a "quoted" <page>` || row["effective_to"] != "" {
		t.Errorf("got %q", row)
	}
	at := -1
	for _, column := range sample().Columns {
		next := strings.Index(got, `"`+column+`": `)
		if next <= at {
			t.Errorf("key %s does not follow the one before it in %s", column, got)
		}
		at = next
	}
}

func TestTable(t *testing.T) {
	lines := strings.Split(written(t, sample(), "table"), "\n")
	if len(lines) != 3 || strings.Index(lines[0], "price") != strings.Index(lines[1], "0.028") {
		t.Errorf("the columns do not line up: %q", lines)
	}
}

func TestAnEmptyGrid(t *testing.T) {
	for format, want := range map[string]string{
		"table": "No rules.\n",
		"csv":   "rule,statement,basis,default,since,source\r\n",
		"json":  "{\n  \"schema\": \"immrecon.catalog.rules/1\",\n  \"rules\": []\n}\n",
	} {
		if got := written(t, grid.Rules(nil), format); got != want {
			t.Errorf("%s: got %q, want %q", format, got, want)
		}
	}
}

func TestAFormThatIsNone(t *testing.T) {
	if err := sample().Write(&bytes.Buffer{}, "yaml"); err == nil || !strings.Contains(err.Error(), "table, json, csv") {
		t.Errorf("got %v", err)
	}
}
