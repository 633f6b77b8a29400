package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"immrecon/cmd/immrecon/demo"
	"immrecon/store"
	"immrecon/store/writes"
)

// canaryForms are the forms that a secret comes in; CANARY stands for it.
var canaryForms = []string{
	"OSSAccessKeyId=CANARY&Signature=CANARY&Expires=1772596800", "x-oss-credential=CANARY/20260304&x-oss-signature=CANARY&x-oss-security-token=CANARY",
	"https://photos.oss-cn-beijing.aliyuncs.com/a.jpg?unnamed=CANARY", "oss://photos/a.jpg?unnamed=CANARY", "/media-0.ts?auth_key=CANARY&token=CANARY",
	"a%3FSignature%3DCANARY%26b%3Dc", `a\u0026signature\u003dCANARY`, `{"AccessToken":"CANARY","RefreshToken":"CANARY"}`, `{\"password\":\"CANARY\"}`,
	"Authorization: OSS CANARY:CANARY", "OSS4-HMAC-SHA256 Credential=CANARY,Signature=CANARY", "ACS3-HMAC-SHA256 Credential=CANARY,SignedHeaders=host,Signature=CANARY",
	"Bearer CANARY", "Cookie: sid=CANARY; lang=CANARY", "SET-COOKIE: sid=CANARY", "PASSWORD=CANARY", "LTAICANARY", "STS.CANARY", "CAISCANARYCANARY",
	"eyJhbGciOiJIUzI1.eyJDQU5CANARY.CANARY", "https://user:CANARY@example.com/a", "-----BEGIN PRIVATE KEY-----CANARY", "<SecurityToken>CANARY</SecurityToken>",
}

// A canary is a text that must get nowhere, one for each place and form. What it is
// part of says where it came from.
type canaries struct{ planted int }

const canaryMark = "CNRY"

// in is a form with a canary of a place.
func (c *canaries) in(form int, place string) string {
	c.planted++
	return strings.ReplaceAll(canaryForms[form], "CANARY", canaryMark+place+fmt.Sprintf("%02d", form)+"ab12")
}

// canaryFound is a canary that got somewhere.
var canaryFound = regexp.MustCompile(canaryMark + `[a-zA-Z]+\d\dab12`)

// wantNoCanary reports the canaries in what comes out somewhere.
func wantNoCanary(t *testing.T, where string, content []byte) {
	t.Helper()
	got := map[string]bool{}
	for _, at := range canaryFound.FindAllIndex(content, -1) {
		canary := string(content[at[0]:at[1]])
		if !got[canary] {
			t.Errorf("%s holds %s: %q", where, canary, content[max(0, at[0]-60):min(len(content), at[1]+20)])
		}
		got[canary] = true
	}
}

// logText is a text as an access log has it between quotes.
func logText(text string) string { return strings.ReplaceAll(text, `"`, `\"`) }

func jsonText(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	noError(t, err)
	return string(text)
}

// plantLogs writes access logs with canaries in every field that may have one, in lines
// that are kept and in lines that are not.
func (c *canaries) plantLogs(t *testing.T, folder string) {
	var log, sls strings.Builder
	for n := range canaryForms {
		for m, status := range []string{"200", "2OO"} {
			id := fmt.Sprintf("65D0A1B2C3D4E5F6%04X%04X", n, m)
			place := func(name string) string { return logText(c.in(n, name+[]string{"kept", "rejected"}[m])) }
			fmt.Fprintf(&log, `192.0.2.7 - - [04/Mar/2026:08:00:00 +0800] "GET /a.jpg?x-oss-process=image/faces&%s HTTP/1.1" %s 48211 120 "%s" "%s" "photos.oss-ap-southeast-1.aliyuncs.com" "%s" "true" "%s" "ProcessImage" "photos" "%s/a.jpg" 48211 100 "-" 500 "1400000000000017" - "-" "standard"`+"\n",
				place("uri"), status, place("referer"), place("agent"), id, place("requester"), url.PathEscape(place("key")))
		}
		fmt.Fprintf(&log, `192.0.2.7 - - [04/Mar/2026:08:00:00 +0800] "PUT /a.jpg HTTP/1.1" 200 1 1 "-" "-" "photos.oss-ap-southeast-1.aliyuncs.com" "65D0A1B2C3D4E5F7%08X" "true" "1" "PutObject" "photos" "%s" 1 1 "-" 1 "1" - "-" "standard"`+"\n", n, url.PathEscape(c.in(n, "write")))
		fmt.Fprintf(&log, "%s\n", c.in(n, "line"))
		for m, status := range []string{"200", "many"} {
			place := func(name string) string { return c.in(n, "sls"+name+[]string{"kept", "rejected"}[m]) }
			sls.WriteString(jsonText(t, map[string]any{"__topic__": "oss_access_log", "__time__": "1772582400", "request_uri": "/a.jpg?x-oss-process=style/" + place("style") + "&" + place("uri"), "http_method": "GET",
				"http_status": status, "response_time": "2", "request_id": fmt.Sprintf("69A38B00000000000000%02X%02X", n, m), "operation": "GetObject", "bucket": place("bucket"), "object": place("key"),
				"error_code": place("code"), "user_agent": place("agent"), "referer": place("referer"), "host": place("host"), "headers": map[string]string{"authorization": place("header")}}) + "\n")
		}
		fmt.Fprintf(&sls, "noise %s\n", c.in(n, "slsline"))
	}
	noError(t, os.WriteFile(filepath.Join(folder, "access.log"), []byte(log.String()), 0o644))
	noError(t, os.WriteFile(filepath.Join(folder, "sls.json"), []byte(sls.String()), 0o644))
}

// plantCalls writes a trail and a call log.
func (c *canaries) plantCalls(t *testing.T, folder string) {
	var trail, ndjson strings.Builder
	for n := range canaryForms {
		for m, at := range []string{"2026-03-04T02:21:00Z", "yesterday"} {
			place := func(name string) string { return c.in(n, "trail"+name+[]string{"kept", "rejected"}[m]) }
			token := c.in(n, "trailtoken")
			trail.WriteString(jsonText(t, map[string]any{"eventId": fmt.Sprintf("E-%d-%d", n, m), "eventTime": at, "eventName": []string{"GenerateVideoPlaylist", "GenerateWebofficeToken"}[n%2], "serviceName": "Imm",
				"requestId": fmt.Sprintf("R-%d-%d", n, m), "acsRegion": "ap-southeast-1", "errorCode": []string{"", place("code")}[n/2%2], "errorMessage": place("message"), "userAgent": place("agent"),
				"userIdentity": map[string]any{"accessKeyId": place("identity")}, "requestParameters": map[string]any{"ProjectName": place("project"), "DatasetName": place("dataset"), "SourceURI": place("source"),
					"Targets": []any{map[string]any{"URI": "oss://photos/live?" + place("target"), "Video": map[string]any{}}}, "Headers": place("header")},
				"responseElements": map[string]any{"Token": token, "AccessToken": token, "RefreshToken": token, "WebofficeURL": place("url"), "VideoPlaylist": []any{map[string]any{"Token": token}}}}) + "\n")
		}
		fmt.Fprintf(&trail, "noise %s\n", c.in(n, "trailline"))
	}
	noError(t, os.WriteFile(filepath.Join(folder, "trail.json"), []byte(trail.String()), 0o644))

	rows := [][]string{{"time", "project", "dataset", "operation", "request_id", "http_status", "error_code", "target_uri", "token", "tier", "note"}}
	for n := range canaryForms {
		for m, status := range []string{"200", "many"} {
			place := func(name string) string { return c.in(n, "calls"+name+[]string{"kept", "rejected"}[m]) }
			rows = append(rows, []string{"2026-03-04T10:20:00+08:00", place("project"), place("dataset"), []string{"GenerateVideoPlaylist", "GenerateWebofficeToken"}[n%2], fmt.Sprintf("C-%d-%d", n, m), status,
				[]string{"", place("code")}[n/2%2], "oss://photos/live?" + place("target"), strings.ReplaceAll(c.in(n, "callstoken"), `"`, ""), place("tier"), place("note")})
		}
		ndjson.WriteString(jsonText(t, map[string]any{"time": c.in(n, "callstime"), "project": "photos", "operation": "DetectImageFaces", "request_id": fmt.Sprintf("N-%d", n), "headers": map[string]string{"cookie": c.in(n, "callsheader")}}) + "\n")
	}
	writeTable(t, filepath.Join(folder, "calls.csv"), rows)
	noError(t, os.WriteFile(filepath.Join(folder, "calls.ndjson"), []byte(ndjson.String()), 0o644))
}

func writeTable(t *testing.T, path string, rows [][]string) {
	t.Helper()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	noError(t, w.WriteAll(rows))
	noError(t, os.WriteFile(path, out.Bytes(), 0o644))
}

// plantTables writes the company's own tables, metering and a bill.
func (c *canaries) plantTables(t *testing.T, folder string) {
	const since, never = "2024-01-01T00:00:00+08:00", "never"
	tables := map[string][][]string{
		"projects.csv": {{"project", "region", "created_at", "workflow_template"}}, "datasets.csv": {{"project", "dataset", "workflow_template"}},
		"bindings.csv": {{"bucket", "prefix", "project", "from"}}, "styles.csv": {{"bucket", "style", "content", "from"}}, "aliases.csv": {{"bill_id", "project", "region", "from"}},
		"prices.csv":   {{"site", "currency", "item", "price", "per", "unit", "effective_from", "effective_to", "source"}},
		"coverage.csv": {{"channel", "subject", "operations", "from", "to", "records", "source"}},
		"bill.csv": {{"LineItemDetails/LineItemId", "IdentityDetails/ResourcePurchaseAccountId", "BillingDetails/BillingMonth", "BillingDetails/LineItemType", "BillingDetails/ServiceStartTime", "BillingDetails/ServiceEndTime",
			"ProductDetails/ProductCode", "ProductDetails/BillingItemCode", "ResourceDetails/InstanceId", "ResourceDetails/RegionCode", "UsageDetails/Usage", "UsageDetails/UsageUnit", "PricingDetails/ListPrice",
			"PricingDetails/Currency", "FeeDetails/GrossAmount", "ResourceDetails/Tags", "Note"}},
	}
	add := func(table string, cells ...string) { tables[table] = append(tables[table], cells) }
	var metering strings.Builder
	for n := range canaryForms {
		for m, from := range []string{since, never} {
			place := func(name string) string { return c.in(n, name+[]string{"kept", "rejected"}[m]) }
			add("projects.csv", place("projects"), "ap-southeast-1", []string{since, place("created")}[m], place("template"))
			add("datasets.csv", place("datasets"), []string{place("dataset"), ""}[m], place("template"))
			add("bindings.csv", "photos", place("prefix")+"/", place("bound"), from)
			add("styles.csv", "photos", place("style"), place("content"), from)
			add("aliases.csv", place("alias"), place("aliased"), "ap-southeast-1", from)
			add("prices.csv", "intl", "USD", "ImageDetect", []string{"0.1", place("price")}[m], "1", "call", fmt.Sprintf("2024-01-01T%02d:00:00+08:00", n), fmt.Sprintf("2024-01-01T%02d:00:00+08:00", n+1), place("agreed"))
			add("coverage.csv", []string{"calls", place("channel")}[m], place("subject"), place("operations"), since, "2024-01-02T00:00:00+08:00", "0", place("stated"))
			add("bill.csv", fmt.Sprintf("%d-%d", n, m)+place("line"), "1400000000000017", "202603", "PayAsYouGo", "2026-03-04 10:00:00", "2026-03-04 11:00:00", "imm", "ImageDetect", "ap-southeast-1;"+place("instance"), "ap-southeast-1",
				[]string{"0.002", place("usage")}[m], "1,000 calls", "0.028", "USD", "0.000056", place("tags"), place("cell"))
			metering.WriteString(jsonText(t, map[string]any{"__topic__": "oss_metering_log", "Bucket": place("metered"), "StartTime": "2026-03-04T02:00:00Z", "EndTime": "2026-03-04T03:00:00Z", "GetRequest": []string{"1", place("gets")}[m], "PutRequest": "1"}) + "\n")
		}
	}
	for name, rows := range tables {
		writeTable(t, filepath.Join(folder, name), rows)
	}
	noError(t, os.WriteFile(filepath.Join(folder, "metering.json"), []byte(metering.String()), 0o644))
}

// plantNames writes files whose names hold canaries: of a bill, of no kind, in an archive.
func (c *canaries) plantNames(t *testing.T, folder string) {
	name := func(n int, place string) string { return fmt.Sprintf("%02d-%s", n, filepath.Base(c.in(n, place))) }
	var archive bytes.Buffer
	packed := zip.NewWriter(&archive)
	for n := range canaryForms {
		noError(t, os.WriteFile(filepath.Join(folder, name(n, "letter")), []byte("Dear colleague,\n"), 0o644))
		noError(t, os.WriteFile(filepath.Join(folder, name(n, "file")), fmt.Appendf(nil, "bucket,style,content,from\nb,s%d,image/faces,never\n", n), 0o644))
		w, err := packed.Create(name(n, "member"))
		noError(t, err)
		_, err = fmt.Fprintf(w, "bucket,style,content,from\nb,m%d,image/faces,never\n", n)
		noError(t, err)
	}
	noError(t, packed.Close())
	noError(t, os.WriteFile(filepath.Join(folder, "archive.zip"), archive.Bytes(), 0o644))
}

// No secret gets into the database, or out of the program, from whatever place of an
// input.
func TestNoSecretGetsAnywhere(t *testing.T) {
	t.Parallel()
	month, _ := demoMonth(t, demo.Options{Days: 1, Seed: 5, Faults: true})
	folder, out := t.TempDir(), t.TempDir()
	var c canaries
	c.plantLogs(t, folder)
	c.plantCalls(t, folder)
	c.plantTables(t, folder)
	c.plantNames(t, folder)
	if c.planted < 1000 {
		t.Fatalf("only %d canaries were planted", c.planted)
	}
	db := filepath.Join(out, "audit.db")
	ask := func(args ...string) (stdout string) {
		t.Helper()
		stdout, stderr, code := told(append([]string{"--db", db}, args...)...)
		if code > exitDiscrepancies && args[0] != "dispute" { // of which not every cause has a claim to make
			t.Errorf("%q ends with %d\n%.600s", args, code, stderr)
		}
		wantNoCanary(t, "standard output of "+strings.Join(args, " "), []byte(stdout))
		wantNoCanary(t, "standard error of "+strings.Join(args, " "), []byte(stderr))
		return stdout
	}
	ask("import", month)
	ask("--log-format", "json", "import", "--dry-run", folder)
	ask("--log-format", "json", "import", folder)
	ask("import", folder, "--verify")
	canaryKinds(t, ask("sources"))
	ask("reconcile", "--month", "2026-03")
	for _, args := range [][]string{
		{"sources", "rejected"}, {"sources", "unplaced"}, {"sources", "--bills"}, {"sources", "--format", "json"}, {"sources", "--bills", "--format", "json"}, {"sources", "unplaced", "--format", "json"},
		{"summary", "--month", "2026-03"}, {"summary", "--month", "2026-03", "--format", "json"}, {"findings", "--month", "2026-03"}, {"findings", "--month", "2026-03", "--format", "json"},
		{"findings", "--month", "2026-03", "--format", "csv"}, {"preflight", "--month", "2026-03"}, {"forecast", "--month", "2026-03"}, {"runs"}, {"check"}, {"catalog", "prices"},
		{"export", "csv", "--month", "2026-03", "--out", filepath.Join(out, "csv")}, {"export", "focus", "--month", "2026-03", "--out", filepath.Join(out, "focus")},
		{"export", "xlsx", "--month", "2026-03", "--out", filepath.Join(out, "month.xlsx")}, {"export", "json", "--month", "2026-03", "--out", filepath.Join(out, "month.json")},
	} {
		ask(args...)
	}
	var notes []string
	for n := range canaryForms {
		notes = append(notes, c.in(n, "note"))
	}
	disputed(t, ask, out, notes)
	wantNothingIn(t, out)
	wantNothingPacked(t, db)
	noError(t, os.RemoveAll(db))
}

// canaryKinds makes sure that every kind of source came in.
func canaryKinds(t *testing.T, sources string) {
	for _, kind := range []string{"osslog", "slslog", "actiontrail", "calls", "bill", "projects", "datasets", "bindings", "styles", "prices", "coverage", "aliases", "metering"} {
		if !regexp.MustCompile(`(?m)^ *\d+ +` + kind + ` .*canary`).MatchString(strings.ReplaceAll(sources, "TestNoSecretGetsAnywhere", "canary")) {
			t.Errorf("no source of the kind %s came in:\n%.3000s", kind, sources)
		}
	}
}

// disputed explains each finding, claims them, closes the month and writes the packets,
// with all of the notes.
func disputed(t *testing.T, ask func(...string) string, out string, notes []string) {
	var list struct {
		Findings []struct{ ID, Verdict, Cause string }
	}
	noError(t, json.Unmarshal([]byte(ask("findings", "--month", "2026-03", "--format", "json")), &list))
	claimed := map[string]bool{}
	for n, f := range list.Findings {
		if n < 40 {
			ask("explain", f.ID, "--all")
		}
		if f.Verdict == "overcharged" && !claimed[f.Cause] {
			claimed[f.Cause] = true
			ask("dispute", "new", "--month", "2026-03", "--cause", f.Cause, "--rest", "--note", notes[n%len(notes)])
		}
	}
	claims := regexp.MustCompile(`D-2026-03-\d+`).FindAllString(ask("dispute", "list"), -1)
	if len(list.Findings) == 0 || len(claims) == 0 {
		t.Errorf("%d findings, %d claims: there is nothing to look at", len(list.Findings), len(claims))
	}
	ask("dispute", "set", claims[0], "submitted", "--note", notes[0])
	for n, note := range notes {
		if n%2 == 0 {
			ask("month", "close", "2026-03", "--force", "--note", note)
		} else {
			ask("month", "reopen", "2026-03", "--note", note)
		}
	}
	for _, id := range claims {
		ask("dispute", "show", id)
		ask("dispute", "export", id, "--out", filepath.Join(out, id), "--zip", "--claimant", "Example Ltd", "--contact", "billing@example.com")
	}
}

// wantNothingIn looks through all files of a folder.
func wantNothingIn(t *testing.T, folder string) {
	looked := 0
	eachFile(t, folder, func(name string, content []byte) {
		looked++
		wantNoCanary(t, name, content)
	})
	if looked < 20 {
		t.Errorf("only %d files were looked at", looked)
	}
}

// eachFile looks at the files of a folder, and at what is in those that are archives.
func eachFile(t *testing.T, folder string, look func(name string, content []byte)) {
	t.Helper()
	noError(t, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		look(filepath.Base(path), content)
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if err != nil {
			return nil // it is none
		}
		for _, member := range archive.File {
			r, err := member.Open()
			noError(t, err)
			content, err := io.ReadAll(r)
			noError(t, errors.Join(err, r.Close()))
			look(filepath.Base(path)+"!"+member.Name, content)
		}
		return nil
	}))
}

// wantNothingPacked looks at what the database keeps packed.
func wantNothingPacked(t *testing.T, path string) {
	d, err := store.OpenToRead(path)
	noError(t, err)
	defer d.Close()
	keys := 0
	noError(t, writes.Read(d.Reader(t.Context()), "true", nil, func(p *writes.Page) {
		for _, w := range p.Writes {
			keys++
			wantNoCanary(t, "a packed key", []byte(fmt.Sprint(w.Key)))
		}
	}))
	if keys == 0 {
		t.Error("no writes are packed: there is nothing to look at")
	}
}
