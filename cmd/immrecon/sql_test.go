package main

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"immrecon/migrations"
	"immrecon/store/db"
	"immrecon/store/db/dbtest"
)

// otherDatabase names another database for the statements to be run on, which
// must be new.
const otherDatabase = "IMMRECON_TEST_DB"

// Every statement is one text for all engines. The migrations and the statements
// are read for what only one of them understands; and all of them are run, for
// the database to say what it does not understand.
func TestStatementsFitEveryEngine(t *testing.T) {
	scripts, err := fs.Glob(migrations.Files(), "*.sql")
	noError(t, err)
	for _, name := range scripts {
		script, err := fs.ReadFile(migrations.Files(), name)
		noError(t, err)
		wantFitting(t, string(script))
	}
	run := everyStatement(t)
	for n, statement := range run {
		wantFitting(t, statement)
		run[n] = oneLine(statement)
	}
	written := statementsInSource(t)
	if len(written) < 100 {
		t.Fatalf("only %d statements were found in the source", len(written))
	}
	for _, s := range written {
		if !s.isIn(run) {
			t.Errorf("%s: this test does not run\n%s", s.position, strings.ReplaceAll(s.text, gap, "…"))
		}
	}
}

// What stands in the source is found, and what was not run is known from what was.
func TestStatementsThatAreNotRunAreFound(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.go"), `package a
		const one = "SELECT a FROM b"
		func f() { run("plain text", " FROM d" + where + " ORDER BY e"); run(fmt.Sprintf("DELETE FROM %[1]s WHERE g = %d", h, 1)) }`)
	write(t, filepath.Join(dir, "a.sql"), "-- Of a.\n\n-- name: b\nSELECT i\n  FROM {j}\n\n-- name: c\n-- Why.\nSELECT k FROM l\n")
	write(t, filepath.Join(dir, "10_b.sql"), "DROP TABLE m;\nDROP TABLE n;\n")
	all, err := statementsIn(filepath.Join(dir, "a.go"))
	noError(t, err)
	for _, name := range []string{"a.sql", "10_b.sql"} {
		some, err := statementsInScript(filepath.Join(dir, name))
		noError(t, err)
		all = append(all, some...)
	}
	want := []string{"SELECT a FROM b", " FROM d\x00 ORDER BY e", "DELETE FROM \x00 WHERE g = \x00", "SELECT i FROM \x00", "-- Why. SELECT k FROM l", "DROP TABLE m; DROP TABLE n;"}
	run := []string{"SELECT a FROM b", "SELECT c FROM d WHERE x = 1 ORDER BY e", "DELETE FROM f WHERE g = 1", "SELECT i FROM j, o", "-- Why. SELECT k FROM l", "DROP TABLE m; DROP TABLE n;"}
	if len(all) != len(want) {
		t.Fatalf("found %q, want %q", all, want)
	}
	for n, s := range all {
		if s.text != oneLine(want[n]) {
			t.Errorf("found %q, want %q", s.text, want[n])
		}
		if !s.isIn(run) {
			t.Errorf("%q counts as not run", s.text)
		}
		if s.isIn(slices.Delete(slices.Clone(run), n, n+1)) {
			t.Errorf("%q counts as run", s.text)
		}
	}
}

func wantFitting(t *testing.T, statements string) {
	t.Helper()
	for statement := range strings.SplitAfterSeq(statements, ";\n") {
		for _, fault := range dbtest.Faults(statement) {
			t.Errorf("%s:\n%s", fault, strings.TrimSpace(statement))
		}
	}
}

// gap stands for what a program puts into a statement.
const gap = "\x00"

// A written statement is one, or a part of one, that stands in the source.
type written struct {
	text     string
	position string
}

// isIn reports whether one of the statements is the written one.
func (w written) isIn(run []string) bool {
	for _, statement := range run {
		rest, found := statement, true
		for part := range strings.SplitSeq(w.text, gap) {
			if _, rest, found = strings.Cut(rest, strings.TrimSpace(part)); !found {
				break
			}
		}
		if found {
			return true
		}
	}
	return false
}

var (
	beginsSQL = regexp.MustCompile(`^\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|WITH|FROM|JOIN|LEFT JOIN|WHERE|AND|ORDER BY|GROUP BY|UNION|EXCEPT)\s`)
	verb      = regexp.MustCompile(`%(\[\d\])?[sd]`)
	braces    = regexp.MustCompile(`\{\w+\}`)
	numbers   = regexp.MustCompile(`-?\d+(, ?\d+)*`)
)

// statementsInSource lists the statements in the Go and SQL files of the packages
// that have some.
func statementsInSource(t *testing.T) (all []written) {
	for _, root := range []string{"../../store", "../../reconcile"} {
		noError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.Name() == "db" || strings.HasSuffix(entry.Name(), "test"): // engines' own, and tests'
				return fs.SkipDir
			case strings.HasSuffix(path, ".sql"):
				found, err := statementsInScript(path)
				all = append(all, found...)
				return err
			case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
				found, err := statementsIn(path)
				all = append(all, found...)
				return err
			}
			return nil
		}))
	}
	return all
}

// statementsInScript lists the statements in a file of SQL: the queries that it
// names or, where it names none, all as one.
func statementsInScript(path string) (all []written, err error) {
	script, err := os.ReadFile(path)
	_, named, found := strings.Cut("\n"+string(script), "\n-- name: ")
	if !found {
		return []written{{oneLine(string(script)), path}}, err
	}
	for query := range strings.SplitSeq(named, "\n-- name: ") {
		name, text, _ := strings.Cut(query, "\n")
		all = append(all, written{oneLine(braces.ReplaceAllString(text, gap)), path + ": " + name})
	}
	return all, err
}

// statementsIn lists the statements in a Go file.
func statementsIn(path string) (all []written, err error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		return nil, err
	}
	ast.Inspect(file, func(node ast.Node) bool {
		e, isExpression := node.(ast.Expr)
		if !isExpression {
			return true
		}
		text := verb.ReplaceAllString(textOf(e), gap)
		if !beginsSQL.MatchString(text) {
			return true
		}
		all = append(all, written{oneLine(text), files.Position(e.Pos()).String()})
		return false
	})
	return all, nil
}

// textOf is what an expression of texts comes to, with gaps for what is not
// written out.
func textOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return text
		}
	case *ast.BinaryExpr:
		if e.Op == token.ADD {
			return textOf(e.X) + textOf(e.Y)
		}
	}
	return gap
}

// oneLine is a text with every space a single one.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// everyStatement runs commands that between them run every statement of the
// program, and returns the statements.
func everyStatement(t *testing.T) []string {
	t.Setenv(clockVariable, "2026-04-05T10:00:00+08:00")
	dir := t.TempDir()
	c := &commands{T: t, dir: dir, db: cmp.Or(os.Getenv(otherDatabase), filepath.Join(dir, "audit.db")), statements: map[string]string{}}
	c.importMarch()
	c.reconcileMarch()
	c.claimMarch()
	c.closeMarch()
	c.creditInApril()
	c.must(exitDone, "import", c.path("again"))                                            // which was too fresh before for its place to be recorded
	for n, file := range []string{"", `,"File":{"URI":"oss://example-shop-desk/a.jpg"}`} { // one event in two forms
		c.must(exitDone, "import", c.write(fmt.Sprintf("trail%d.json", n), `[{"eventId":"E-1","eventVersion":1,"eventSource":"imm.ap-southeast-1.aliyuncs.com","eventType":"ApiCall",
			"serviceName":"Imm","apiVersion":"2020-09-30","requestId":"R-1","eventTime":"2026-05-04T04:06:00Z","acsRegion":"ap-southeast-1","eventName":"IndexFileMeta",
			"requestParameters":{"ProjectName":"gallery","DatasetName":"free"`+file+`},"responseElements":{}}]`))
	}
	c.must(exitDone, "check")
	c.change(`UPDATE event SET body = replace(body, '"seal_version":3', '"seal_version":2') WHERE kind = 'imported'`) // earlier versions seal otherwise
	c.must(exitDiscrepancies, "check", "--head", strings.Repeat("0", 12))
	c.db = unpack(t, "testdata/databases/v8").path // runs of then are sealed otherwise
	c.must(exitDone, "check")
	return slices.Collect(maps.Values(c.statements))
}

// importMarch imports a month that needed some putting right.
func (c *commands) importMarch() {
	month := c.path("2026-03")
	c.must(exitDone, "demo", month, "--days", "1")
	c.must(exitDone, "import", c.write("wrong.csv", "project,operation,request_id,http_status,time\n"+
		"gallery,DetectImageFaces,65D0A1B2C3D4E5F600000001,200,2026-03-01T09:00:00+08:00\n"))
	c.must(exitDone, "sources", "forget", "1")
	c.change("INSERT INTO source_in_rows (source_id) VALUES (0)") // as if an earlier version had imported logs
	c.must(exitDone, "import", filepath.Join(month, "logs"), "--dry-run")
	c.change("DELETE FROM source_in_rows")
	noError(c.T, os.Mkdir(c.path("late"), 0o755))
	noError(c.T, os.Rename(largestFile(c.T, filepath.Join(month, "logs")), c.path("late/access.log")))
	c.must(exitDone, "import", month, c.write("projects.csv", "project,region,created_at,workflow_template\narchive,ap-southeast-1,last spring,\n"),
		c.write("aliases.csv", "bill_id,project,region,from,to\nimm-0001,gallery,ap-southeast-1,,\n"),
		c.write("metering.json", `[{"Bucket":"example-shop-desk","StartTime":"2026-03-01T00:00:00Z","EndTime":"2026-03-01T01:00:00Z","GetRequest":"1","PutRequest":"1"}]`))
	noError(c.T, os.CopyFS(c.path("again"), os.DirFS(filepath.Join(month, "bill"))))
	c.must(exitDone, "import", c.path("again"))
	c.must(exitDone, "import", c.write("bindings.csv", "bucket,prefix,project,dataset,from,to\nexample-shop-gallery,index/new/,gallery,visitors,,\n"))
	c.must(exitDone, "sources")
	c.must(exitDone, "sources", "rejected")
}

// reconcileMarch makes two runs and every report of them.
func (c *commands) reconcileMarch() {
	c.must(exitTrouble, "reconcile", "--month", "2026-02") // of which there is no bill
	c.must(exitDiscrepancies, "reconcile", "--month", "2026-03", "--assume", "charge_304=on")
	c.must(exitDone, "import", c.write("prices.csv", "site,currency,item,operation,tier,price,per,unit,effective_from,effective_to,source\n"+
		"intl,USD,ImageDetect,,,0.000025,1,call,2026-02-01T00:00:00+08:00,,contract 7\n"))
	c.must(exitDiscrepancies, "reconcile", "--month", "2026-03")
	c.must(exitDone, "runs")
	c.must(exitDone, "sources", "unplaced")
	c.must(exitDiscrepancies, "diff", "2026-03/1", "2026-03/2")
	c.must(exitDone, "summary", "--month", "2026-03")
	c.must(exitDone, "summary", "--month", "2026-03", "--by", "tag:team")
	c.must(exitDone, "sources", "--bills")
	c.must(exitDone, "findings", "--month", "2026-03", "--item", "ImageDetect", "--project", "gallery")
	for _, form := range []string{"xlsx", "csv", "json", "focus"} {
		c.must(exitDone, "export", form, "--month", "2026-03", "--out", c.path("report "+form))
		c.must(exitDone, "export", form, "--month", "2026-03", "--out", c.path("report "+form)) // in its own place
	}
	c.must(exitDone, "__complete", "summary", "--account", "")
	c.must(exitDone, "__complete", "diff", "")
	c.must(exitDone, "__complete", "explain", "")
	c.explain("2026-03")
	c.must(exitDone, "price", "ImageDetect", "--quantity", "7")
}

// explain explains every finding of a month.
func (c *commands) explain(month string) {
	c.Helper()
	var list struct{ Findings []foundFinding }
	noError(c.T, json.Unmarshal([]byte(c.must(exitDone, "findings", "--month", month, "--format", "json")), &list))
	for _, f := range list.Findings {
		c.must(exitDone, "explain", f.ID)
	}
}

// claimMarch takes claims on.
func (c *commands) claimMarch() {
	for _, cause := range []string{"unit_scale", "price_mismatch", "amount_arithmetic", "weboffice_calls_for_opens"} {
		c.must(exitDone, "dispute", "new", "--month", "2026-03", "--cause", cause, "--min", "0")
	}
	c.must(exitDone, "dispute", "set", "D-2026-03-01", "cancelled")
	c.must(exitDone, "dispute", "set", "D-2026-03-02", "submitted")
	c.must(exitDone, "dispute", "set", "D-2026-03-02", "accepted")
	c.must(exitDone, "dispute", "set", "D-2026-03-02", "credited", "--amount", "0.00001")
	c.must(exitDone, "dispute", "list")
	c.must(exitDone, "dispute", "show", "D-2026-03-02")
	c.must(exitDone, "dispute", "export", "D-2026-03-02", "--out", c.path("packet"), "--sample", "3")
	c.must(exitDone, "dispute", "export", c.claim("weboffice_calls_for_opens"), "--out", c.path("packet of Weboffice"))
}

// closeMarch closes the month. Much comes in after that, and one log of it is
// forgotten.
func (c *commands) closeMarch() {
	c.must(exitDone, "month", "status", "2026-03")
	c.must(exitDone, "month", "list")
	c.must(exitDone, "month", "close", "2026-03", "--force", "--note", "as far as it is known")
	const header = "LineItemDetails/LineItemId,IdentityDetails/ResourcePurchaseAccountId,BillingDetails/BillingMonth,BillingDetails/LineItemType," +
		"BillingDetails/ServiceStartTime,BillingDetails/ServiceEndTime,ProductDetails/ProductCode,ProductDetails/BillingItemCode," +
		"ResourceDetails/RegionCode,UsageDetails/Usage,UsageDetails/UsageUnit,PricingDetails/Currency,FeeDetails/GrossAmount\n"
	const line = "OSS-1,1400000000000017,202603,PayAsYouGo,2026-03-01 00:00:00,2026-03-01 01:00:00,oss,GetRequest,ap-southeast-1,7,calls,USD,0.01"
	c.write("late/bill.csv", header+line+"\n"+line+"\n")
	c.write("late/styles.csv", "bucket,style,content,from,to\nexample-shop-desk,face,\"image/crop,g_face\",,\n")
	const call = "2026-03-01T10:00:00+08:00,gallery,DetectImageFaces,65D0A1B2C3D4E5F60000FFFF,200\n"
	c.write("late/calls.csv", "time,project,operation,request_id,http_status\n"+call+call)
	c.must(exitTrouble, "import", c.path("late"))
	c.must(exitDone, "import", c.path("late"), "--late", "keep")
	c.must(exitTrouble, "import", c.write("contradiction.csv", header+line+"5\n"), "--late", "keep")
	c.must(exitDiscrepancies, "reconcile", "--month", "2026-03")
	c.must(exitDiscrepancies, "diff", "2026-03/2", "2026-03/3")
	c.must(exitDone, "sources", "forget", c.source(c.path("late/access.log")))
	c.must(exitDiscrepancies, "reconcile", "--month", "2026-03")
	c.must(exitDiscrepancies, "diff", "2026-03/3", "2026-03/4")
	c.must(exitDone, "month", "reopen", "2026-03", "--note", "there is more")
}

// creditInApril imports a later month, whose bill forgets the live transcoding.
func (c *commands) creditInApril() {
	c.must(exitDone, "demo", c.path("2026-04"), "--days", "1", "--month", "2026-04", "--seed", "2")
	bill := billIn(c.T, c.path("2026-04"))
	write(c.T, bill, regexp.MustCompile(`(?m)^.*,LiveTranscoding,.*\n`).ReplaceAllString(content(c.T, bill), ""))
	c.must(exitDone, "import", c.path("2026-04"))
	c.must(exitDiscrepancies, "reconcile", "--month", "2026-04")
	c.explain("2026-04")
	c.must(exitDone, "dispute", "match", "--take")
}

// commands runs commands of the program on one database, and notes the
// statements.
type commands struct {
	*testing.T
	dir, db    string
	lock       sync.Mutex
	statements map[string]string // by all but the numbers listed in them
}

func (c *commands) path(name string) string { return filepath.Join(c.dir, name) }

// change changes the database behind the program's back.
func (c *commands) change(statement string) {
	c.Helper()
	d, err := sql.Open("sqlite", c.db)
	noError(c.T, err)
	_, err = d.ExecContext(c.Context(), statement)
	noError(c.T, errors.Join(err, d.Close()))
}

// claim is the first claim of a cause.
func (c *commands) claim(cause string) string {
	c.Helper()
	var list struct{ Disputes []struct{ ID, Cause string } }
	noError(c.T, json.Unmarshal([]byte(c.must(exitDone, "dispute", "list", "--format", "json")), &list))
	for _, d := range list.Disputes {
		if d.Cause == cause {
			return d.ID
		}
	}
	c.Fatalf("nothing was claimed for %s", cause)
	return ""
}

// source is the number of the source of a name.
func (c *commands) source(name string) string {
	c.Helper()
	var list struct {
		Sources []struct {
			ID   json.Number
			Name string
		}
	}
	noError(c.T, json.Unmarshal([]byte(c.must(exitDone, "sources", "--format", "json")), &list))
	for _, s := range list.Sources {
		if s.Name == name {
			return s.ID.String()
		}
	}
	c.Fatalf("there is no source %s", name)
	return ""
}

// write writes a file, and returns its path.
func (c *commands) write(name, text string) string {
	c.Helper()
	write(c.T, c.path(name), text)
	return c.path(name)
}

// must runs a command that ends with an exit code, and returns what it prints.
func (c *commands) must(code int, args ...string) string {
	c.Helper()
	var out, notes bytes.Buffer
	ctx := db.WithTrace(c.Context(), func(statement string) {
		c.lock.Lock()
		defer c.lock.Unlock()
		c.statements[numbers.ReplaceAllString(statement, "0")] = statement
	})
	if got := run(ctx, append([]string{"--quiet", "--user", "anna", "--db", c.db}, args...), strings.NewReader(""), &out, &notes); got != code {
		c.Fatalf("immrecon %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, out.String(), notes.String())
	}
	return out.String()
}
