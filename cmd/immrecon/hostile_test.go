package main

import (
	"encoding/csv"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"immrecon/cmd/immrecon/demo"
	"immrecon/export/words"
	"immrecon/store/visible"
)

// hostile are texts that a terminal would obey, that turn or hide what stands beside
// them, or that a spreadsheet would take for a formula.
var hostile = []string{
	"a\x1b]0;title\x07b", "a\x1b[2Jb", "a\u009b31mb", "a\x7fb\x08", "a\u202egpj.b", "a\u2066b\u2069", "a\u200e\u200f\u061cb", "a\u200bb\ufeff", "a\u2028b\u2029c", "a\r\nb.csv:1: forged",
	"=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", " =1+1", "a;=1+1", "a; @x", "a\"b;-1", "\t=1",
}

// plantHostile writes inputs with hostile keys, projects, ids, and names of files.
func plantHostile(t *testing.T, folder string) {
	var log strings.Builder
	rows := map[string][][]string{
		"projects.csv": {{"project", "region", "created_at"}}, "bindings.csv": {{"bucket", "prefix", "project"}}, "styles.csv": {{"bucket", "style", "content", "from"}},
		"calls.csv": {{"time", "project", "operation", "request_id", "images"}},
		"bill.csv": {{"LineItemDetails/LineItemId", "IdentityDetails/ResourcePurchaseAccountId", "BillingDetails/BillingMonth", "BillingDetails/LineItemType", "BillingDetails/ServiceStartTime", "BillingDetails/ServiceEndTime",
			"ProductDetails/ProductCode", "ProductDetails/BillingItemCode", "ResourceDetails/InstanceId", "ResourceDetails/RegionCode", "UsageDetails/Usage", "UsageDetails/UsageUnit", "PricingDetails/ListPrice",
			"PricingDetails/Currency", "FeeDetails/GrossAmount", "ResourceDetails/Tags"}},
	}
	for n, text := range hostile {
		fmt.Fprintf(&log, `192.0.2.7 - - [04/Mar/2026:08:00:00 +0800] "GET /a.jpg?x-oss-process=image/faces HTTP/1.1" 200 48211 120 "-" "-" "photos.oss-ap-southeast-1.aliyuncs.com" "65D0A1B2C3D4E5F6%08X" "true" "1" "ProcessImage" "photos" "%s" 1 1 "-" 1 "1" - "-" "standard"`+"\n", n, url.PathEscape(text+"/"+text))
		rows["projects.csv"] = append(rows["projects.csv"], []string{text, "ap-southeast-1", "2024-01-01T00:00:00+08:00"})
		rows["bindings.csv"] = append(rows["bindings.csv"], []string{"photos", text + "/", text})
		rows["styles.csv"] = append(rows["styles.csv"], []string{text, text, "image/faces", text})
		rows["calls.csv"] = append(rows["calls.csv"], []string{"2026-03-04T10:20:00+08:00", text, "CreateImageToPDFTask", fmt.Sprintf("%s-%d", text, n), "3"})
		for m, usage := range []string{"0.009", text} {
			rows["bill.csv"] = append(rows["bill.csv"], []string{fmt.Sprintf("%s%d-%d", text, n, m), "1400000000000017", "202603", "PayAsYouGo", "2026-03-04 08:00:00", "2026-03-04 09:00:00", "imm", "ImageDetect",
				"ap-southeast-1;" + text, "ap-southeast-1", usage, "1,000 calls", "0.028", "USD", "0.000252", text})
		}
		name := strings.ReplaceAll(text, "/", "_")
		noError(t, os.WriteFile(filepath.Join(folder, name), []byte("Dear colleague,\n"), 0o644))
		noError(t, os.WriteFile(filepath.Join(folder, name+".csv"), fmt.Appendf(nil, "bucket,style,content,from\nb,s%d,image/faces,never\n", n), 0o644))
	}
	for name, table := range rows {
		writeTable(t, filepath.Join(folder, name), table)
	}
	noError(t, os.WriteFile(filepath.Join(folder, "access.log"), []byte(log.String()), 0o644))
}

// Nothing from outside moves a terminal or turns text, and no cell of CSV is a formula,
// also where a spreadsheet splits at semicolons.
func TestHostileTextsDoNothing(t *testing.T) {
	t.Parallel()
	month, _ := demoMonth(t, demo.Options{Days: 1, Seed: 5, Faults: true})
	folder, out := t.TempDir(), t.TempDir()
	plantHostile(t, folder)
	db := filepath.Join(out, "audit.db")
	ask := func(args ...string) string {
		stdout, stderr, code := told(append([]string{"--db", db}, args...)...)
		if code > exitDiscrepancies && args[0] != "dispute" {
			t.Errorf("%q ends with %d\n%.600q", args, code, stderr)
		}
		wantVisible(t, strings.Join(args, " "), stderr)
		if !slices.Contains([]string{"json", "csv"}, args[len(args)-1]) {
			wantVisible(t, strings.Join(args, " "), stdout)
		}
		return stdout
	}
	ask("import", month)
	ask("--log-format", "json", "import", folder, "--verify")
	ask("import", folder, "--verify")
	_, stderr, _ := told("--db", db, "import", filepath.Join(folder, hostile[0])) // of no kind, and named
	wantVisible(t, "an error", stderr)
	ask("reconcile", "--month", "2026-03")
	for _, args := range [][]string{
		{"sources"}, {"sources", "rejected"}, {"sources", "unplaced"}, {"sources", "--bills"}, {"summary", "--month", "2026-03"}, {"findings", "--month", "2026-03"}, {"preflight", "--month", "2026-03"},
		{"forecast", "--month", "2026-03"}, {"summary", "--month", "2026-03", "--by", "project"}, {"runs"}, {"check"}, {"export", "csv", "--month", "2026-03", "--out", filepath.Join(out, "csv")},
		{"export", "focus", "--month", "2026-03", "--out", filepath.Join(out, "focus")}, {"export", "xlsx", "--month", "2026-03", "--out", filepath.Join(out, "month.xlsx")}, {"sources", "forget", "3"},
	} {
		ask(args...)
	}
	wantHarmlessCSV(t, "findings", ask("findings", "--month", "2026-03", "--format", "csv"))
	wantHarmlessCSV(t, "prices", ask("catalog", "prices", "--format", "csv"))
	disputed(t, ask, out, hostile)
	wantVisiblePages(t, out)
	files, err := filepath.Glob(filepath.Join(out, "*", "*.csv"))
	noError(t, err)
	if len(files) < 20 {
		t.Errorf("only %d files of CSV were written", len(files))
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		noError(t, err)
		wantHarmlessCSV(t, file, string(content))
	}
}

// wantVisiblePages looks at what else a packet and a workbook show.
func wantVisiblePages(t *testing.T, folder string) {
	looked := 0
	eachFile(t, folder, func(name string, content []byte) {
		if slices.Contains([]string{".html", ".txt", ".xml"}, filepath.Ext(name)) {
			looked++
			wantVisible(t, name, strings.ReplaceAll(string(content), "\r\n", "\n"))
		}
	})
	if looked < 20 {
		t.Errorf("only %d pages were looked at", looked)
	}
}

func wantVisible(t *testing.T, where, text string) {
	t.Helper()
	hides := func(r rune) bool { return r != '\n' && r != '\t' && visible.Hides(r) }
	if at := strings.IndexFunc(text, hides); at >= 0 {
		t.Errorf("%s prints %q", where, text[max(0, at-60):min(len(text), at+20)])
	}
	if strings.Contains(text, "\nb.csv:1: forged") {
		t.Errorf("%s prints a line that was forged", where)
	}
}

// number is a cell that may begin with a sign.
var number = regexp.MustCompile(`^-?\d+(\.\d+)?$`)

// wantHarmlessCSV reads CSV as it is meant, and as a spreadsheet that splits it at
// semicolons does.
func wantHarmlessCSV(t *testing.T, where, text string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	noError(t, err)
	var cells []string
	for _, row := range rows {
		cells = append(cells, row...)
	}
	for line := range strings.Lines(text) {
		cells = append(cells, strings.Split(strings.TrimRight(line, "\r\n"), ";")...)
	}
	for _, cell := range cells {
		if words.BeginsFormula(cell) && !number.MatchString(cell) {
			t.Errorf("%s has the cell %q", where, cell)
		}
		if strings.ContainsFunc(cell, func(r rune) bool { return r != '\n' && r != '\t' && visible.Hides(r) }) {
			t.Errorf("%s has the cell %q", where, cell)
		}
	}
}
