package dbtest_test

import (
	"strings"
	"testing"

	"immrecon/store/db/dbtest"
)

func TestFaults(t *testing.T) {
	for statement, want := range map[string]string{
		"SELECT hex(body) FROM entry":                                     "HEX is no function",
		"SELECT id, hex(body) FROM entry":                                 "HEX is no function",
		"SELECT ifnull(amount, '0') FROM entry":                           "IFNULL is no function",
		"SELECT group_concat(name) FROM entry":                            "GROUP_CONCAT is no function",
		"SELECT instr(name, 'a') FROM entry":                              "INSTR is no function",
		"SELECT printf('%d', id) FROM entry":                              "PRINTF is no function",
		"SELECT strftime('%Y', id, 'unixepoch') FROM entry":               "STRFTIME is no function",
		"SELECT e.id FROM entry e JOIN kind k ON hex(e.body) = k.name":    "HEX is no function",
		"UPDATE entry SET amount = total(id) WHERE id IN (1, 2)":          "TOTAL is no function",
		"CREATE INDEX entry_name ON entry (upper(name))":                  "UPPER is no function",
		"SELECT max(a, b) FROM entry":                                     "MAX of several values",
		"SELECT min(coalesce(a, 0), b) FROM entry":                        "MIN of several values",
		"SELECT name FROM entry WHERE name GLOB 'a*'":                     "GLOB is a word",
		"SELECT rowid FROM entry":                                         "ROWID is a word",
		"PRAGMA integrity_check":                                          "PRAGMA is a word",
		"CREATE TRIGGER t AFTER INSERT ON entry BEGIN SELECT 1; END":      "TRIGGER is a word",
		"REPLACE INTO entry (id) VALUES (?)":                              "REPLACE is a word",
		"SELECT name FROM entry ORDER BY name COLLATE NOCASE":             "COLLATE is a word",
		"SELECT name FROM sqlite_master":                                  "SQLITE_MASTER is a word",
		"CREATE TABLE t (id BIGINT) WITHOUT ROWID":                        "ROWID is a word",
		"INSERT OR IGNORE INTO entry (id) VALUES (?)":                     "INSERT OR",
		"UPDATE OR IGNORE entry SET id = ?":                               "UPDATE OR",
		"SELECT id FROM entry WHERE amount IS ?":                          "IS compares",
		"SELECT id FROM entry WHERE amount IS NOT ?":                      "IS compares",
		"SELECT id FROM entry LIMIT -1 OFFSET ?":                          "LIMIT",
		"SELECT id FROM entry LIMIT 1, 2":                                 "LIMIT",
		"SELECT id FROM entry WHERE id = :id":                             "the argument :ID",
		"SELECT id FROM entry WHERE id = @id":                             "the argument @ID",
		"SELECT id FROM entry WHERE id = ?1":                              "the argument ?1",
		"SELECT id FROM entry WHERE id = $1":                              "the argument $1",
		"SELECT id::TEXT FROM entry":                                      "the sign ::",
		"SELECT id FROM entry WHERE id == 1":                              "the sign ==",
		"SELECT \"id\" FROM entry":                                        "the sign \"ID",
		"SELECT id FROM entry WHERE body = x'00'":                         "bytes are an argument",
		"CREATE TABLE t (id BIGINT PRIMARY KEY, body BLOB NOT NULL)":      "BLOB is no type",
		"CREATE TEMP TABLE t (a BIGINT, b TEXT, PRIMARY KEY (a), c REAL)": "REAL is no type",
		"CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY)":           "INTEGER is no type",
		"CREATE TABLE t (id)":                                             ") is no type",
		"ALTER TABLE entry ADD COLUMN at DATETIME":                        "DATETIME is no type",
		"SELECT CAST(amount AS REAL) FROM entry":                          "REAL is no type",
		"SELECT count(*) FROM (SELECT id FROM entry)":                     "no alias",
		"SELECT count(*) FROM (SELECT id FROM entry) WHERE true":          "no alias",
		"SELECT 1 FROM entry e JOIN (SELECT id FROM entry) ON true":       "no alias",
		"SELECT 1 FROM entry e, (SELECT id FROM entry) LEFT JOIN f ON 1":  "no alias",
		"SELECT 1 FROM (SELECT 1 FROM (SELECT id FROM entry)) t":          "no alias",
		"SELECT DISTINCT name FROM entry ORDER BY length(name), name":     "DISTINCT rows",
		"SELECT id FROM entry WHERE ? IN (0, id)":                         "not cast",
		"SELECT sum(id) FROM entry":                                       "not cast",
		"SELECT coalesce(sum(id), 0) FROM entry":                          "not cast",
		"SELECT CAST(sum(id) AS TEXT) FROM entry":                         "not cast",
		"SELECT 1 FROM (SELECT sum(id) AS n FROM entry) e":                "not cast",
	} {
		if got := dbtest.Faults(statement); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s\nhas the faults %q, want one with %q", statement, got, want)
		}
	}
}

func TestWhatFitsEveryEngine(t *testing.T) {
	for _, statement := range []string{
		"-- PRAGMA hex(x) it's\nSELECT 'hex(x) :id ?1 \"' FROM entry /* GLOB */ WHERE name <> 'it''s :id'",
		"SELECT e.id, max(e.id), coalesce(e.amount, '0') FROM entry e LEFT JOIN (SELECT DISTINCT id FROM entry) f ON f.id = e.id WHERE e.id IN (SELECT id FROM entry) AND e.body = ? GROUP BY e.id",
		"SELECT id FROM entry WHERE amount IS NULL OR body IS NOT NULL ORDER BY length(name) DESC, name LIMIT 1",
		"SELECT CAST(sum(id) AS BIGINT), CAST(coalesce(sum(id), 0) AS BIGINT) FROM entry GROUP BY name HAVING sum(id) <> 0",
		"SELECT a.id FROM (SELECT id FROM entry) AS a CROSS JOIN (SELECT name FROM (SELECT id, name FROM entry) c) b WHERE a.id = (SELECT min(id) FROM entry)",
		"SELECT (SELECT count(*) FROM entry), coalesce((SELECT name FROM entry WHERE id = ?), '')",
		"INSERT INTO entry (id, name) SELECT id, name FROM other f WHERE true ON CONFLICT (id) DO UPDATE SET name = excluded.name",
		"CREATE TEMP TABLE t (a BIGINT NOT NULL, b TEXT, c SMALLINT, d BYTEA, PRIMARY KEY (a, b)); CREATE INDEX t_b ON t (b, c); DROP TABLE t",
		"CREATE TEMP TABLE t AS SELECT row_number() OVER (PARTITION BY a, b ORDER BY c DESC) AS n, CASE WHEN a THEN (b) ELSE (c) END AS d FROM e",
		"CREATE UNIQUE INDEX held ON entry (name) WHERE held = 1; ALTER TABLE entry ADD COLUMN held SMALLINT NOT NULL DEFAULT 0",
		"SELECT DISTINCT lower(name), id FROM entry WHERE id IN (SELECT id FROM entry ORDER BY length(name)) AND ? IN ('', name) ORDER BY 1, id",
		"WITH a AS (SELECT id FROM entry), b AS (SELECT id FROM a) SELECT CAST(id AS TEXT) FROM b EXCEPT SELECT name FROM entry",
	} {
		if got := dbtest.Faults(statement); len(got) > 0 {
			t.Errorf("%s\nhas the faults %q, want none", statement, got)
		}
	}
}
