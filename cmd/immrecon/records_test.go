package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Behind the one finding of a month stand 27 usage records: 23 requests of a log
// and 4 of a call log. A report shows 20 of them and says how many there are.
const (
	recordsInLog   = 23
	recordsInCalls = 4
	recordsInAll   = 27
	recordsInPart  = 20
)

func TestAReportShowsTwentyRecordsOfAFinding(t *testing.T) {
	t.Parallel()
	db, finding := monthOfOneFinding(t)
	folder := t.TempDir()

	tables := filepath.Join(folder, "tables")
	wantDone(t, "--db", db, "export", "csv", "--month", "2026-03", "--out", tables)
	var numbers []string
	for _, row := range table(t, filepath.Join(tables, "evidence.csv")) {
		numbers = append(numbers, row["finding"]+" "+row["records"])
	}
	wantAll(t, "evidence.csv", numbers, fmt.Sprintf("%s %d", finding, recordsInAll))

	workbook := filepath.Join(folder, "report.xlsx")
	wantDone(t, "--db", db, "export", "xlsx", "--month", "2026-03", "--out", workbook)
	wantAll(t, "sheet Evidence", evidenceNumbers(t, workbook), fmt.Sprintf("%s %d", finding, recordsInAll))

	explained := wantDone(t, "--db", db, "explain", finding)
	if n := strings.Count(explained, "access.log:") + strings.Count(explained, "calls.csv:"); n != recordsInPart || !strings.Contains(explained, fmt.Sprintf("first %d of %d", recordsInPart, recordsInAll)) {
		t.Errorf("explained by %d records, want %d of %d:\n%s", n, recordsInPart, recordsInAll, explained)
	}
	explained = wantDone(t, "--db", db, "explain", finding, "--all")
	if n := strings.Count(explained, "access.log:") + strings.Count(explained, "calls.csv:"); n != recordsInAll {
		t.Errorf("explained by %d records, want all %d:\n%s", n, recordsInAll, explained)
	}
}

// wantAll wants as many rows as a report shows, each the same.
func wantAll(t *testing.T, what string, rows []string, want string) {
	t.Helper()
	for _, row := range rows {
		if row != want {
			t.Errorf("%s: finding and records in all are %s, want %s", what, row, want)
		}
	}
	if len(rows) != recordsInPart {
		t.Errorf("%s shows %d records, want %d", what, len(rows), recordsInPart)
	}
}

// evidenceNumbers reads the finding and the number of records in all from each
// row of a workbook's evidence.
func evidenceNumbers(t *testing.T, workbook string) (numbers []string) {
	t.Helper()
	book, err := excelize.OpenFile(workbook)
	noError(t, err)
	defer book.Close()
	rows, err := book.GetRows("Evidence")
	noError(t, err)
	for _, row := range rows {
		if len(row) > 2 && strings.HasPrefix(row[0], "F") && row[0] != "Finding" {
			numbers = append(numbers, row[0]+" "+row[2])
		}
	}
	return numbers
}

// wantDone runs a command, which must come to a good end, and returns what it
// printed.
func wantDone(t *testing.T, args ...string) string {
	t.Helper()
	out, notes, code := told(args...)
	if code != exitDone {
		t.Fatalf("immrecon %s: exit code %d: %s", strings.Join(args, " "), code, notes)
	}
	return out
}

// monthOfOneFinding makes a month whose bill has 40 calls in an hour, and whose
// evidence has 27. It returns the database and the finding.
func monthOfOneFinding(t *testing.T) (db, finding string) {
	t.Helper()
	folder := t.TempDir()
	write(t, filepath.Join(folder, "projects.csv"), "project,region,created_at,workflow_template\ngallery,ap-southeast-1,2025-01-20T08:15:00+08:00,\n")
	write(t, filepath.Join(folder, "bindings.csv"), "bucket,prefix,project,dataset,from,to\nalbum,,gallery,,,\n")
	write(t, filepath.Join(folder, "access.log"), detections(recordsInLog))
	calls := "time,project,operation,request_id,http_status\n"
	for n := range recordsInCalls {
		calls += fmt.Sprintf("2026-03-01T10:%02d:00+08:00,gallery,DetectImageFaces,65D0A1B2C3D4E5F6BB%06d,200\n", n, n)
	}
	write(t, filepath.Join(folder, "calls.csv"), calls)
	write(t, filepath.Join(folder, "bill.csv"), "LineItemDetails/LineItemId,IdentityDetails/ResourcePurchaseAccountId,BillingDetails/BillingMonth,"+
		"BillingDetails/LineItemType,BillingDetails/ServiceStartTime,BillingDetails/ServiceEndTime,ProductDetails/ProductCode,ProductDetails/CommodityCode,"+
		"ProductDetails/BillingItemCode,ResourceDetails/InstanceId,ResourceDetails/RegionCode,UsageDetails/Usage,UsageDetails/UsageUnit,"+
		"PricingDetails/ListPrice,PricingDetails/Currency,FeeDetails/GrossAmount\n"+
		"L1,1400000000000017,202603,PayAsYouGo,2026-03-01 10:00:00,2026-03-01 11:00:00,imm,imm_intl,ImageDetect,ap-southeast-1;gallery,"+
		"ap-southeast-1,40,calls,0.000028,USD,0.00112\n")
	db = filepath.Join(folder, "audit.db")
	wantDone(t, "--quiet", "--db", db, "import", folder)
	if _, notes, code := told("--db", db, "reconcile", "--month", "2026-03"); code != exitDiscrepancies {
		t.Fatalf("reconcile: exit code %d: %s", code, notes)
	}
	var list struct{ Findings []foundFinding }
	noError(t, json.Unmarshal([]byte(wantDone(t, "--db", db, "findings", "--month", "2026-03", "--format", "json")), &list))
	if len(list.Findings) != 1 {
		t.Fatalf("%d findings, want 1", len(list.Findings))
	}
	return db, list.Findings[0].ID
}

// detections is a log of requests that detect faces, a minute apart.
func detections(n int) string {
	var lines strings.Builder
	for i := range n {
		fmt.Fprintf(&lines, `203.0.113.24 - - [01/Mar/2026:10:%02d:00 +0800] "GET /%d.jpg?x-oss-process=image/faces HTTP/1.1" 200 100 5 "-" "check" `+
			`"album.oss-ap-southeast-1.aliyuncs.com" "65D0A1B2C3D4E5F6AA%06d" "true" "1500000000000033" "ProcessImage" "album" "%d.jpg" 10 5 "-" 400 `+
			`"1400000000000017" - "-" "standard" "-" "-" "LTAI5tExampleShop"`+"\n", i, i, i, i)
	}
	return lines.String()
}
