package json

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"immrecon/export/internal/sample"

	"immrecon/store/model"
)

var update = flag.Bool("update", false, "write the golden files anew")

// written runs a writer into memory.
func written(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestGolden(t *testing.T) {
	r := sample.Report()
	for name, write := range map[string]func(io.Writer) error{
		"findings.json":     func(w io.Writer) error { return Findings(w, r, Options{}) },
		"findings-utc.json": func(w io.Writer) error { return Findings(w, r, Options{UTC: true}) },
		"summary.json":      func(w io.Writer) error { return Summary(w, r, Options{}) },
		"sources.json":      func(w io.Writer) error { return Sources(w, r.Sources, Options{}) },
		"report.json":       func(w io.Writer) error { return Report(w, r, Options{}) },
	} {
		t.Run(name, func(t *testing.T) {
			got, path := written(t, write), filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("differs from %s:\n%s", path, got)
			}
		})
	}
}

// TestEmptyReport holds the promise that lists are never null.
func TestEmptyReport(t *testing.T) {
	r := sample.Empty()
	for name, write := range map[string]func(io.Writer) error{
		"findings": func(w io.Writer) error { return Findings(w, r, Options{}) },
		"summary":  func(w io.Writer) error { return Summary(w, r, Options{}) },
		"sources":  func(w io.Writer) error { return Sources(w, nil, Options{}) },
		"report":   func(w io.Writer) error { return Report(w, r, Options{}) },
	} {
		got := bytes.ReplaceAll(written(t, write), []byte(`"possible": null`), nil) // which nothing bounds
		if bytes.Contains(got, []byte("null")) {
			t.Errorf("%s of nothing has a null:\n%s", name, got)
		}
	}
}

// contractOrder is the order of keys that the contract gives for a finding.
var contractOrder = []string{
	"schema", "month", "run", "findings", "id", "project", "region", "item", "tier", "from", "to",
	"verdict", "cause", "basis", "billed", "quantity", "unit", "amount", "expected", "quantity", "unit", "amount",
	"difference", "quantity", "amount", "currency", "bill_lines", "file", "line", "id",
}

func TestKeysStandInTheContractsOrder(t *testing.T) {
	got := written(t, func(w io.Writer) error { return Findings(w, sample.Report(), Options{}) })
	keys := regexp.MustCompile(`(?m)^[\s\[{]*"(\w+)":`).FindAllSubmatch(got, len(contractOrder))
	for i, want := range contractOrder {
		if key := string(keys[i][1]); key != want {
			t.Fatalf("key %d is %q, want %q", i, key, want)
		}
	}
}

// TestCellsStandInTheirPlace holds that a report whose cells are put in one by
// one is indented as if it had been encoded in one piece.
func TestCellsStandInTheirPlace(t *testing.T) {
	r := sample.Report()
	got := written(t, func(w io.Writer) error { return Report(w, r, Options{}) })
	var indented bytes.Buffer
	if err := json.Indent(&indented, got, "", "  "); err != nil || !bytes.Equal(indented.Bytes(), got) {
		t.Errorf("%v, got\n%s\nwant\n%s", err, got, indented.Bytes())
	}
	var document struct{ Cells []cell }
	cells, _ := model.Collect(r.Cells) // of a sample, which cannot fail
	if err := json.Unmarshal(got, &document); err != nil || len(document.Cells) != len(cells) || document.Cells[0].ID != cells[0].ID {
		t.Errorf("%v, cells %+v", err, document.Cells)
	}
}

// TestNoAmountIsANumber walks a whole report: only counts may be JSON numbers.
func TestNoAmountIsANumber(t *testing.T) {
	decoder := json.NewDecoder(bytes.NewReader(written(t, func(w io.Writer) error { return Report(w, sample.Report(), Options{}) })))
	decoder.UseNumber()
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if number, isNumber := token.(json.Number); isNumber {
			if _, err := number.Int64(); err != nil {
				t.Errorf("%s is a number, not a string", number)
			}
		}
	}
}
