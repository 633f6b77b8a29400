package main

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
	"github.com/rogpeppe/go-internal/txtar"
)

// Databases of earlier schema versions are kept in testdata/databases, each with
// what its program said of it. Every schema change must migrate them.
func TestEarlierDatabasesMigrate(t *testing.T) {
	t.Parallel()
	versions, err := filepath.Glob("testdata/databases/v*")
	noError(t, err)
	if len(versions) == 0 {
		t.Fatal("no database of an earlier version is kept")
	}
	for _, version := range versions {
		t.Run(filepath.Base(version), func(t *testing.T) {
			t.Parallel()
			d := unpack(t, version)
			d.must(exitDone, "check")
			d.wantRows(filepath.Join(version, "changed.txt"))
			d.wantOutputs(filepath.Join(version, "outputs.txt"))
			d.wantReports()
			d.wantClosed()
			d.wantNewMonth()
			d.wantSchemaOfToday()
			d.must(exitDone, "check")
			d.wantSealed()
		})
	}
}

// earlier is a copy of a database of an earlier version.
type earlier struct {
	t      *testing.T
	dir    string
	path   string
	before string // the same, not migrated
}

// unpack copies the database of a version.
func unpack(t *testing.T, version string) *earlier {
	t.Helper()
	packed, err := os.ReadFile(filepath.Join(version, "database.zst"))
	noError(t, err)
	reader, err := zstd.NewReader(nil)
	noError(t, err)
	defer reader.Close()
	content, err := reader.DecodeAll(packed, nil)
	noError(t, err)
	dir := t.TempDir()
	d := &earlier{t, dir, filepath.Join(dir, "audit.db"), filepath.Join(dir, "before.db")}
	noError(t, os.WriteFile(d.path, content, 0o600))
	noError(t, os.WriteFile(d.before, content, 0o600))
	return d
}

// run runs a command on the database, on the day after the last that was
// recorded in it, and returns what it printed and its exit code.
func (d *earlier) run(args ...string) (stdout, stderr string, code int) {
	d.t.Helper()
	cmd := program(d.dir, args...)
	cmd.Env = append(os.Environ(), "IMMRECON_DB="+d.path, "IMMRECON_USER=finance", clockVariable+"=2026-05-06T10:00:00+08:00")
	var notes strings.Builder
	cmd.Stderr = &notes
	out, err := cmd.Output()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		d.t.Fatal(err)
	}
	return string(out), notes.String(), cmd.ProcessState.ExitCode()
}

// must runs a command that ends with an exit code.
func (d *earlier) must(code int, args ...string) (stdout, stderr string) {
	d.t.Helper()
	stdout, stderr, got := d.run(args...)
	if got != code {
		d.t.Fatalf("immrecon %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, stdout, stderr)
	}
	return stdout, stderr
}

// wantRows holds the rows of every table to what they were. A text names, one a
// line, the tables and columns (table.column) that a migration changed on
// purpose; a second word on the line is the new name of a table.
func (d *earlier) wantRows(path string) {
	d.t.Helper()
	changed := map[string]string{}
	for line := range strings.Lines(content(d.t, path)) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			changed[words[0]] = strings.Join(words[1:], "")
		}
	}
	db, err := sql.Open("sqlite", d.path)
	noError(d.t, err)
	defer db.Close()
	db.SetMaxOpenConns(1) // what is attached belongs to a connection
	_, err = db.Exec("ATTACH ? AS before", d.before)
	noError(d.t, err)
	for _, table := range texts(d.t, db, "SELECT name FROM before.sqlite_schema WHERE type = 'table'") {
		renamed, isChanged := changed[table]
		if isChanged && renamed == "" {
			continue
		}
		columns := slices.DeleteFunc(texts(d.t, db, "SELECT name FROM pragma_table_info(?, 'before')", table), func(column string) bool {
			_, isChanged := changed[table+"."+column]
			return isChanged
		})
		is, was := "main."+cmp.Or(renamed, table), "before."+table
		selected := "SELECT " + strings.Join(columns, ", ") + " FROM "
		for _, only := range []struct{ in, rows string }{
			{is, selected + is + " EXCEPT " + selected + was}, {was, selected + was + " EXCEPT " + selected + is},
		} {
			if count := texts(d.t, db, "SELECT count(*) FROM ("+only.rows+") AS differing"); count[0] != "0" {
				d.t.Errorf("only %s has %s of its rows", only.in, count[0])
			}
		}
	}
}

// texts is the one column that a statement selects.
func texts(t *testing.T, db *sql.DB, statement string, args ...any) (all []string) {
	t.Helper()
	rows, err := db.Query(statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		noError(t, rows.Scan(&text))
		all = append(all, text)
	}
	noError(t, rows.Err())
	return all
}

// wantOutputs runs the commands that name the sections of a text, whose output
// must be what stands there. JSON may have more members than it had then.
func (d *earlier) wantOutputs(path string) {
	d.t.Helper()
	said, err := txtar.ParseFile(path)
	noError(d.t, err)
	if len(said.Files) == 0 {
		d.t.Fatalf("%s says nothing", path)
	}
	for _, section := range said.Files {
		out, notes, code := d.run(strings.Fields(section.Name)...)
		if code > exitDiscrepancies {
			d.t.Errorf("immrecon %s: exit code %d: %s", section.Name, code, notes)
			continue
		}
		for _, lost := range lostFrom(d.t, string(section.Data), out) {
			d.t.Errorf("immrecon %s: %s", section.Name, lost)
		}
	}
}

// lostFrom tells what an output of then says and the output of now does not.
func lostFrom(t *testing.T, then, now string) []string {
	t.Helper()
	if !strings.HasPrefix(then, "{") {
		if then == now {
			return nil
		}
		return []string{fmt.Sprintf("it was\n%s\nand is\n%s", then, now)}
	}
	var before, after any
	noError(t, json.Unmarshal([]byte(then), &before))
	noError(t, json.Unmarshal([]byte(now), &after))
	return lost("", before, after)
}

// lost tells where a JSON value lacks or changes something of an earlier one.
func lost(at string, then, now any) (all []string) {
	switch then := then.(type) {
	case map[string]any:
		members, _ := now.(map[string]any)
		for name, value := range then {
			all = append(all, lost(at+"."+name, value, members[name])...)
		}
		return all
	case []any:
		elements, _ := now.([]any)
		if len(elements) != len(then) {
			return []string{fmt.Sprintf("%s: %d elements, were %d", at, len(elements), len(then))}
		}
		for n, value := range then {
			all = append(all, lost(fmt.Sprintf("%s[%d]", at, n), value, elements[n])...)
		}
		return all
	}
	if !reflect.DeepEqual(then, now) {
		all = append(all, fmt.Sprintf("%s: %v, was %v", at, now, then))
	}
	return all
}

// wantReports writes every report that can be written of what was made then:
// of months, findings and claims.
func (d *earlier) wantReports() {
	d.t.Helper()
	for _, month := range []string{"2026-03", "2026-04"} {
		d.must(exitDone, "export", "xlsx", "--month", month, "--out", month+".xlsx")
		d.must(exitDone, "export", "json", "--month", month, "--out", month+".json")
		var list struct{ Findings []foundFinding }
		out, _ := d.must(exitDone, "findings", "--month", month, "--format", "json")
		noError(d.t, json.Unmarshal([]byte(out), &list))
		for _, f := range list.Findings {
			if _, notes, code := told("--db", d.path, "explain", f.ID); code != exitDone {
				d.t.Errorf("immrecon explain %s: exit code %d: %s", f.ID, code, notes)
			}
		}
	}
	d.must(exitDone, "dispute", "export", "D-2026-03-09", "--out", "packet", "--claimant", "Example Ltd")
}

// wantClosed holds the closed month to what was decided: what comes late for it
// is refused, and a second person is still asked for.
func (d *earlier) wantClosed() {
	d.t.Helper()
	const late = "time,project,operation,request_id,http_status\n2026-03-01T10:00:00+08:00,gallery,DetectImageFaces,65D0A1B2C3D4E5F60000FFFF,200\n"
	write(d.t, filepath.Join(d.dir, "late.csv"), late)
	if _, notes := d.must(exitTrouble, "import", "late.csv"); !strings.Contains(notes, "it would change 2026-03, which is closed") {
		d.t.Errorf("late evidence: %s", notes)
	}
	if _, notes := d.must(exitTrouble, "month", "close", "2026-04", "--four-eyes"); !strings.Contains(notes, "finance asked for this already") {
		d.t.Errorf("closing with four eyes: %s", notes)
	}
}

// wantNewMonth imports a month that comes after, and reconciles it.
func (d *earlier) wantNewMonth() {
	d.t.Helper()
	d.must(exitDone, "demo", "2026-05", "--month", "2026-05", "--days", "1")
	d.must(exitDone, "import", "2026-05")
	d.must(exitDiscrepancies, "reconcile", "--month", "2026-05")
	d.must(exitDone, "dispute", "new", "--month", "2026-05", "--cause", "amount_arithmetic")
}

// wantSchemaOfToday holds the schema to that of a new database.
func (d *earlier) wantSchemaOfToday() {
	d.t.Helper()
	d.must(exitDone, "--db", "new.db", "import", "late.csv")
	got, want := schemaOf(d.t, d.path), schemaOf(d.t, filepath.Join(d.dir, "new.db"))
	if !slices.Equal(got, want) {
		d.t.Errorf("the schema of a migrated database is\n%s\nand of a new one\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// schemaOf lists the statements that would make a database. Bytes are BYTEA;
// databases up to version 9 say BLOB, which bytes are the same under.
func schemaOf(t *testing.T, path string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	noError(t, err)
	defer db.Close()
	return texts(t, db, "SELECT type || ' ' || name || ': ' || replace(COALESCE(sql, ''), 'BLOB ', 'BYTEA') FROM sqlite_schema ORDER BY 1")
}

// wantSealed changes what became of a bill line of a run made then: its seal
// must not fit any more.
func (d *earlier) wantSealed() {
	d.t.Helper()
	db, err := sql.Open("sqlite", d.path)
	noError(d.t, err)
	defer db.Close()
	changed, err := db.Exec("UPDATE run_line SET detail = 'adjustment' WHERE status = 'not_usage' AND detail = 'refund'")
	noError(d.t, err)
	if n, err := changed.RowsAffected(); err != nil || n == 0 {
		d.t.Fatalf("%d lines changed, %v", n, err)
	}
	if out, _, code := d.run("check"); code == exitDone || !strings.Contains(out, "was changed after it was made") {
		d.t.Errorf("exit code %d after a line was changed:\n%s", code, out)
	}
}
