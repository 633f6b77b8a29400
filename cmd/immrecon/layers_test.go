package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayNot says which packages may not import, by whatever way, which others.
var mayNot = map[string][]string{
	"immrecon/import/":           {"immrecon/reconcile", "immrecon/export/", "immrecon/cmd/"},
	"immrecon/reconcile":         {"immrecon/import/", "immrecon/export/", "immrecon/cmd/"},
	"immrecon/export/":           {"immrecon/import/", "immrecon/reconcile", "immrecon/cmd/"},
	"immrecon/store":             {"immrecon/import/", "immrecon/reconcile", "immrecon/export/", "immrecon/cmd/"},
	"immrecon/store/model":       {"immrecon/store/", "immrecon/migrations"},
	"immrecon/store/db/sqlite":   {"immrecon/store/ingest", "immrecon/store/runs", "immrecon/store/audit", "immrecon/store/claims", "immrecon/store/months", "immrecon/migrations"},
	"immrecon/migrations":        {"immrecon/import/", "immrecon/reconcile", "immrecon/export/", "immrecon/store", "immrecon/cmd/"},
	"immrecon/cmd/immrecon/demo": {"immrecon/import/", "immrecon/reconcile", "immrecon/export/"},
}

// The layers hold: cmd → export, reconcile, import → store → migrations.
func TestLayers(t *testing.T) {
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
