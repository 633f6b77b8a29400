package main

import (
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// omitted are keys that an output leaves out where they would be empty.
var omitted = []string{"currencies", "accounts", "account"}

// named are objects whose keys are names, not the document's: of ways of counting,
// rules and options.
var named = []string{"alternatives", "assumptions", "tolerances"}

// docs/json.md, and docs/claims.md for claims, have the keys of every object that
// the program prints as JSON, in their order, and say it under every schema.
func TestDocumentHasEveryKey(t *testing.T) {
	t.Parallel()
	document := content(t, "../../docs/json.md") + content(t, "../../docs/claims.md")
	lists := keyLists(t, document)
	seen, told := map[string]bool{}, map[string]bool{}
	for _, printed := range everyJSON(t) {
		var head struct{ Schema string }
		noError(t, json.Unmarshal([]byte(printed), &head))
		seen[head.Schema] = true
		objects(t, printed, func(path string, keys []string) {
			among := lists
			if path == "" {
				among = keyLists(t, sectionOf(document, head.Schema))
			}
			missing := fmt.Sprintf("%s: the documents have no list of the keys of %q: %s", head.Schema, path, strings.Join(keys, ", "))
			if !told[missing] && !slices.ContainsFunc(among, func(list []string) bool { return isListOf(list, keys) }) {
				told[missing] = true
				t.Error(missing)
			}
		})
	}
	for _, schema := range schemas(t) {
		if !seen[schema] {
			t.Errorf("no command of this test prints %s", schema)
		}
	}
}

// schemas are those that the program can print, by its source. The manifest of a
// packet is a file of the packet, which docs/claims.md describes.
func schemas(t *testing.T) (all []string) {
	t.Helper()
	name := regexp.MustCompile(`"(immrecon\.[a-z.]+/1)"`)
	for _, folder := range []string{"../../export", "."} {
		noError(t, filepath.WalkDir(folder, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			for _, match := range name.FindAllStringSubmatch(content(t, path), -1) {
				if match[1] != "immrecon.dispute/1" {
					all = append(all, match[1])
				}
			}
			return nil
		}))
	}
	return all
}

// everyJSON prints every JSON output there is: of a synthetic month, and of the
// bills and records of the scripts.
func everyJSON(t *testing.T) (all []string) {
	t.Helper()
	dir := t.TempDir()
	printed := func(args ...string) {
		text, _ := program(dir, append(args, "--format", "json")...).Output() // which may end with 1
		all = append(all, string(text))
	}
	output(t, dir, "demo", "demo", "--days", "2")
	output(t, dir, "import", "demo/registry", "demo/logs", "demo/calls")
	printed("preflight", "--month", "2026-03")
	printed("forecast", "--month", "2026-03")
	printed("forecast", "--month", "2026-03", "--by", "recorded")
	output(t, dir, "import", "demo")
	printed("preflight", "--month", "2026-03")
	for range 2 {
		_ = program(dir, "reconcile", "--month", "2026-03", "--again").Run()
	}
	output(t, dir, "dispute", "new", "--month", "2026-03", "--cause", "unit_scale")
	for _, args := range []string{
		"summary --month 2026-03", "findings --month 2026-03", "sources", "runs", "check", "month list", "month status 2026-03", "dispute list", "price ImageDetect",
		"catalog prices", "catalog items", "catalog operations", "catalog operators", "catalog templates", "catalog rules",
	} {
		printed(strings.Fields(args)...)
	}
	output(t, dir, "export", "json", "--month", "2026-03", "--out", "report.json")
	all = append(all, content(t, filepath.Join(dir, "report.json")))
	_ = program(dir, "--quiet", "reconcile", "--month", "2026-03", "--tolerance", "1").Run()
	printed("diff", "2026-03/1", "2026-03/3")

	for _, script := range []string{"bills", "unplaced"} {
		database := script + ".db"
		unpackScript(t, filepath.Join("testdata/script", script+".txt"), filepath.Join(dir, script))
		output(t, dir, "--db", database, "import", script)
		_ = program(dir, "--db", database, "reconcile", "--month", "2026-03").Run()
		printed("--db", database, "summary", "--month", "2026-03")
		printed("--db", database, "sources", "unplaced")
		printed("--db", database, "sources", "--bills")
		printed("--db", database, "preflight", "--month", "2026-03")
		printed("--db", database, "forecast", "--month", "2026-03")
		printed("--db", database, "summary", "--month", "2026-03", "--by", "tag:team")
	}
	return all
}

// unpackScript writes the files of a script into a folder.
func unpackScript(t *testing.T, script, folder string) {
	t.Helper()
	archive, err := txtar.ParseFile(script)
	noError(t, err)
	for _, f := range archive.Files {
		path := filepath.Join(folder, f.Name)
		noError(t, os.MkdirAll(filepath.Dir(path), 0o700))
		noError(t, os.WriteFile(path, f.Data, 0o600))
	}
}

// sectionOf is the part of the document about a schema: under the heading that
// names it, or that has it in a table.
func sectionOf(document, schema string) string {
	for section := range strings.SplitSeq(document, "\n## ") {
		heading, text, _ := strings.Cut(section, "\n")
		if strings.Contains(heading, "`"+schema+"`") || strings.Contains(text, "\n| `"+schema+"` |") {
			return section
		}
	}
	return ""
}

// keyLists are the lists of keys in a text of the document: between backticks, or
// those of an object in a block of JSON.
func keyLists(t *testing.T, text string) (all [][]string) {
	t.Helper()
	blocks := regexp.MustCompile("(?s)```json\n(.*?)```")
	for _, block := range blocks.FindAllStringSubmatch(text, -1) {
		objects(t, block[1], func(_ string, keys []string) { all = append(all, keys) })
	}
	for n, part := range strings.Split(blocks.ReplaceAllString(text, ""), "`") {
		if n%2 == 1 {
			all = append(all, strings.Fields(strings.ReplaceAll(part, ",", " ")))
		}
	}
	return all
}

// isListOf reports whether a list of the document is of an object's keys: the same
// in the same order, but for those that may be omitted.
func isListOf(list, keys []string) bool {
	for _, key := range list {
		switch {
		case len(keys) > 0 && keys[0] == key:
			keys = keys[1:]
		case !slices.Contains(omitted, key):
			return false
		}
	}
	return len(keys) == 0
}

// objects calls found with the keys of every object of a JSON text in their order,
// and with the path to it.
func objects(t *testing.T, text string, found func(path string, keys []string)) {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	var walk func(path string) error
	walk = func(path string) error {
		token, err := decoder.Token()
		if err != nil {
			return err
		}
		switch token {
		case json.Delim('['):
			for decoder.More() {
				if err := walk(path); err != nil {
					return err
				}
			}
		case json.Delim('{'):
			var keys []string
			for decoder.More() {
				key, err := decoder.Token()
				if err != nil {
					return err
				}
				keys = append(keys, fmt.Sprint(key))
				if err := walk(strings.TrimPrefix(path+"."+fmt.Sprint(key), ".")); err != nil {
					return err
				}
			}
			if last := path[strings.LastIndex(path, ".")+1:]; !slices.Contains(named, last) || slices.Contains(keys, "rule") {
				found(path, keys)
			}
		default:
			return nil
		}
		_, err = decoder.Token()
		return err
	}
	if err := walk(""); err != nil && err != io.EOF {
		t.Fatalf("%v in %s", err, text)
	}
}
