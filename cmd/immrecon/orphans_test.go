package main

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// parents are the tables whose rows others name.
var parents = strings.Fields(`source bucket bucket_prefix symbol api_call api_call_object bill_line bill_row bill_file run cell finding dispute dispute_finding
	run_kind run_statement run_statement_due run_evidence cell_evidence run_prefix run_price run_line run_source run_rule run_explained
	project dataset binding style coverage_statement event item price rule operation_item template_operator oss_hour oss_usage log_hour`)

// Rows that name others which are not there are told of: no command panics on them, and
// none of what it says is taken for all there is.
func TestOrphansArePutUpWith(t *testing.T) {
	db := withClaim(t)
	id, finding := firstOf(t, db, "SELECT id FROM dispute"), firstOf(t, db, "SELECT finding FROM dispute_finding")
	for _, table := range parents {
		for name, where := range map[string]string{"all": "true", "one": "rowid = (SELECT max(rowid) FROM " + table + ")"} {
			t.Run(table+"/"+name, func(t *testing.T) {
				t.Parallel()
				dir := t.TempDir()
				copied := filepath.Join(dir, "audit.db")
				content, err := os.ReadFile(db)
				noError(t, err)
				noError(t, os.WriteFile(copied, content, 0o600))
				if tampered(t, copied, "DELETE FROM "+table+" WHERE "+where) == 0 {
					t.Skip("it has no row")
				}
				if out, notes, code := toldSafely("--db", copied, "check"); code != exitDiscrepancies {
					t.Errorf("check: exit code %d: %s%s", code, out, notes)
				}
				commands := []string{"dispute show " + id, "dispute export " + id + " --out " + dir + "/packet", "explain " + finding}
				if name == "all" {
					commands = append(commands, "dispute list", "dispute match "+id, "summary --month 2026-03", "findings --month 2026-03",
						"month status 2026-03", "runs", "sources", "export json --month 2026-03 --out "+dir+"/report.json")
				}
				for _, command := range commands {
					if out, notes, code := toldSafely(append([]string{"--db", copied}, strings.Fields(command)...)...); code > exitTrouble {
						t.Errorf("immrecon %s: exit code %d: %s%s", command, code, out, notes)
					}
				}
			})
		}
	}
}

// toldSafely is told, to which a panic is an exit code of its own.
func toldSafely(args ...string) (stdout, stderr string, code int) {
	defer func() {
		if said := recover(); said != nil {
			stderr, code = fmt.Sprintf("it panics: %v\n%s", said, debug.Stack()), exitTrouble+1
		}
	}()
	return told(args...)
}

// withClaim is a database with a run and a claim that was credited.
func withClaim(t *testing.T) (db string) {
	t.Helper()
	db = reconciled(t)
	cause := firstOf(t, db, "SELECT cause FROM finding WHERE verdict = 'overcharged' AND basis = 'documented' ORDER BY id LIMIT 1")
	for _, command := range []string{"new --month 2026-03 --cause " + cause, "set D-2026-03-01 submitted", "set D-2026-03-01 accepted", "set D-2026-03-01 credited --amount 0.0001"} {
		if _, notes, code := told(append([]string{"--db", db, "dispute"}, strings.Fields(command)...)...); code != exitDone {
			t.Fatalf("immrecon dispute %s: %s", command, notes)
		}
	}
	return db
}

func firstOf(t *testing.T, path, statement string) (text string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	noError(t, err)
	defer db.Close()
	noError(t, db.QueryRow(statement).Scan(&text))
	return text
}

// tampered changes rows behind the program's back, and says how many.
func tampered(t *testing.T, path, statement string) int64 {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	noError(t, err)
	changed, err := db.Exec(statement)
	noError(t, err)
	noError(t, db.Close())
	rows, err := changed.RowsAffected()
	noError(t, err)
	return rows
}
