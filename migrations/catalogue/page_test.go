package catalogue

import (
	"bufio"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// The tests of this file read testdata/page.txt, the tables of the billing
// page as it lays them out, with a parser of their own, and compare them with
// the files of the catalogue in both directions.

// pageItem is a row of the page's tables, its continuation rows included.
type pageItem struct {
	name     string
	api, oss []string
	prices   map[string]string // by tier, "" where there is one price
	unit     string
}

type pageOperator struct{ name, item, billedBy string }

type page struct {
	items     map[string]*pageItem
	combined  map[string][]string // operation → items it is charged under
	operators []pageOperator
}

var (
	pageSections = []string{
		"Image Intelligence", "Metadata Management", "Media Processing", "Document Processing",
		"File Processing", "Multiple billing items for the API", "Operator and billing item mapping",
	}
	pageHeaders = []string{
		"Billing Item", "Billing Item Description", "Related API Operations",
		"Related x-oss-process Operations", "Price (USD)", "Unit", "Operator", "Billed by",
	}
	codeCell     = regexp.MustCompile(`^[A-Z][a-z]\w+$|^VideoCompress\w+$`)
	apiCell      = regexp.MustCompile(`^(?:• )?([A-Z][a-z]\w+)(?: \(.*\))?$`)
	ossCell      = regexp.MustCompile(`^(?:• )?([a-z]+/[a-z0-9]+(?:,g_[a-z]+)?)$`)
	priceCell    = regexp.MustCompile(`^[\d.]+$`)
	sizeCell     = regexp.MustCompile(`^• ([\d.]+) for output resolution (less|greater) than 6000 × 4000$`)
	formatCell   = regexp.MustCompile(`^• (Basic|Advanced) format: ([\d.]+)$`)
	unitCell     = regexp.MustCompile(`^(per .*|Videos per second|[Tt]housands? .*|GB|TB|CountUnit)$`)
	combinedCell = regexp.MustCompile(`^• The (\w+) operation incurs charges for both (\w+) and (\w+) billing items\.$`)
)

func readPage(t *testing.T) page {
	t.Helper()
	p := page{items: map[string]*pageItem{}, combined: map[string][]string{}}
	for section, cells := range pageCells(t) {
		switch section {
		case "Multiple billing items for the API":
			for _, cell := range cells {
				m := combinedCell.FindStringSubmatch(cell)
				if m == nil {
					t.Fatalf("note not understood: %q", cell)
				}
				p.combined[m[1]] = m[2:]
			}
		case "Operator and billing item mapping":
			for row := range slices.Chunk(cells, 3) {
				p.operators = append(p.operators, pageOperator{row[0], row[1], row[2]})
			}
		default:
			p.readTable(t, cells)
		}
	}
	return p
}

// pageCells returns the cells under each section, without table headers.
func pageCells(t *testing.T) map[string][]string {
	t.Helper()
	file, err := os.Open("testdata/page.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sections := map[string][]string{}
	section := ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		cell := strings.TrimSuffix(lines.Text(), "Note*")
		switch {
		case slices.Contains(pageSections, cell):
			section = cell
		case cell != "" && section != "" && !slices.Contains(pageHeaders, cell):
			sections[section] = append(sections[section], cell)
		}
	}
	return sections
}

// readTable reads the cells of one table. An item's code is told from an
// operation without a gloss by the description that follows it.
func (p *page) readTable(t *testing.T, cells []string) {
	t.Helper()
	var item *pageItem
	for i, cell := range cells {
		if codeCell.MatchString(cell) && i+1 < len(cells) && described(cells[i+1]) {
			item = &pageItem{name: cells[i+1], prices: map[string]string{}}
			p.items[cell] = item
			continue
		}
		item.add(cell)
	}
}

func described(next string) bool {
	return !strings.HasPrefix(next, "•") && !apiCell.MatchString(next) && strings.Contains(next, " ")
}

func (item *pageItem) add(cell string) {
	if m := sizeCell.FindStringSubmatch(cell); m != nil {
		item.prices[map[string]string{"less": "small", "greater": "large"}[m[2]]] = m[1]
	} else if m := formatCell.FindStringSubmatch(cell); m != nil {
		item.prices[strings.ToLower(m[1])] = m[2]
	} else if cell == "Free during limited period" {
		item.prices[""] = "0"
	} else if priceCell.MatchString(cell) {
		item.prices[""] = cell
	} else if unitCell.MatchString(cell) {
		item.unit = cell
	} else if m := ossCell.FindStringSubmatch(cell); m != nil {
		item.oss = append(item.oss, m[1])
	} else if m := apiCell.FindStringSubmatch(cell); m != nil {
		item.api = append(item.api, m[1])
	}
}

func catalogue(t *testing.T) *Catalogue {
	t.Helper()
	c, err := Read()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPageIsReadWhole(t *testing.T) {
	p := readPage(t)
	if len(p.items) != 46 {
		t.Errorf("items on the page: %d, expected 46: %v", len(p.items), slices.Sorted(maps.Keys(p.items)))
	}
	if len(p.operators) != 11 {
		t.Errorf("operators on the page: %d, expected 11", len(p.operators))
	}
	for code, item := range p.items {
		if len(item.api)+len(item.oss) == 0 || len(item.prices) == 0 || item.unit == "" {
			t.Errorf("%s is not read whole: %+v", code, *item)
		}
	}
}

func TestItemsAreThoseOfThePage(t *testing.T) {
	p := readPage(t)
	units := map[string]string{ // the page's words → base unit and what the price is for
		"per 1,000 calls": "1000 call", "per 1,000 images": "1000 image", "per 1,000 streams": "1000 stream",
		"per second of audio": "1 second", "per second of video": "1 second", "Videos per second": "1 second",
		"Thousands of Frames": "1000 frame", "Thousand Frames": "1000 frame", "thousand frames": "1000 frame",
		"CountUnit": "1 countunit", "GB": "1073741824 byte", "TB": "1099511627776 byte",
	}
	published := 0
	for _, item := range catalogue(t).Items {
		if !item.Published {
			continue
		}
		published++
		printed, found := p.items[item.Code]
		if !found {
			t.Errorf("%s is not on the page", item.Code)
			continue
		}
		if item.Name != printed.name {
			t.Errorf("%s is named %q, on the page %q", item.Code, item.Name, printed.name)
		}
		if unit := fmt.Sprint(item.Per, " ", item.Unit); unit != units[printed.unit] {
			t.Errorf("%s is priced for %s, on the page %q", item.Code, unit, printed.unit)
		}
	}
	if published != len(p.items) {
		t.Errorf("%d items published, %d on the page", published, len(p.items))
	}
}

func TestPresentPricesAreThoseOfThePage(t *testing.T) {
	expected := map[string]string{}
	for code, item := range readPage(t).items {
		for tier, price := range item.prices {
			expected[code+" "+tier] = decimal.RequireFromString(price).String()
		}
	}
	found := map[string]string{}
	for _, p := range catalogue(t).Prices {
		if p.To != 0 {
			continue
		}
		if p.Site != "intl" || p.Currency != "USD" || p.Operation != "" || p.Basis != "documented" {
			t.Errorf("not a price of the page: %+v", p)
		}
		found[p.Item+" "+p.Tier] = p.Amount.String()
	}
	if !maps.Equal(expected, found) {
		t.Errorf("prices of the page:\n%v\nof the catalogue:\n%v", expected, found)
	}
}

// TestOperationsAreThoseOfThePage allows one addition to the tables: openings
// of documents, which the page charges but which are no API operation.
func TestOperationsAreThoseOfThePage(t *testing.T) {
	p := readPage(t)
	expected := map[string]bool{}
	for code, item := range p.items {
		for _, operation := range item.api {
			expected["api "+operation+" "+code] = true
		}
		for _, operation := range item.oss {
			expected["oss "+operation+" "+code] = true
		}
		if slices.Contains(item.api, "GenerateWebofficeToken") {
			expected["api WebofficeOpen "+code] = true
		}
	}
	for operation, items := range p.combined {
		for _, code := range items {
			expected["api "+operation+" "+code] = true
		}
	}
	found := map[string]bool{}
	for _, o := range catalogue(t).Operations {
		found[o.Channel+" "+o.Name+" "+o.Item] = true
	}
	compareSets(t, expected, found)
}

func TestOperatorsAreThoseOfThePage(t *testing.T) {
	expected := map[string]bool{}
	for _, o := range readPage(t).operators {
		name, medium, _ := strings.Cut(o.name, " operator")
		item := map[string]string{"No charge": "", "Free during limited period": ""}
		if _, free := item[o.item]; !free {
			item[o.item] = o.item
		}
		expected[strings.Join([]string{name, medium, item[o.item], strings.ToLower(o.billedBy)}, "|")] = true
	}
	found := map[string]bool{}
	for _, o := range catalogue(t).Operators {
		medium := ""
		if o.Name == "LabelClassification" { // the only one the page splits by medium
			medium = " (" + o.Media + ")"
		}
		found[strings.Join([]string{o.Name, medium, o.Item, o.BilledBy}, "|")] = true
	}
	compareSets(t, expected, found)
}

func compareSets(t *testing.T, expected, found map[string]bool) {
	t.Helper()
	for _, row := range slices.Sorted(maps.Keys(expected)) {
		if !found[row] {
			t.Errorf("on the page but not in the catalogue: %s", row)
		}
	}
	for _, row := range slices.Sorted(maps.Keys(found)) {
		if !expected[row] {
			t.Errorf("in the catalogue but not on the page: %s", row)
		}
	}
}
