package main

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// mayNot says which packages may not import, by whatever way, which others.
var mayNot = map[string][]string{
	"immrecon/import/":             {"immrecon/reconcile", "immrecon/export/", "immrecon/cmd/"},
	"immrecon/reconcile":           {"immrecon/import/", "immrecon/export/", "immrecon/cmd/"},
	"immrecon/export/":             {"immrecon/import/", "immrecon/reconcile", "immrecon/cmd/"},
	"immrecon/store":               {"immrecon/import/", "immrecon/reconcile", "immrecon/export/", "immrecon/cmd/"},
	"immrecon/store/model":         {"immrecon/store/", "immrecon/migrations"},
	"immrecon/store/db/sqlite":     {"immrecon/store/ingest", "immrecon/store/runs", "immrecon/store/audit", "immrecon/store/claims", "immrecon/store/months", "immrecon/migrations"},
	"immrecon/migrations":          {"immrecon/import/", "immrecon/reconcile", "immrecon/export/", "immrecon/store", "immrecon/cmd/"},
	"immrecon/reconcile/meter":     {"immrecon/store/db"},
	"immrecon/reconcile/live":      {"immrecon/store/db"},
	"immrecon/reconcile/price":     {"immrecon/store/db"},
	"immrecon/reconcile/payable":   {"immrecon/store/db"},
	"immrecon/reconcile/diagnose":  {"immrecon/store/db"},
	"immrecon/reconcile/statement": {"immrecon/store/db"},
	"immrecon/reconcile/versions":  {"immrecon/store/db"},
	"immrecon/reconcile/quote":     {"immrecon/store/db"},
	"immrecon/reconcile/credit":    {"immrecon/store/db"},
	"immrecon/reconcile/sample":    {"immrecon/store/db"},
	"immrecon/reconcile/preflight": {"immrecon/store/db"},
	"immrecon/reconcile/tokens":    {"immrecon/store/db"},
	"immrecon/cmd/immrecon/demo":   {"immrecon/import/", "immrecon/reconcile", "immrecon/export/"},
}

// The layers hold: cmd → export, reconcile, import → store → migrations.
func TestLayers(t *testing.T) {
	t.Parallel()
	list := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Deps " "}}`, "immrecon/...")
	packages, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]bool{}
	for line := range strings.Lines(string(packages)) {
		path, deps, _ := strings.Cut(strings.TrimSpace(line), " ")
		for layer, others := range mayNot {
			if !strings.HasPrefix(path, layer) {
				continue
			}
			held[layer] = true
			for _, dep := range strings.Fields(deps) {
				if slices.ContainsFunc(others, func(other string) bool { return strings.HasPrefix(dep, other) }) {
					t.Errorf("%s imports %s", path, dep)
				}
			}
		}
	}
	for layer := range mayNot {
		if !held[layer] {
			t.Errorf("no package is in %s: the layers have another name now", layer)
		}
	}
}

// A statement of SQL, as a text of Go may hold it.
var sqlText = regexp.MustCompile(`(?i)\b(SELECT\s+\S+[\s\S]*\sFROM|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET|CREATE\s+(TEMP\s+)?(TABLE|INDEX|VIEW))\b`)

// SQL stands in store, migrations and reconcile/sql, and nowhere else.
func TestSQLHasItsPlaces(t *testing.T) {
	root := filepath.Join("..", "..")
	places := []string{"store", "migrations", filepath.Join("reconcile", "sql")}
	read := 0
	noError(t, filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil || entry.IsDir() && slices.Contains(places, name) {
			return cmp.Or(err, fs.SkipDir)
		}
		if entry.IsDir() || filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		read++
		ast.Inspect(file, func(n ast.Node) bool {
			if text, ok := n.(*ast.BasicLit); ok && text.Kind == token.STRING && sqlText.MatchString(text.Value) {
				t.Errorf("%s holds SQL: %s", name, text.Value)
			}
			return true
		})
		return nil
	}))
	if read < 100 {
		t.Errorf("only %d files were read", read)
	}
}
